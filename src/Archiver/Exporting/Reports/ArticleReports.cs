using System.ComponentModel;
using System.Text.Json.Serialization;
using Archiver.Articles;
using Archiver.Searching;
using Archiver.Store;

namespace Archiver.Exporting.Reports;

/// <summary>What listings and exports have in common.</summary>
public abstract record ArticleFacts : Report
{
    private readonly Article _article;

    private protected ArticleFacts(Article article) => _article = article;

    [JsonPropertyOrder(BaseFirst), Description("the article's ID: the one of the reading app, or one made of its URL or its body")]
    public Guid Id => _article.Id;

    [JsonPropertyOrder(BaseFirst), Description("its category")]
    public string? Category => _article.Details.Category;

    [JsonPropertyOrder(BaseFirst), Description("its title, never cut again")]
    public string? Title => _article.Title;

    [JsonPropertyOrder(BaseFirst), Description("where the title comes from: \"stated\", whole, or \"lead\", the first sentence, cut to 100 characters")]
    public string? TitleSource => _article.TitleSource;

    [JsonPropertyOrder(BaseFirst), Description("its URL")]
    public string? Url => _article.Details.Url;

    [JsonPropertyOrder(BaseFirst), Description("who wrote it, in the order in which they are named")]
    public IReadOnlyList<string> Authors => _article.Details.Authors;

    [JsonPropertyOrder(BaseFirst), Description("the name of the site or publication")]
    public string? Site => _article.Details.Site;

    [JsonPropertyOrder(BaseFirst), Description("its language, as BCP 47 names it")]
    public string? Language => _article.Details.Language;

    [JsonPropertyOrder(BaseFirst), Description("its tags")]
    public IReadOnlyList<string> Tags => _article.Details.Tags;

    [JsonPropertyOrder(BaseFirst), Description("whether it has a star")]
    public bool Starred => _article.Details.IsStarred;

    [JsonPropertyOrder(BaseFirst), Description("the day it is from")]
    public DateOnly? Date => _article.Details.Date;

    [JsonPropertyOrder(BaseFirst), Description("when the reading app got it")]
    public WallTime? Created => _article.Details.Created;

    [JsonPropertyOrder(BaseFirst), Description("when the reading app changed it last")]
    public WallTime? Updated => _article.Details.Updated;

    [JsonPropertyOrder(BaseFirst), Description("when it was read last")]
    public WallTime? LastRead => _article.LastRead;

    [JsonPropertyOrder(BaseFirst), Description("its words: as many as are stated, else as were counted")]
    public int Words => _article.Words;

    [JsonPropertyOrder(BaseFirst), Description("how often it was read")]
    public int? ReadCount => _article.ReadCount;

    [JsonPropertyOrder(BaseFirst), Description("how many of its texts were lost when the archive was damaged; null of what is whole")]
    public int? Lost => _article.Lost;

    private protected IReadOnlyList<KeyValuePair<string, string>> Other => _article.Details.Other;

    private protected string Format => _article.Format;
}

[Description("An article, as it is listed")]
[PrintedBy("list --json", Shape.Array)]
[PrintedBy("read ARTICLE --mark --json", Shape.Array)]
[PrintedBy("read ARTICLE --undo --json", Shape.Array)]
[PrintedBy("tag ARTICLE +TAG --json", Shape.Array)]
[PrintedBy("star ARTICLE --json", Shape.Array)]
[PrintedBy("unstar ARTICLE --json", Shape.Array)]
[PrintedBy("edit ARTICLE --site S --json", Shape.Array)]
public sealed record ListedArticle : ArticleFacts
{
    private ListedArticle(Article article)
        : base(article)
    {
    }

    public static ListedArticle Of(Article article) => new(article);

    [Description("the details that have no field of their own")]
    public IReadOnlyList<KeyValuePair<string, string>> Details => Other;
}

[Description("An article, whole")]
[PrintedBy("export", Shape.Array)]
[PrintedBy("export --format jsonl", Shape.Lines)]
[PrintedBy("show ARTICLE --json")]
[PrintedBy("read ARTICLE --json")]
[PrintedBy("note ARTICLE TEXT --json")]
[PrintedBy("highlight ARTICLE --undo --json")]
public sealed record WholeArticle : ArticleFacts
{
    private readonly ArticleText _text;

    private WholeArticle(Article article, ArticleText text)
        : base(article) => _text = text;

    public static WholeArticle Of(Article article, ArticleText text) => new(article, text);

    [Description("the dump's summary, with a line feed between its lines")]
    public ReadOnlyMemory<byte>? Summary => Utf8Text.Join(_text.Summary);

    [Description("whether the reading app has cut the summary")]
    public bool? SummaryTruncated => _text.SummaryTruncated;

    [Description("the titles under the dump's similar readings")]
    public IReadOnlyList<ReadOnlyMemory<byte>> Similar => _text.Similar;

    [Description("the details that have no field of their own")]
    public IReadOnlyList<KeyValuePair<string, string>> Details => Other;

    [Description("the body, paragraph by paragraph")]
    public IReadOnlyList<ReadOnlyMemory<byte>> Paragraphs => _text.Paragraphs;

    [Description("the form of each paragraph, in an array as long as theirs; null where all are plain")]
    public IEnumerable<BlockReport>? Blocks => _text.Blocks?.Select(block => new BlockReport(block));

    [Description("what the reader has marked")]
    public IEnumerable<HighlightReport> Highlights => _text.Highlights.Select(highlight => new HighlightReport(highlight));

    [Description("where it came from")]
    public SourceReport? Source => _text.Source is { } source ? new(source, Format) : null;
}

/// <summary>The form of a paragraph.</summary>
public sealed record BlockReport
{
    private readonly Block _block;

    internal BlockReport(Block block) => _block = block;

    [Description("\"paragraph\", \"heading\", \"item\", \"quote\", \"code\", \"row\" (a cell of a table) or \"caption\"")]
    public string Kind => _block.Kind.ToString().ToLowerInvariant();

    [Description("of a heading its level; of an item or a quote how deep it lies; of a cell its column, from 1")]
    public int? Level => _block.Level;

    [Description("of an item whether its list is numbered; of a cell whether it heads a column or a row")]
    public bool? Ordered => _block.Ordered;

    [Description("of an item of a numbered list its number; of a cell its row, from 1")]
    public int? Number => _block.Number;

    [Description("the marked stretches of the paragraph, in the order in which they begin")]
    public IEnumerable<MarkReport> Marks => _block.Marks.Select(mark => new MarkReport(mark));
}

/// <summary>
/// A marked stretch of a paragraph, in UTF-16 code units from its beginning: a link, emphasis and the like.
/// </summary>
public sealed record MarkReport
{
    private readonly Mark _mark;

    internal MarkReport(Mark mark) => _mark = mark;

    [Description("where it begins in the paragraph, in UTF-16 code units")]
    public int Start => _mark.Start;

    [Description("how long it is, in UTF-16 code units")]
    public int Length => _mark.Length;

    [Description("\"link\", \"emphasis\", \"strong\", \"code\" or \"highlight\"")]
    public string Kind => _mark.Kind.ToString().ToLowerInvariant();

    [Description("where a link leads")]
    public string? Href => _mark.Href;
}

/// <summary>A text that the reader has marked.</summary>
public sealed record HighlightReport
{
    private readonly Highlight _highlight;

    internal HighlightReport(Highlight highlight) => _highlight = highlight;

    [Description("the marked text")]
    public string Text => _highlight.Text;

    [Description("what the reader said about it")]
    public string? Comment => _highlight.Comment;

    [Description("when it was marked")]
    public WallTime? Created => _highlight.Created;
}

/// <summary>The bytes that an article was imported from, and when.</summary>
public sealed record SourceReport
{
    private readonly Source _source;

    internal SourceReport(Source source, string format) => (_source, Format) = (source, format);

    [Description("the name of the format it was read from, as `archiver help formats` has it")]
    public string Format { get; }

    [Description("the name of the file, or - for standard input")]
    public string Input => _source.Input;

    [Description("the SHA-256 of the bytes that were imported")]
    public string Sha256 => Convert.ToHexStringLower(_source.Sha256.Span);

    [Description("how many bytes these are")]
    public long Bytes => _source.Bytes;

    [Description("when they were imported")]
    public DateTime Imported => _source.Imported;
}

/// <summary>The fields that tell which article it is.</summary>
public record ArticleReference
{
    private readonly Article _article;

    internal ArticleReference(Article article) => _article = article;

    [JsonPropertyOrder(Report.BaseFirst), Description("the article's ID")]
    public Guid Id => _article.Id;

    [JsonPropertyOrder(Report.BaseFirst), Description("the day it is from")]
    public DateOnly? Date => _article.Details.Date;

    [JsonPropertyOrder(Report.BaseFirst), Description("its category")]
    public string? Category => _article.Details.Category;

    [JsonPropertyOrder(Report.BaseFirst), Description("its title")]
    public string? Title => _article.Title;

    [JsonPropertyOrder(Report.BaseFirst), Description("its URL")]
    public string? Url => _article.Details.Url;
}

[Description("What is in the bin")]
[PrintedBy("remove --list --json", Shape.Array)]
public sealed record RemovedReport(
    [property: Description("when it was removed")] DateTime RemovedAt,
    [property: Description("the article, as it is listed")] ListedArticle Article) : Report
{
    public static RemovedReport Of(RemovedArticle removed) => new(removed.Removed, ListedArticle.Of(removed.Article));
}

[Description("The readings of an article that were logged here")]
[PrintedBy("read ARTICLE --list --json", Shape.Array)]
public sealed record ReadingsReport(
    [property: Description("the article's ID")] Guid Id,
    [property: Description("when it was read, the earliest first")] IReadOnlyList<WallTime> Readings) : Report;

[Description("What a search finds")]
[PrintedBy("search QUERY --json")]
public sealed record SearchReport(
    [property: Description("how many articles match")] int Total,
    [property: Description("the best of them, or the first by --sort")] IEnumerable<FoundArticle> Articles) : Report;

/// <summary>An article that a search has found: its facts, its other details, how well it matches and where.</summary>
public sealed record FoundArticle : ArticleFacts
{
    private readonly Snippet? _snippet;

    private FoundArticle(Article article, double? score, Snippet? snippet)
        : base(article) => (Score, _snippet) = (score is { } known ? Math.Round(known, 4) : null, snippet);

    /// <param name="article">The article.</param>
    /// <param name="score">
    /// How well it matches, to be rounded to four decimals; null where that is not measured.
    /// </param>
    /// <param name="snippet">Where its text matches; null where only the title does.</param>
    public static FoundArticle Of(Article article, double? score, Snippet? snippet) => new(article, score, snippet);

    [Description("the details that have no field of their own")]
    public IReadOnlyList<KeyValuePair<string, string>> Details => Other;

    [Description("how well it matches: the higher, the better; null where no words are looked for, and with --sort")]
    public double? Score { get; }

    [Description("where its text matches, in parts; null where only the title does")]
    public IEnumerable<SnippetReport>? Snippet => _snippet?.Parts.Select(part => new SnippetReport(part.Text, part.IsHit));
}

public sealed record SnippetReport(
    [property: Description("the text")] string Text,
    [property: Description("whether it is what was looked for")] bool Hit);
