using Archiver.Texts;

namespace Archiver.Querying;

/// <summary>The host in a URL.</summary>
internal static class UrlHost
{
    /// <returns>Null where it cannot be a host.</returns>
    public static ExactText? Read(WrittenValue written)
    {
        var host = CanonicalUrl.Host(written.Text.Trim('.'));
        return host.Length > 0 && host.All(IsOfHost) ? new ExactText(host) : null;

        static bool IsOfHost(char character) =>
            char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '[' or ']' or ':';
    }

    /// <summary>Whether the URL's host is this one, in its canonical form, or one below it.</summary>
    public static bool IsWithin(string? url, string host)
    {
        var found = CanonicalUrl.HostOf(url ?? "");
        return found.EndsWith(host, StringComparison.Ordinal)
            && (found.Length == host.Length || found[^(host.Length + 1)] == '.');
    }

    /// <summary>The host of a URL as its readers write it, in small letters; empty where there is none.</summary>
    public static string NameOf(string? url) => CanonicalUrl.ReadableHost(CanonicalUrl.HostOf(url ?? ""));
}
