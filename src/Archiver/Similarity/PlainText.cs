using System.Text;
using Archiver.Dumps;

namespace Archiver.Similarity;

/// <summary>A text that is no dump, as a file has it.</summary>
public static class PlainText
{
    /// <summary>The lines that are not blank, in UTF-8, whatever the encoding of the text.</summary>
    public static List<ReadOnlyMemory<byte>> Paragraphs(ReadOnlyMemory<byte> text)
    {
        ReadOnlyMemory<byte> rest = ToUtf8(text.Span);
        var paragraphs = new List<ReadOnlyMemory<byte>>();
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var found ? found : rest.Length;
            if (!WordCount.IsBlank(rest.Span[..end]))
            {
                paragraphs.Add(rest[..end]);
            }

            rest = rest[Math.Min(end + 1, rest.Length)..];
        }

        return paragraphs;
    }

    private static byte[] ToUtf8(ReadOnlySpan<byte> text) => text switch
    {
        [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(text[2..])),
        [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(text[2..])),
        _ => DumpEncodings.Detect(text) switch
        {
            DumpEncoding.Utf8 => text.ToArray(),
            DumpEncoding.Utf8Bom => text[DumpEncodings.ByteOrderMark.Length..].ToArray(),
            var encoding => DumpEncodings.ToUtf8(text, encoding),
        },
    };
}
