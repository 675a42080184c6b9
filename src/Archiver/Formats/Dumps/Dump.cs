using Archiver.Articles;
using Archiver.Formats.Dumps.Frames;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>One article as it was copied from the reading app, taken apart.</summary>
public sealed class Dump
{
    /// <summary>The bytes as they stand in the input.</summary>
    public required ReadOnlyMemory<byte> Original { get; init; }

    /// <summary>The same in UTF-8 and without a byte order mark; a part of <see cref="Original"/> where that is UTF-8.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>The body without its repeat, in reading order, as ranges of <see cref="Text"/>. None is blank.</summary>
    public required IReadOnlyList<TextRange> Paragraphs { get; init; }

    /// <summary>The titles under <c>Similar Readings</c>.</summary>
    public required IReadOnlyList<TextRange> Similar { get; init; }

    /// <summary>The lines of the summary.</summary>
    public required IReadOnlyList<TextRange> Summary { get; init; }

    public required Details Details { get; init; }

    /// <summary>The words of <see cref="Paragraphs"/>: what stands between white space.</summary>
    public required int CountedWords { get; init; }

    /// <summary>What is odd about the dump, each in one sentence without its final stop.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// What <see cref="Frame.Rebuild(ReadOnlySpan{byte}, ArticleText, Details, System.Buffers.IBufferWriter{byte})"/>
    /// needs to rebuild <see cref="Original"/>; null where that would not give the same bytes.
    /// </summary>
    public required ReadOnlyMemory<byte>? Frame { get; init; }

    /// <summary>What <see cref="Original"/> lies in; null where that has memory of its own.</summary>
    internal DumpMemory? Memory { get; init; }

    /// <summary>
    /// Gives the memory of the texts back for other dumps. Whoever is done with the dump may call it, once; nobody has to.
    /// </summary>
    internal void Release() => Memory?.Release();

    /// <summary>The text as an article keeps it.</summary>
    public ArticleText ToArticleText() => new(Pieces(Paragraphs), Pieces(Similar), Pieces(Summary));

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
