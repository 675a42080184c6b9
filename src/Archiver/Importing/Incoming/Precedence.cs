using Archiver.Articles;

namespace Archiver.Importing.Incoming;

/// <summary>Which of two states of an article becomes its current one.</summary>
internal static class Precedence
{
    /// <summary>
    /// Whether a state says so much more than another that this does not replace it: the other has no text, or less than
    /// half as many words. A dump is copied from the whole page: a short one means that the article has become short.
    /// </summary>
    /// <param name="words">The words of the one.</param>
    /// <param name="others">The words of the other.</param>
    /// <param name="isOtherDump">Whether the other comes from a dump.</param>
    public static bool StatesMore(int words, int others, bool isOtherDump) =>
        words > 0 && (others == 0 || (!isOtherDump && others < words / 2));

    /// <summary>
    /// Whether the state of another archive comes before the one that is here, where neither archive has seen the other's
    /// become old: it says more, or was updated later, or imported later. Whose is whose makes no difference.
    /// </summary>
    public static bool IsBefore(ArchivedState other, Article here, Source source)
    {
        var there = other.State;
        if (StatesMore(here.CountedWords, there.CountedWords, there.IsDump))
        {
            return false;
        }

        return StatesMore(there.CountedWords, here.CountedWords, here.IsDump)
            || (there.Stated.Updated is { } updated && here.Stated.Updated is { } its && updated != its ? updated > its
                : other.Source.Imported != source.Imported ? other.Source.Imported > source.Imported
                : other.Sha256.CompareTo(Digest.From(source.Sha256.Span)) > 0);
    }
}
