using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Html;

/// <summary>
/// Decodes the bytes of a page in the order of the WHATWG: a byte order mark, what the container states, what the page
/// states, else a guess. Valid UTF-8 with more than ASCII in it beats every label: pages that are served or saved with
/// a wrong one are common.
/// </summary>
/// <param name="Text">The text, without a mark.</param>
/// <param name="Encoding">What it was read as.</param>
/// <param name="IsGuess">Whether nothing stated it and the bytes do not prove it.</param>
internal sealed partial record HtmlDecoding(string Text, TextEncoding Encoding, bool IsGuess)
{
    /// <summary>
    /// How far browsers look for a label, and how far we do where there is none: some have it behind a long script.
    /// </summary>
    private const int Prescan = 1024;
    private const int LongPrescan = 256 * 1024;

    /// <param name="bytes">The page.</param>
    /// <param name="stated">The name of an encoding that the container states; null where it states none.</param>
    public static HtmlDecoding Of(ReadOnlySpan<byte> bytes, string? stated = null)
    {
        if (TextEncoding.OfMark(bytes) is { } marked)
        {
            return new HtmlDecoding(Decode(bytes, marked.WithoutMark).TrimStart('\uFEFF'), marked, false);
        }

        if (PlainUtf16.Find(bytes[..Math.Min(bytes.Length, PlainUtf16.HeadLength)]) is { } wide)
        {
            return new HtmlDecoding(Decode(bytes, wide), wide, false);
        }

        var isValid = Utf8.IsValid(bytes);
        if (isValid && bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
        {
            return new HtmlDecoding(System.Text.Encoding.UTF8.GetString(bytes), TextEncoding.Utf8, false);
        }

        var label = Named(stated) ?? Named(LabelIn(bytes, Prescan)) ?? Named(LabelIn(bytes, LongPrescan));
        if (label is null || label == TextEncoding.Utf8)
        {
            // A label of UTF-8 that the bytes are not: little damage is still UTF-8, more is something else.
            var guess = isValid ? TextEncoding.Utf8 : EncodingGuess.Of(bytes);
            return new HtmlDecoding(Decode(bytes, guess), guess, !isValid && guess != label);
        }

        return new HtmlDecoding(Decode(bytes, label), label, false);
    }

    private static string Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        System.Text.Encoding? own = encoding.Name switch
        {
            "utf-8" => System.Text.Encoding.UTF8,
            "utf-16le" or "utf-16" => System.Text.Encoding.Unicode,
            "utf-16be" => System.Text.Encoding.BigEndianUnicode,
            "utf-32le" or "utf-32" => System.Text.Encoding.UTF32,
            "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
        return own?.GetString(bytes) ?? encoding.Decode(bytes);
    }

    /// <summary>The encoding of a label, as browsers take it; null where it is none.</summary>
    private static TextEncoding? Named(string? label)
    {
        if (string.IsNullOrWhiteSpace(label) || EncodingNames.Find(label.Trim().Trim('"', '\'')) is not { } encoding)
        {
            return null;
        }

        // A label within the page was read as ASCII, so the page is not UTF-16.
        return encoding.WithoutMark switch
        {
            { Name: "us-ascii" } => EncodingNames.Find("windows-1252"),
            { UnitLength: > 1 } => TextEncoding.Utf8,
            var other => other,
        };
    }

    private static string? LabelIn(ReadOnlySpan<byte> bytes, int length)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, length)]);
        return Label().Match(head) is { Success: true } label ? label.Groups[1].Success ? label.Groups[1].Value
            : label.Groups[2].Value : null;
    }

    [GeneratedRegex(@"<meta[^>]{0,200}?charset\s*=\s*[""']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[""']([\w.:-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
