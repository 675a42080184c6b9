using System.ComponentModel;
using System.Text.Json.Serialization;
using Archiver.Articles;
using Archiver.Likeness;

namespace Archiver.Exporting.Reports;

[Description("What is similar to an article or a text")]
[PrintedBy("similar ARTICLE --json")]
[PrintedBy("similar --text FILE --json")]
public sealed record SimilarReport(
    [property: Description("the similar articles, the most similar first")] IEnumerable<ScoredArticle> Articles,
    [property: Description("the titles that the article's dump calls similar")] IEnumerable<TitleReport> Titles) : Report
{
    public static SimilarReport Of(IReadOnlyList<SimilarArticle> similar, IReadOnlyList<SimilarReading> readings) =>
        new(similar.Select(each => new ScoredArticle(each)), readings.Select(TitleReport.Of));
}

public sealed record ScoredArticle : ArticleReference
{
    private readonly SimilarArticle _similar;

    internal ScoredArticle(SimilarArticle similar)
        : base(similar.Article) => _similar = similar;

    [Description("how similar it is, from 0 to 1")]
    public double Score => Math.Round(_similar.Score, 4);

    [Description("the terms that made most of the score")]
    public IEnumerable<TermReport> Terms => _similar.Terms.Select(term => new TermReport(term.Term, Math.Round(term.Share, 4)));
}

public sealed record TermReport(
    [property: Description("a word that stands for it")] string Term,
    [property: Description("what it added to the score")] double Share);

public sealed record TitleReport(
    [property: Description("the title, as the dump has it")] string Title,
    [property: Description("\"exact\", \"near\", or null where no article has it")] string? Match,
    [property: Description("the archived article that has it")] ArticleReference? Article)
{
    internal static TitleReport Of(SimilarReading reading) => reading.Article is { } article
        ? new(reading.Title, reading.IsExact ? "exact" : "near", new ArticleReference(article))
        : new(reading.Title, null, null);
}

[Description("The sentences that say most of what an article says")]
[PrintedBy("summarize ARTICLE --json")]
public sealed record SummaryReport : ArticleReference
{
    private readonly IReadOnlyList<SummarySentence> _sentences;

    private SummaryReport(Article article, IReadOnlyList<SummarySentence> sentences)
        : base(article) => _sentences = sentences;

    public static SummaryReport Of(Article article, IReadOnlyList<SummarySentence> sentences) => new(article, sentences);

    [JsonPropertyOrder(Report.VersionFirst), Description(Report.WhatVersionIs)]
    public int FormatVersion { get; } = Report.Version;

    [Description("the sentences, in the order of the text")]
    public IEnumerable<SentenceReport> Sentences => _sentences.Select(sentence =>
        new SentenceReport(sentence.Text, sentence.Paragraph, Math.Round(sentence.Score, 4)));
}

public sealed record SentenceReport(
    [property: Description("the sentence")] string Text,
    [property: Description("the number of its paragraph, from 1")] int Paragraph,
    [property: Description("how central it is: 1 is the mean of all")] double Score);

[Description("What is there more than once")]
[PrintedBy("duplicates --json")]
public sealed record DuplicatesReport(
    [property: Description("how many articles were compared")] int Count,
    [property: Description("groups of articles of the same body")] IEnumerable<SameBodyReport> SameBody,
    [property: Description("groups of articles of nearly the same body")] IEnumerable<NearBodyReport> NearBody,
    [property: Description("groups of articles of the same URL")] IEnumerable<SameUrlReport> SameUrl,
    [property: Description("the paragraphs that most articles share")] IEnumerable<SharedParagraphReport> SharedParagraphs) : Report
{
    /// <param name="report">What was found.</param>
    /// <param name="load">Loads articles by their numbers, in the same order; it is asked while the report is written.</param>
    public static DuplicatesReport Of(DuplicateReport report, Func<IEnumerable<int>, IEnumerable<Article>> load)
    {
        return new(
            report.Articles,
            report.SameBody.Select(group => new SameBodyReport(Load(group))),
            report.NearBody.Select(group => new NearBodyReport(NearArticle.Of(group, load))),
            report.SameUrl.Select(group => new SameUrlReport(group.Url, Load(group.Articles))),
            report.Paragraphs.Select(paragraph => new SharedParagraphReport(paragraph.Articles, paragraph.Text)));

        IEnumerable<ArticleReference> Load(IReadOnlyList<int> group) => load(group).Select(article => new ArticleReference(article));
    }
}

public sealed record SameBodyReport(
    [property: Description("the articles of the group")] IEnumerable<ArticleReference> Articles);

public sealed record NearBodyReport(
    [property: Description("the articles of the group")] IEnumerable<NearArticle> Articles);

public sealed record NearArticle : ArticleReference
{
    private readonly NearCopy _copy;

    private NearArticle(NearCopy copy, Article article, Guid? like)
        : base(article) => (_copy, Like) = (copy, like);

    [Description("the ID of the one that it is compared with; null of the first of a group")]
    public Guid? Like { get; }

    [Description("the words that both have, of 1; null of the first")]
    public double? Score => Like is null ? null : Math.Round(_copy.Score, 4);

    [Description("the first words that differ")]
    public IEnumerable<WordsReport> Diff => _copy.Diff.Changes.Select(change => new WordsReport(change.Removed, change.Added));

    [Description("whether more words differ")]
    public bool DiffGoesOn => _copy.Diff.GoesOn;

    internal static IEnumerable<NearArticle> Of(IReadOnlyList<NearCopy> group, Func<IEnumerable<int>, IEnumerable<Article>> load)
    {
        var ids = new Dictionary<int, Guid>();
        foreach (var (copy, article) in group.Zip(load(group.Select(copy => copy.Article))))
        {
            ids[copy.Article] = article.Id;
            yield return new NearArticle(copy, article, copy.Like == 0 ? null : ids[copy.Like]);
        }
    }
}

public sealed record WordsReport(
    [property: Description("the words of the article that it is like")] string Before,
    [property: Description("the words in their place")] string After);

public sealed record SameUrlReport(
    [property: Description("the URL, without what only tracks readers")] string Url,
    [property: Description("the articles of the group")] IEnumerable<ArticleReference> Articles);

public sealed record SharedParagraphReport(
    [property: Description("how many articles have it")] int Count,
    [property: Description("the paragraph")] ReadOnlyMemory<byte> Text);
