using System.Text;
using System.Text.RegularExpressions;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Pages;

/// <summary>Knows a web page by how it begins.</summary>
public static partial class PageSniffing
{
    /// <summary>How much of an input is looked at.</summary>
    public const int HeadLength = 4096;

    /// <summary>
    /// Whether an input is a page of HTML or XHTML: by a document type, an element that only pages begin with, or the
    /// comment of a program that saves pages. Lists of bookmarks, and the exports of Pocket and Instapaper, are HTML
    /// and no pages.
    /// </summary>
    /// <param name="head">The beginning of the input, unpacked; more than <see cref="HeadLength"/> bytes are not looked
    /// at.</param>
    public static bool LooksLikePage(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, HeadLength)];
        var wide = TextEncoding.OfMark(head)?.WithoutMark ?? PlainUtf16.Find(head);
        var text = (wide?.Name switch
        {
            "utf-16le" => Encoding.Unicode.GetString(head),
            "utf-16be" => Encoding.BigEndianUnicode.GetString(head),
            _ => Encoding.Latin1.GetString(head is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : head),
        }).AsSpan().TrimStart('\uFEFF').TrimStart();
        return text is ['<', ..] && Page().IsMatch(text) && !OtherHtml().IsMatch(text);
    }

    // Each comment is taken once: to try them longer would take forever where there are many.
    [GeneratedRegex(
        @"^(?><\?xml[^>]*>\s*|<!--[\s\S]*?--?>\s*)*"
            + @"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<title[\s>]|<meta\s)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Page();

    [GeneratedRegex(@"<!doctype\s+netscape-bookmark|<title>\s*(?:Pocket Export|Instapaper:? Export)|<en-note",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherHtml();
}
