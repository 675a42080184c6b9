namespace Archiver.Storage;

/// <summary>The entries by which the runs find an article.</summary>
internal static class ArticleEntries
{
    /// <summary>The hash of an archived article's body, as <see cref="Of"/> takes it.</summary>
    public static ulong? HashOfBody(Article article, PackStore packs)
    {
        var body = ArticleRecord.Read(packs[article.Record].Span).Text.Body;
        return RunKey.HashOfBody(Array.ConvertAll(body, number => Checksum.Of(packs[number].Span)));
    }

    /// <param name="article">The article.</param>
    /// <param name="category">The number of its category.</param>
    /// <param name="body">The hash of its body (<see cref="RunKey.HashOfBody"/>).</param>
    public static List<(RunKind Kind, RunEntry Entry)> Of(Article article, int category, ulong? body)
    {
        var number = (uint)article.Number;
        var date = RunKey.OfDate(article.Details.Date);
        List<(RunKind, RunEntry)> entries =
        [
            (RunKind.Id, new RunEntry(RunKey.OfId(article.Id), number)),
            (RunKind.Date, new RunEntry(date, number)),
            (RunKind.Category, new RunEntry(RunKey.OfCategory(category, date), number)),
        ];
        if (article.Details.Url is { } url)
        {
            entries.Add((RunKind.Url, new RunEntry(RunKey.OfUrl(url), number)));
        }

        if (body is { } hash)
        {
            entries.Add((RunKind.Body, new RunEntry(RunKey.OfHash(hash), number)));
        }

        return entries;
    }
}
