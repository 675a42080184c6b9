using System.Buffers;
using System.Text;

namespace Archiver.Formats.Xml;

/// <summary>Knows XML by how it begins.</summary>
internal static class XmlHeads
{
    private static readonly SearchValues<byte> AfterName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>The name of the outermost element, without its prefix; null where it does not begin as XML.</summary>
    public static string? Root(ReadOnlySpan<byte> head)
    {
        var rest = head.TrimStart("\uFEFF \t\r\n"u8);
        while (rest.StartsWith("<?"u8) || rest.StartsWith("<!"u8))
        {
            var mark = rest.StartsWith("<!--"u8) ? "-->"u8 : rest[1] == '?' ? "?>"u8 : ">"u8;
            var end = rest.IndexOf(mark);
            if (end < 0)
            {
                return null;
            }

            rest = rest[(end + mark.Length)..].TrimStart(" \t\r\n"u8);
        }

        if (rest is not [(byte)'<', ..])
        {
            return null;
        }

        var length = rest[1..].IndexOfAny(AfterName);
        var name = length < 0 ? "" : Encoding.UTF8.GetString(rest.Slice(1, length));
        return name.Length == 0 ? null : name[(name.IndexOf(':') + 1)..];
    }
}
