using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Frames;

/// <summary>
/// Makes the frame of an original whose text stands in it in parts, between tags and escaped characters: what is left when
/// the parts are taken out. It is one article's alone.
/// </summary>
internal static class PartFrame
{
    /// <summary>What is longer is cut into pieces: a frame is one text.</summary>
    private const int LongestOriginal = 1 << 20;

    /// <summary>So many bytes are looked for; where they are not found, those that begin so many further.</summary>
    private const int Anchor = 16, Step = 8;

    /// <summary>What stands for a shorter part saves next to nothing.</summary>
    private const int ShortestPart = 32;

    /// <summary>How far from the last part the next is looked for, and how much further after each that is not found.</summary>
    private const int Reach = 256;

    /// <summary>The first may come after a long head.</summary>
    private const int FirstReach = 64 << 10;

    /// <summary>So often each byte of the original is looked at, at most.</summary>
    private const int MostLooks = 64;

    [ThreadStatic]
    private static FrameBuilder? _frame;

    /// <returns>Null where it would save less than a third: what is mostly markup shares more with its like as pieces.</returns>
    public static ReadOnlyMemory<byte>? Of(StatedArticle article)
    {
        var original = article.Original.Span;
        if (original.Length > LongestOriginal || article.Text.Length < original.Length / 3)
        {
            return null;
        }

        var frame = _frame ??= new FrameBuilder();
        frame.Begin(TextEncoding.Utf8, "\n"u8);
        var (at, reach, looks) = (0, FirstReach, (long)MostLooks * original.Length);
        for (var line = 0; line < article.Paragraphs.Count; line++)
        {
            var text = article.Paragraphs[line].Of(article.Text.Span);
            for (var from = 0; text.Length - from >= ShortestPart && looks > 0;)
            {
                var window = original.Slice(at, Math.Min(reach, original.Length - at));
                var found = window.IndexOf(text.Slice(from, Anchor));
                looks -= found < 0 ? window.Length : found;
                var length = found < 0 ? 0 : text[from..].CommonPrefixLength(original[(at + found)..]);
                if (length < ShortestPart)
                {
                    (from, reach) = (from + Step, Math.Min(reach + Reach, FirstReach));
                    continue;
                }

                frame.Part(original, at + found, length, line, from);
                (at, from, reach) = (at + found + length, from + length, Reach);
            }
        }

        var bytes = frame.End(original);
        return bytes.Length <= original.Length / 3 * 2 ? (ReadOnlyMemory<byte>?)bytes.ToArray() : null;
    }
}
