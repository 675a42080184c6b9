using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Formats.Reading;

/// <summary>One article as an input states it, taken apart.</summary>
public sealed class StatedArticle
{
    /// <summary>The bytes as they stand in the input.</summary>
    public required ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>The text of it in UTF-8, without a byte order mark; a part of <see cref="Original"/> where that can be.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The body in reading order, without a repeat, as ranges of <see cref="Text"/>. None is blank.</summary>
    public required IReadOnlyList<TextRange> Paragraphs { get; init; }

    /// <summary>The titles of what else is to be read, such as those under <c>Similar Readings</c>.</summary>
    public required IReadOnlyList<TextRange> Similar { get; init; }

    /// <summary>The lines of the summary.</summary>
    public required IReadOnlyList<TextRange> Summary { get; init; }

    public required Details Details { get; init; }

    /// <summary>The words of <see cref="Paragraphs"/>: what stands between white space.</summary>
    public required int CountedWords { get; init; }

    /// <summary>What is odd about it, each in one sentence without its final stop.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// What rebuilds <see cref="Original"/> together with the texts and details, by the rules of the format; null where
    /// nothing does, and the original is kept as it is.
    /// </summary>
    public ReadOnlyMemory<byte>? Frame { get; init; }

    /// <summary>The form of each of <see cref="Paragraphs"/>; null where all are plain.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>What the reader has marked, in the order in which it is stated.</summary>
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];

    /// <summary>Where in the original a value was found, by the value's name in JSON; of formats that have to choose.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sources { get; init; } = [];

    /// <summary>The name of the format that it was read from.</summary>
    public required string Format { get; init; }

    /// <summary>Gives back what <see cref="Original"/> lies in; null where that has memory of its own.</summary>
    internal Action? Releasing { get; init; }

    /// <summary>
    /// Gives the memory of the texts back for other articles. Whoever is done with this may call it, once; nobody has to.
    /// </summary>
    internal void Release() => Releasing?.Invoke();

    /// <summary>The text as an article keeps it.</summary>
    public ArticleText ToArticleText() => new(Pieces(Paragraphs), Pieces(Similar), Pieces(Summary))
    {
        Blocks = Blocks,
        Highlights = Highlights,
    };

    private ReadOnlyMemory<byte>[] Pieces(IReadOnlyList<TextRange> ranges)
    {
        var pieces = new ReadOnlyMemory<byte>[ranges.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            pieces[i] = ranges[i].Of(Text);
        }

        return pieces;
    }
}
