using System.Buffers;
using System.Text;

namespace Archiver.Formats.Xml;

/// <summary>Knows XML by how it begins.</summary>
internal static class XmlHeads
{
    /// <summary>Before a name in a tag, with its colon and the tag's beginning.</summary>
    private const int MaxPrefix = 32;

    private static readonly SearchValues<byte> AfterName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The name of the outermost element, without its prefix; null where it does not begin as XML.</summary>
    public static string? Root(ReadOnlySpan<byte> head)
    {
        var rest = Content(head);
        if (rest is not [(byte)'<', ..])
        {
            return null;
        }

        var length = rest[1..].IndexOfAny(AfterName);
        var name = length < 0 ? "" : Encoding.UTF8.GetString(rest.Slice(1, length));
        return name.Length == 0 ? null : name[(name.IndexOf(':') + 1)..];
    }

    /// <summary>
    /// What follows white space, comments, instructions and document types: the outermost element, or text where none should be.
    /// </summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> head)
    {
        var rest = head.TrimStart("\uFEFF \t\r\n\0"u8);
        while (rest.StartsWith("<?"u8) || rest.StartsWith("<!"u8))
        {
            var mark = rest.StartsWith("<!--"u8) ? "-->"u8 : rest[1] == '?' ? "?>"u8 : ">"u8;
            var end = rest.IndexOf(mark);
            if (end < 0)
            {
                return rest.StartsWith("<!--"u8) ? [] : rest;
            }

            rest = rest[(end + mark.Length)..].TrimStart("\uFEFF \t\r\n\0"u8);
        }

        return rest;
    }

    /// <summary>Why something that follows a document is not read.</summary>
    /// <param name="root">The outermost element of it; null where it is no XML.</param>
    public static string NotRead(string? root) => root is null ? "text behind the end of the document, which is not read"
        : $"another document begins here with <{root}>, and is not read: save it in a file of its own";

    /// <summary>Where an element first ends; -1 where it does not.</summary>
    /// <param name="bytes">Where to look.</param>
    /// <param name="name">Its name, without a prefix.</param>
    public static int EndOf(ReadOnlySpan<byte> bytes, string name)
    {
        var mark = Encoding.UTF8.GetBytes($"{name}>");
        for (var from = 0; bytes[from..].IndexOf(mark) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            var before = bytes[Math.Max(0, at - MaxPrefix)..at];
            if (before.EndsWith("</"u8) || (before is [.., (byte)':']
                && before[..^1].LastIndexOf("</"u8) is >= 0 and var tag && !before[(tag + 2)..].ContainsAny(AfterName)))
            {
                return at + mark.Length;
            }
        }

        return -1;
    }
}
