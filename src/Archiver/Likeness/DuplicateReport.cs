using Archiver.Articles;

namespace Archiver.Likeness;

/// <summary>What of a selection is there more than once. Articles are named by their numbers (<see cref="Article.Number"/>).</summary>
/// <param name="Articles">How many articles were compared.</param>
/// <param name="SameBody">Articles whose paragraphs are the same in the same order; those without a body are left out.</param>
/// <param name="NearBody">Articles whose bodies are nearly the same.</param>
/// <param name="SameUrl">Articles with the same URL once what only tracks readers is removed.</param>
/// <param name="Paragraphs">The paragraphs that stand in most articles, those of the most first.</param>
public sealed record DuplicateReport(
    int Articles,
    IReadOnlyList<IReadOnlyList<int>> SameBody,
    IReadOnlyList<IReadOnlyList<NearCopy>> NearBody,
    IReadOnlyList<SameUrl> SameUrl,
    IReadOnlyList<SharedParagraph> Paragraphs);

/// <summary>An article of a group of nearly the same bodies.</summary>
/// <param name="Article">The article.</param>
/// <param name="Like">The one of the group that it is compared with; 0 of the group's first, which was imported first.</param>
/// <param name="Score">
/// The words that both bodies have, each counted as often as both have it, as a share of the words of a body (the mean of
/// both): 0.9 where one word of ten is another. Case, accents, punctuation and order do not count; in a script without
/// spaces a character is a word.
/// </param>
/// <param name="Diff">The first words that differ; empty where nothing does but what the score does not count.</param>
public sealed record NearCopy(int Article, int Like, double Score, ShortDiff Diff);

/// <summary>Articles of one URL.</summary>
/// <param name="Url">The URL without what only tracks readers.</param>
/// <param name="Articles">The articles.</param>
public sealed record SameUrl(string Url, IReadOnlyList<int> Articles);

/// <summary>A paragraph that more than one article has.</summary>
/// <param name="Articles">How many have it.</param>
/// <param name="Text">Its text, in UTF-8.</param>
public sealed record SharedParagraph(int Articles, ReadOnlyMemory<byte> Text);

/// <summary>How far the search for duplicates goes.</summary>
/// <param name="Threshold">The lowest score of nearly the same bodies, above 0 and up to 1.</param>
/// <param name="Limit">How many groups of each kind at most, and how many paragraphs; null for all groups and 20 paragraphs.</param>
public sealed record DuplicateOptions(double Threshold = DuplicateOptions.DefaultThreshold, int? Limit = null)
{
    public const double DefaultThreshold = 0.65;

    /// <summary>Bodies that are less alike mostly have too few samples in common to be compared at all.</summary>
    public const double LowestThreshold = 0.6;
    public const int DefaultParagraphs = 20;
}
