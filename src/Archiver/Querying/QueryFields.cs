using Archiver.Articles;

namespace Archiver.Querying;

/// <content>The table. A new field is a new row.</content>
public sealed partial class QueryField
{
    internal static readonly QueryField Category = Named("category",
        "a category, as `categories` lists it, or the beginning of one before `*`; case does not matter",
        "articles of this category", "category:science", article => article.Details.Category);

    internal static readonly QueryField Date = Days("date",
        "articles of these days", "date:2025-01..2025-03", article => article.Details.Date);

    internal static readonly QueryField Url = new("url", "a URL, whole",
        "the article of this URL, however it is written", "url:https://news.example/1",
        read: (written, _) => new UrlText(written.Text),
        matches: (wanted, article, _) => ((UrlText)wanted).IsOf(article.Details.Url),
        isKnown: article => article.Details.Url is not null);

    internal static readonly QueryField Id = new("id", "the first four or more characters of an ID",
        "articles whose ID begins so", "id:3f0c6b1e",
        read: (written, _) => IdBeginning.Read(written),
        matches: (wanted, article, _) => ((IdBeginning)wanted).Prefix.Matches(article.Id));

    internal static readonly QueryField Title = new("title", "a word, a phrase in quotes, or the beginning of one before `*`",
        "articles with these words in the title", "title:\"swing bridge\"",
        read: (written, _) => TextPattern.Read(written),
        matches: (wanted, article, _) => ((TextPattern)wanted).IsIn(article.Title),
        isKnown: article => article.Title is not null)
    {
        HasWords = true,
    };

    private static readonly QueryField Host = new("host", "a host such as `nhk.or.jp`",
        "articles whose URL has this host or one below it, such as `www3.nhk.or.jp`", "host:nhk.or.jp",
        read: (written, _) => UrlHost.Read(written),
        matches: (wanted, article, _) => UrlHost.IsWithin(article.Details.Url, ((ExactText)wanted).Text));

    /// <summary>All fields, in the order in which help shows them.</summary>
    public static IReadOnlyList<QueryField> All { get; } = WithTraits(
        Category,
        Date,
        Days("created",
            "articles created in the reading app on these days", "created:>=2025", article => DayOf(article.Details.Created)),
        Days("updated", "articles updated on these days", "updated:yesterday", article => DayOf(article.Details.Updated)),
        Days("lastRead", "articles last read on these days", "lastRead:7d..", article => DayOf(article.LastRead)),
        Numbers("words", "articles of so many words", "words:>=300", article => article.Words, isAlwaysKnown: true),
        Numbers("readCount", "articles read so many times", "readCount:0", article => article.ReadCount),
        Title,
        NamedAny("tags", "a tag, or the beginning of one before `*`; case does not matter",
            "articles with this tag", "tags:energy", article => article.Details.Tags),
        NamedAny("authors", "a name, or the beginning of one before `*`; case does not matter",
            "articles by this author", "authors:\"Oda Brandt\"", article => article.Details.Authors),
        Named("site", "the name of a site, or the beginning of one before `*`; case does not matter",
            "articles of this site or publication", "site:\"Coast Post\"", article => article.Details.Site),
        Named("language", "a language as BCP 47 names it, or the beginning of one before `*`; case does not matter",
            "articles in this language", "language:pt*", article => article.Details.Language),
        Named("format", "the name of a format, as `archiver help formats` has it",
            "articles that were read from this format", "format:page", article => article.Format),
        Url,
        Host,
        Id);

    private static QueryField[] WithTraits(params QueryField[] fields) =>
    [
        .. fields,
        Traits("is",
            "articles that were read (a read count above 0; where there is none, a time of reading), or were not; "
                + "or that have a star",
            "is:unread",
            new Trait("read", (article, _) => article.IsRead),
            new Trait("unread", (article, _) => !article.IsRead),
            new Trait("starred", (article, _) => article.Details.IsStarred)),
        Traits("has", "articles that have it; `-has:date` finds those without", "has:summary",
        [
            .. fields.Where(field => field.IsKnown is not null)
                .Select(field => new Trait(field.Name, (article, _) => field.IsKnown!(article))),
            new Trait("summary", (_, text) => text().Summary.Count > 0, NeedsText: true),
            new Trait("similar", (_, text) => text().Similar.Count > 0, NeedsText: true),
            new Trait("text", (article, _) => article.CountedWords > 0),
            new Trait("highlights", (_, text) => text().Highlights.Count > 0, NeedsText: true),
            new Trait("details", (article, _) => article.Details.Other.Count > 0),
        ]),
    ];

    private static DateOnly? DayOf(WallTime? time) =>
        time is { } known ? DateOnly.FromDateTime(known.ToDateTime()) : null;
}
