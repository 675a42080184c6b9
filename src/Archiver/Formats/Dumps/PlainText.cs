using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>A text that is no dump, as a file has it.</summary>
public static class PlainText
{
    /// <summary>The lines that are not blank, in UTF-8, whatever the encoding of the text.</summary>
    public static List<ReadOnlyMemory<byte>> Paragraphs(ReadOnlyMemory<byte> text)
    {
        var rest = DumpDecoder.ToUtf8(text);
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
}
