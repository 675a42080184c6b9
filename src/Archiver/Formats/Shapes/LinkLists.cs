using System.Text;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Shapes;

/// <summary>Knows lists of links in HTML by how they begin.</summary>
internal static class LinkLists
{
    /// <summary>Whether a page begins with a title.</summary>
    public static bool HasTitle(InputHead head, string title)
    {
        var text = TextOf(head);
        var start = text.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        return start >= 0 && text.AsSpan(start + 7).TrimStart().StartsWith(title, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether it is the kind of list that browsers write.</summary>
    public static bool IsNetscape(InputHead head) => TextOf(head).Contains("<!DOCTYPE NETSCAPE-Bookmark", StringComparison.OrdinalIgnoreCase);

    /// <summary>Empty where it begins with no tag.</summary>
    private static string TextOf(InputHead head) =>
        head.Bytes.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..] page ? Encoding.Latin1.GetString(page) : "";
}
