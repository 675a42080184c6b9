using System.Buffers;
using System.Globalization;
using System.Text;

namespace Archiver.Texts;

/// <summary>
/// The one form of all ways to write a URL that RFC 3986 (section 6.2) and RFC 3987 call equivalent: scheme and host in
/// small letters, an international host in Punycode, no default port, no dot at the host's end, <c>/</c> for an empty path,
/// no dot segments, and each character that is not plain as the percent-coded bytes of its UTF-8. Query, fragment, a slash
/// at the end and <c>www.</c> stay: they may name another page.
/// </summary>
/// <remarks>Whatever a text is, it has one such form, which is its own canonical form.</remarks>
public static class CanonicalUrl
{
    /// <summary>Characters of an URL that stand for themselves, beside letters and digits.</summary>
    private const string Plain = "-._~:/?#[]@!$&'()*+,;=";

    /// <summary>DNS has no longer ones, and Punycode of much text takes long.</summary>
    private const int MaxLabel = 63;

    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create($"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789{Plain}");

    private static readonly SearchValues<char> PlainHost =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly IdnMapping Punycode = new() { AllowUnassigned = true };

    public static string Of(string url)
    {
        if (IsPlain(url))
        {
            return url;
        }

        var text = WithoutEdges(url);
        var colon = text.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(SchemeCharacters))
        {
            return text.ToString();
        }

        var scheme = text[..colon].ToString().ToLowerInvariant();
        var written = new StringBuilder(url.Length + 8).Append(scheme).Append(':');
        var rest = text[(colon + 1)..];
        var hasAuthority = rest.StartsWith("//");
        if (hasAuthority)
        {
            rest = rest[2..];
            var end = rest.IndexOfAny('/', '?', '#') is >= 0 and var found ? found : rest.Length;
            WriteAuthority(rest[..end], scheme, written.Append("//"));
            rest = rest[end..];
            if (rest is not ['/', ..])
            {
                written.Append('/');
            }
        }

        var pathEnd = rest.IndexOfAny('?', '#') is >= 0 and var mark ? mark : rest.Length;
        var path = Encoded(rest[..pathEnd]);
        path = path is ['/', ..] ? WithoutDotSegments(path) : path;

        // Two slashes would begin a host where there is none.
        written.Append(!hasAuthority && path is ['/', '/', ..] ? "/." : "").Append(path);
        return written.Append(Encoded(rest[pathEnd..])).ToString();
    }

    /// <summary>The host of a URL, in the form that <see cref="Of"/> gives it; empty where it has none.</summary>
    public static string HostOf(string url)
    {
        var text = Of(url).AsSpan();
        var start = text.IndexOf("://");
        if (start < 0)
        {
            return "";
        }

        text = text[(start + 3)..];
        var authority = text[..(text.IndexOfAny('/', '?', '#') is >= 0 and var end ? end : text.Length)];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        return (port > host.LastIndexOf(']') ? host[..port] : host).ToString();
    }

    /// <summary>A host in the form that <see cref="Of"/> gives it.</summary>
    public static string Host(string host)
    {
        if (host is ['[', .., ']'])
        {
            // What is coded is a letter, too.
            return Encoded(Encoded(host).ToLowerInvariant());
        }

        // Percent-coded letters are letters, full-width letters, too, and dots of other scripts are dots.
        var decoded = string.Concat(Uri.UnescapeDataString(host).EnumerateRunes().Select(character => character.Value switch
        {
            0x3002 or 0xFF0E or 0xFF61 => ".",
            >= 0xFF01 and <= 0xFF5E and var wide => ((char)(wide - 0xFEE0)).ToString(),
            _ => character.ToString(),
        })).ToLowerInvariant().TrimEnd('.');
        return string.Join('.', decoded.Split('.').Select(Label));
    }

    /// <summary>A host as its readers write it: the international letters of one in Punycode.</summary>
    public static string ReadableHost(string host) => !host.Contains("xn--", StringComparison.Ordinal)
        ? host
        : string.Join('.', host.Split('.').Select(label => label.StartsWith("xn--", StringComparison.Ordinal) && label.Length <= MaxLabel
            ? Try(label, Punycode.GetUnicode) is { } readable && Label(readable) == label ? readable : label
            : label));

    private static ReadOnlySpan<char> SchemeCharacters =>
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";

    /// <summary>Whether a URL is as most are, and its own canonical form at first sight.</summary>
    private static bool IsPlain(ReadOnlySpan<char> url)
    {
        var rest = url.StartsWith("https://") ? url[8..] : url.StartsWith("http://") ? url[7..] : default;
        var host = rest[..Math.Max(0, rest.IndexOfAny('/', '?', '#'))];
        return host is not ([] or [.., '.']) && !host.ContainsAnyExcept(PlainHost)
            && rest[host.Length] == '/' && !rest.ContainsAnyExcept(PlainCharacters) && rest[host.Length..].IndexOf("/.") < 0;
    }

    private static string Label(string label)
    {
        var isWord = label.Length <= MaxLabel && !Ascii.IsValid(label)
            && label.All(character => character > 0x7F || char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
        return (isWord ? Try(label, Punycode.GetAscii) : null) ?? Encoded(label, plain: "-._~!$&'()*+,;=", isCoded: false);
    }

    private static string? Try(string label, Converter<string, string> convert)
    {
        try
        {
            return convert(label);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void WriteAuthority(ReadOnlySpan<char> authority, string scheme, StringBuilder written)
    {
        var user = authority.LastIndexOf('@') + 1;
        written.Append(Encoded(authority[..user]));
        var host = authority[user..];
        var colon = host.LastIndexOf(':');
        var port = colon > host.LastIndexOf(']') ? host[(colon + 1)..] : [];
        written.Append(Host((colon > host.LastIndexOf(']') ? host[..colon] : host).ToString()));
        port = port is ['0', ..] && port.TrimStart('0') is { IsEmpty: false } number ? number : port;
        if (!port.IsEmpty && !port.SequenceEqual(DefaultPort(scheme)))
        {
            written.Append(':').Append(Encoded(port));
        }
    }

    private static string DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => "80",
        "https" or "wss" => "443",
        "ftp" => "21",
        _ => "",
    };

    /// <summary>A part of a URL with each character percent-coded, in capitals, that must be, and no other.</summary>
    /// <param name="part">The part.</param>
    /// <param name="plain">What stands for itself, beside letters and digits.</param>
    /// <param name="isCoded">Whether a percent sign may begin a code.</param>
    private static string Encoded(ReadOnlySpan<char> part, string plain = Plain, bool isCoded = true)
    {
        var written = new StringBuilder(part.Length);
        Span<byte> bytes = stackalloc byte[4];
        while (!part.IsEmpty)
        {
            _ = Rune.DecodeFromUtf16(part, out var rune, out var length);
            if (isCoded && rune.Value == '%' && part.Length > 2 && char.IsAsciiHexDigit(part[1]) && char.IsAsciiHexDigit(part[2]))
            {
                var coded = (byte)((char.IsAsciiDigit(part[1]) ? part[1] - '0' : (part[1] | 32) - 'a' + 10) << 4
                    | (char.IsAsciiDigit(part[2]) ? part[2] - '0' : (part[2] | 32) - 'a' + 10));
                if (char.IsAsciiLetterOrDigit((char)coded) || (char)coded is '-' or '.' or '_' or '~')
                {
                    written.Append((char)coded);
                }
                else
                {
                    Encode(coded);
                }

                length = 3;
            }
            else if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || plain.Contains((char)rune.Value)))
            {
                written.Append((char)rune.Value);
            }
            else
            {
                foreach (var coded in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    Encode(coded);
                }
            }

            part = part[length..];
        }

        return written.ToString();

        void Encode(byte coded) => written.Append('%').Append(coded.ToString("X2", CultureInfo.InvariantCulture));
    }

    /// <summary>As in RFC 3986, section 5.2.4.</summary>
    private static string WithoutDotSegments(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal))
        {
            return path;
        }

        var kept = new List<string>();
        var segments = path.Split('/');
        for (var at = 1; at < segments.Length; at++)
        {
            var isLast = at == segments.Length - 1;
            if (segments[at] is "." or "..")
            {
                if (segments[at] == ".." && kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }

                if (isLast)
                {
                    kept.Add("");
                }
            }
            else
            {
                kept.Add(segments[at]);
            }
        }

        return "/" + string.Join('/', kept);
    }

    /// <summary>Without space, control characters and marks without width at the edges, which nobody sees.</summary>
    private static ReadOnlySpan<char> WithoutEdges(string url)
    {
        var text = url.AsSpan();
        while (text is [var first, ..] && IsInvisible(first))
        {
            text = text[1..];
        }

        while (text is [.., var last] && IsInvisible(last))
        {
            text = text[..^1];
        }

        return text;

        static bool IsInvisible(char character) => char.IsWhiteSpace(character)
            || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator;
    }
}
