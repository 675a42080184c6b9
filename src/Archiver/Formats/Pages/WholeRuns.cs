using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages;

/// <summary>
/// The trees judge each line of code and each cell alone, and take for a menu what stands there again and again: a brace,
/// a unit, "yes". Code and tables are therefore taken whole.
/// </summary>
internal static class WholeRuns
{
    /// <summary>
    /// Of the words of code so many must be the article's for all of them to be, where it does not stand within the
    /// article.
    /// </summary>
    private const float OfCode = 1 / 4f;

    /// <summary>
    /// Of the words of a table's cells so many must be the article's for all of them to be, wherever it stands.
    /// </summary>
    private const float OfTable = 1 / 2f;

    /// <param name="paragraphs">The paragraphs of the page.</param>
    /// <param name="texts">What is known of their texts.</param>
    /// <param name="isKept">Which of them belong to the article, each judged alone.</param>
    /// <returns>
    /// <paramref name="isKept"/> itself, with all of the code or table where enough of it belongs to the article.
    /// </returns>
    public static bool[] Of(IReadOnlyList<HtmlParagraph> paragraphs, TextFacts[] texts, bool[] isKept)
    {
        for (var (first, end) = (0, 0); first < isKept.Length; first = end)
        {
            var kind = paragraphs[first].Block.Kind;
            for (end = first + 1; end < isKept.Length && paragraphs[end].Block.Kind == kind;)
            {
                end++;
            }

            if (kind is BlockKind.Code or BlockKind.Row && IsWhole(kind, texts.AsSpan(first..end), isKept, first, end))
            {
                isKept.AsSpan(first..end).Fill(true);
            }
        }

        return isKept;
    }

    private static bool IsWhole(BlockKind kind, ReadOnlySpan<TextFacts> texts, bool[] isKept, int first, int end)
    {
        var (all, kept) = (0f, 0f);
        for (var at = 0; at < texts.Length; at++)
        {
            all += texts[at].Words;
            kept += isKept[first + at] ? texts[at].Words : 0;
        }

        var isWithin = first > 0 && end < isKept.Length && isKept[first - 1] && isKept[end];
        return kept > 0 && (kind == BlockKind.Code ? isWithin || kept >= all * OfCode : kept >= all * OfTable);
    }
}
