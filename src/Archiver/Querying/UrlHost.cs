namespace Archiver.Querying;

/// <summary>The host in a URL.</summary>
internal static class UrlHost
{
    /// <returns>Null where it cannot be a host.</returns>
    public static ExactText? Read(WrittenValue written)
    {
        var host = written.Text.Trim('.').ToLowerInvariant();
        return host.Length > 0 && host.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or '[' or ']' or ':')
            ? new ExactText(host)
            : null;
    }

    /// <summary>Whether the URL's host is this one or one below it.</summary>
    public static bool IsWithin(string? url, string host)
    {
        var found = Of(url).TrimEnd('.');
        return found.EndsWith(host, StringComparison.OrdinalIgnoreCase)
            && (found.Length == host.Length || found[^(host.Length + 1)] == '.');
    }

    /// <summary>The host of a URL, in small letters; empty where there is none.</summary>
    public static string NameOf(string? url) => Of(url).TrimEnd('.').ToString().ToLowerInvariant();

    /// <summary>What stands after the scheme and the user, and before the port and the path; empty where there is none.</summary>
    private static ReadOnlySpan<char> Of(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://");
        if (scheme < 0)
        {
            return [];
        }

        var rest = url[(scheme + 3)..];
        var authority = rest.IndexOfAny("/?#\\") is >= 0 and var end ? rest[..end] : rest;
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        return port > host.LastIndexOf(']') ? host[..port] : host;
    }
}
