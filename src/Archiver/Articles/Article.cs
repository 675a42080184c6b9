using Archiver.Texts;

namespace Archiver.Articles;

/// <summary>An article as the archive lists it: everything but its text.</summary>
public sealed record Article
{
    /// <summary>The article's number in its archive: rising in the order of import, from 1, never used again.</summary>
    public required int Number { get; init; }

    /// <summary>The stated ID, or the one derived from the URL or the body (<see cref="ArticleId"/>).</summary>
    public required Guid Id { get; init; }

    /// <summary>What is known of it: what its current state states, what others add, and over that what the reader says.</summary>
    public required Details Details
    {
        get => _details ??= Notes.Count == 0 ? Imported : new ReaderNotes(Notes).Over(Imported);
        init => (Stated, _details) = (value, null);
    }

    private Details? _details;

    /// <summary>What its current state states, and nothing else.</summary>
    internal Details Stated { get; private init; } = Details.None;

    /// <summary>What other states add; null where that is nothing.</summary>
    internal AddedFacts? Added
    {
        get;
        init => (field, _details) = (value, null);
    }

    private Details Imported => Added?.Over(Stated) ?? Stated;

    /// <summary>What the reader says about it, in the order in which it was said. No import undoes it.</summary>
    public IReadOnlyList<Note> Notes
    {
        get;
        init => (field, _details) = (value, null);
    } = [];

    /// <summary>
    /// The number, of those of revisions, that the last note took which changed title, category or date; 0 where none did.
    /// </summary>
    internal int Edited { get; init; }

    /// <summary>What was imported of it, as it would be without notes.</summary>
    public Article WithoutNotes() => Notes.Count == 0 ? this : this with { Notes = [] };

    /// <summary>The stated title or the reader's, else the beginning of the lead; null where there is neither.</summary>
    public string? Title { get => Details.Title ?? _lead; init => _lead = value; }

    private readonly string? _lead;

    /// <summary>The title that its current state has.</summary>
    internal string? StatedTitle => Stated.Title ?? _lead;

    /// <summary>Where the title comes from: <c>stated</c> or <c>lead</c>, or null where there is none.</summary>
    public string? TitleSource => Title is null ? null : Details.Title is null ? "lead" : "stated";

    /// <summary>The format of articles of which nothing else is said, as the first archives had no other.</summary>
    internal const string FirstFormat = "dump";

    /// <summary>The name of the format that it was read from.</summary>
    public string Format { get; init; } = FirstFormat;

    /// <summary>Whether its current state was read from a dump.</summary>
    internal bool IsDump => Format == FirstFormat;

    /// <summary>The words of the body without its repeat, counted at import.</summary>
    public required int CountedWords { get; init; }

    /// <summary>The stated word count, or the counted one where none is stated.</summary>
    public int Words => Details.Words ?? CountedWords;

    /// <summary>
    /// The body's characters of scripts that are written without spaces between words, and Korean ones
    /// (<see cref="CharacterCount"/>). 0 also where the article was imported before they were counted.
    /// </summary>
    public int Characters { get; init; }

    /// <summary>The counted words that have such characters, and are not read as words.</summary>
    public int CharacterWords { get; init; }

    /// <summary>The highest read count that it or an older state of it states: what was read stays read.</summary>
    public int? ImportedReadCount { get => field ?? Stated.ReadCount; init; }

    /// <summary>The latest time of reading that it or an older state of it states.</summary>
    public WallTime? ImportedLastRead { get => field ?? Stated.LastRead; init; }

    /// <summary>The readings that were logged here, earliest first, no two in one minute.</summary>
    public IReadOnlyList<WallTime> Readings { get; init; } = [];

    /// <summary>
    /// This article, and what the reader did and said where another archive has it: one place for all that lies in the
    /// document of an article and is of no state of it. Whose comes first makes no difference.
    /// </summary>
    internal Article WithEventsOf(Article other) => this with
    {
        Readings = [.. Readings.Union(other.Readings).Order()],
        Notes = ReaderNotes.Joined(Notes, other.Notes),
    };

    /// <summary>How often it was read: what the reading app has counted, and one for each reading that was logged here.</summary>
    public int? ReadCount => Readings.Count == 0 ? ImportedReadCount
        : (int)Math.Min(int.MaxValue, (ImportedReadCount ?? 0L) + Readings.Count);

    /// <summary>The latest reading that either knows of.</summary>
    public WallTime? LastRead => Readings is [.., var last] && !(ImportedLastRead > last) ? last : ImportedLastRead;

    /// <summary>Whether it was read: a read count above 0; where there is none, a time of reading.</summary>
    public bool IsRead => ReadCount > 0 || (ReadCount is null && LastRead is not null);

    /// <summary>
    /// How many of its texts (paragraphs, titles, lines of the summary, or the record that names them all) were lost when
    /// the archive was damaged; null where nothing was, not even its original.
    /// </summary>
    public int? Lost { get; init; }

    /// <summary>The numbers of its older states, oldest first.</summary>
    public IReadOnlyList<int> Revisions { get; init; } = [];

    /// <summary>Where its <c>ArticleRecord</c> lies in the archive.</summary>
    internal TextNumber Record { get; init; }
}

/// <summary>Where an article came from.</summary>
/// <param name="Input">The input's name: a file's name, or <c>-</c> for standard input.</param>
/// <param name="Sha256">The 32 bytes of the SHA-256 of the original bytes.</param>
/// <param name="Bytes">The length of the original bytes.</param>
/// <param name="Imported">When it was imported, in UTC, to the second.</param>
public sealed record Source(string Input, ReadOnlyMemory<byte> Sha256, long Bytes, DateTime Imported);

/// <summary>An article's text, in UTF-8 as the archive stores it. No element contains a line end.</summary>
/// <param name="Paragraphs">The body in reading order, without a repeat.</param>
/// <param name="Similar">The titles of what else is to be read, in their order.</param>
/// <param name="Summary">The lines of the summary; empty where there is none.</param>
/// <param name="Source">Where it came from; null before it is archived.</param>
public sealed record ArticleText(
    IReadOnlyList<ReadOnlyMemory<byte>> Paragraphs,
    IReadOnlyList<ReadOnlyMemory<byte>> Similar,
    IReadOnlyList<ReadOnlyMemory<byte>> Summary,
    Source? Source = null)
{
    /// <summary>Whether the reading app has cut the summary; null where there is none.</summary>
    public bool? SummaryTruncated => Summary.Count == 0 ? null : Articles.Summary.IsTruncated(Summary[^1].Span);

    /// <summary>The form of each of <see cref="Paragraphs"/>; null where all are plain.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>What the reader has marked, in the order in which it is stated.</summary>
    public IReadOnlyList<Highlight> Highlights { get; init; } = [];

    /// <summary>Reads the bytes that were imported, until the next article is taken; null where nobody asked for them.</summary>
    public Func<ReadOnlyMemory<byte>>? ReadOriginal { get; init; }

    /// <summary>Where the paragraphs lie in the archive; equal ones have equal numbers.</summary>
    internal ReadOnlyMemory<TextNumber> Numbers { get; init; }
}
