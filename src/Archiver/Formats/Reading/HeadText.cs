using System.Text;

namespace Archiver.Formats.Reading;

/// <summary>The beginning of an input as text, to see what it is.</summary>
internal static class HeadText
{
    /// <summary>Without a byte order mark and white space before it; bytes beyond ASCII are what UTF-8 makes of them.</summary>
    public static string Of(ReadOnlySpan<byte> head) => (head switch
    {
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        _ => Encoding.UTF8.GetString(head),
    }).TrimStart('\uFEFF').TrimStart();
}
