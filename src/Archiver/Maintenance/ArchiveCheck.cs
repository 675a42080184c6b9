using Archiver.Storage;

namespace Archiver.Maintenance;

/// <summary>Proves that an archive is whole by reading all of it.</summary>
internal static class ArchiveCheck
{
    /// <returns>How many articles it has.</returns>
    /// <exception cref="ArchiverException">It is not whole; the message says what is damaged.</exception>
    public static int Run(Database database, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var catalog = Catalog.From(database.Find(Catalog.Collection, 1)
            ?? throw Damaged("The archive has lost its catalog."));
        var articles = Count(ArticleDocument.Collection, catalog.LastArticle);
        Count(Bin.Collection, catalog.LastArticle);
        Count(ArticleDocument.Revisions, catalog.LastRevision);
        if (articles != catalog.Articles)
        {
            throw Damaged($"The archive has {articles} articles and should have {catalog.Articles}.");
        }

        var runs = new StoredArticles(database, catalog);
        foreach (var kind in Enum.GetValues<RunKind>())
        {
            var entries = runs.RunsOf(kind).Range(0, ulong.MaxValue, descending: false).Count();
            if (kind is RunKind.Id or RunKind.Date or RunKind.Category && entries != articles)
            {
                throw Damaged($"The archive has {articles} articles, of which {entries} are found by {kind}.");
            }
        }

        return articles;

        int Count(string collection, int last)
        {
            var count = 0;
            foreach (var stored in new StoredTexts(database).Of(collection, last, _ => true))
            {
                cancellation.ThrowIfCancellationRequested();
                stored.Record.Original(ArticleDocument.Read(stored.Document), stored.Read);
                if (stored.Record.Text.Frame == ParagraphNumber.None)
                {
                    stored.Record.ReadText(stored.Read);
                }

                report(new MaintenanceProgress(MaintenanceStep.Verify, ++count, last));
            }

            return count;
        }
    }

    private static ArchiverException Damaged(string what) =>
        new(Failure.Damaged, $"{what} Restore it from a backup.");
}
