using System.Text;

namespace Archiver.Exporting;

/// <summary>
/// Whether the reading app has cut a summary: it cuts at some 300 characters, wherever that is, and leaves no mark, so
/// a summary that does not end a sentence was cut.
/// </summary>
public static class SummaryRule
{
    private const string SentenceEnds = ".!?。．｡！？؟۔।։።";
    private const string Closers = "\"'”’»›)]}」』】）〉》";

    /// <returns>Null where there is no summary.</returns>
    public static bool? IsTruncated(ArticleText text)
    {
        if (text.Summary.Count == 0)
        {
            return null;
        }

        var end = text.Summary[^1].Span;
        while (Rune.DecodeLastFromUtf8(end, out var last, out var size) == System.Buffers.OperationStatus.Done)
        {
            if (Contains(SentenceEnds, last))
            {
                return false;
            }

            if (!Rune.IsWhiteSpace(last) && !Contains(Closers, last))
            {
                return true;
            }

            end = end[..^size];
        }

        return true;
    }

    private static bool Contains(string set, Rune character) =>
        character.IsBmp && set.Contains((char)character.Value, StringComparison.Ordinal);
}
