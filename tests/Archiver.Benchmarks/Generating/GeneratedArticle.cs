using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>One article of the corpus, whatever form it is then written in.</summary>
internal sealed record GeneratedArticle
{
    /// <summary>Its place in the corpus, from 0.</summary>
    public required int Index { get; init; }

    public required Guid Id { get; init; }

    public required string Category { get; init; }

    /// <summary>The lead's first sentence, without its full stop.</summary>
    public required string Title { get; init; }

    public required string Url { get; init; }

    public required DateOnly Date { get; init; }

    public required WallTime Created { get; init; }

    public required WallTime Updated { get; init; }

    public required WallTime LastRead { get; init; }

    public required int ReadCount { get; init; }

    /// <summary>The body without its repeat; no paragraph stands in it twice.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>How many leading paragraphs the second copy of the body lacks in the dump.</summary>
    public required int RepeatLacks { get; init; }

    public required IReadOnlyList<string> Similar { get; init; }

    public required string Summary { get; init; }

    /// <summary>The whitespace-separated words of the body: the text has single spaces only.</summary>
    public int Words => Paragraphs.Sum(paragraph => paragraph.AsSpan().Count(' ') + 1);
}
