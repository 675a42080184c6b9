using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Shapes;

/// <summary>Decodes the encoded words of mail headers (RFC 2047), which apps leave in what they take from newsletters.</summary>
internal static partial class EncodedWords
{
    public static string? Decode(string? text) => text is null || !text.Contains("=?", StringComparison.Ordinal) ? text
        : Word().Replace(Between().Replace(text, "$1"), match => Decode(match) ?? match.Value);

    private static string? Decode(Match word)
    {
        var content = word.Groups[3].Value;
        var bytes = word.Groups[2].Value is "q" or "Q" ? OfQuoted(content) : OfBase64(content);
        return bytes is not null && EncodingNames.Find(word.Groups[1].Value) is { } encoding ? Encoding.UTF8.GetString(encoding.ToUtf8(bytes, out _)) : null;
    }

    private static byte[]? OfBase64(string content)
    {
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[] OfQuoted(string content)
    {
        var bytes = new List<byte>(content.Length);
        for (var at = 0; at < content.Length; at++)
        {
            if (content[at] == '=' && at + 2 < content.Length && byte.TryParse(content.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                at += 2;
            }
            else
            {
                bytes.Add(content[at] == '_' ? (byte)' ' : (byte)content[at]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?([\w.:-]{2,40})(?:\*[\w-]*)?\?([qQbB])\?([^?\s]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex Between();
}
