using Archiver.Articles;
using Archiver.Files;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <param name="Articles">How many articles the archive has.</param>
/// <param name="Purged">How many articles of the bin are gone for good.</param>
/// <param name="BytesBefore">What the archive and its log took.</param>
/// <param name="BytesAfter">What the archive takes now.</param>
/// <param name="PacksBefore">How many pack numbers were used up.</param>
/// <param name="PacksAfter">How many are now.</param>
/// <param name="IsReplaced">Whether the new archive has taken the place of the old one; false where there was nothing to gain.</param>
public sealed record CompactResult(
    int Articles, int Purged, long BytesBefore, long BytesAfter, int PacksBefore, int PacksAfter, bool IsReplaced = true);

/// <summary>
/// Makes an archive anew from what is live in it. The new file is proved before it takes the place of the old one, which
/// is there until then: whenever the process ends, one of the two is the archive.
/// </summary>
public static class Compact
{
    /// <param name="path">The archive's file.</param>
    /// <param name="removedBefore">Of articles that were removed before this time (UTC) only the ID is kept, and the day.</param>
    /// <param name="wait">How long to wait for another writer, and then for readers.</param>
    /// <param name="report">Called now and then.</param>
    /// <param name="cancellation">Ends it; the archive is as it was.</param>
    /// <param name="clock">Says on which day what was removed is gone for good; null for the system's.</param>
    /// <exception cref="ArchiverException">It could not be done; the archive is as it was.</exception>
    public static CompactResult Run(
        string path, DateTime removedBefore, LockWait wait, Action<MaintenanceProgress> report, CancellationToken cancellation,
        TimeProvider? clock = null)
    {
        using var source = Database.OpenToRewrite(path, wait, cancellation);
        var bytesBefore = source.Bytes;
        using var draft = new DraftArchive(source.Location, ArchiveFiles.DraftSuffix, source.Location);
        Catalog catalog;
        Dictionary<int, Guid> purged;
        var today = DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        int packsAfter;

        // Nobody writes meanwhile, and a reader believes less of what it finds than LiteDB does.
        using (var reader = Database.OpenToRead(source.Location, wait, cancellation))
        {
            catalog = Catalog.Read(reader);
            purged = Bin.List(reader, catalog)
                .Where(removed => removed.Removed < removedBefore)
                .ToDictionary(removed => removed.Article.Number, removed => removed.Article.Id);
            packsAfter = Copy(reader, catalog, purged, today, draft, report, cancellation);
        }

        var articles = ArchiveCheck.Run(draft.Pages(), report, cancellation);
        if (articles != catalog.Articles)
        {
            throw new ArchiverException(Failure.Damaged,
                $"{path} has {articles} articles and should have {catalog.Articles}; it was left as it is.");
        }

        var bytesAfter = draft.Bytes;

        // What an older format did not count, a new archive has counted, and finds its URLs however they are written; and
        // of the packs' numbers there is an end.
        if (bytesAfter >= bytesBefore && purged.Count == 0
            && catalog.ReferredTexts is not null && !ArticleUrls.AreWritten(catalog.Runs)
            && packsAfter * 10L > catalog.LastPack * 9L)
        {
            return new CompactResult(
                catalog.Articles, 0, bytesBefore, bytesBefore, catalog.LastPack, catalog.LastPack, IsReplaced: false);
        }

        report(new MaintenanceProgress(MaintenanceStep.Replace, 0, 1));
        source.ReplaceWith(() =>
        {
            report(new MaintenanceProgress(MaintenanceStep.Replace, 1, 1));
            draft.Complete();
        }, wait, cancellation);
        return new CompactResult(catalog.Articles, purged.Count, bytesBefore, bytesAfter, catalog.LastPack, packsAfter);
    }

    /// <returns>The last number of a pack in the new archive.</returns>
    private static int Copy(Database source, Catalog catalog, Dictionary<int, Guid> purged, DateOnly today, DraftArchive draft,
        Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        using var target = draft.Begin();
        var copier = new ArchiveCopier(target);
        foreach (var (id, day) in new PurgedIds(source, catalog).All.Concat(purged.Values.Select(id => (id, today))))
        {
            copier.AddPurged(id, day);
        }

        var done = 0L;
        (string Name, int Last, bool IsOfAnother)[] collections =
        [
            (ArticleDocument.Collection, catalog.LastArticle, false),
            (Bin.Collection, catalog.LastArticle, false),
            (ArticleDocument.Revisions, catalog.LastRevision, true),
        ];
        foreach (var (collection, last, isOfAnother) in collections)
        {
            foreach (var stored in new StoredTexts(source, collection).Of(last, copier.IsNew))
            {
                cancellation.ThrowIfCancellationRequested();
                if (!purged.ContainsKey(isOfAnother ? stored.Document["article"u8].AsInt32 ?? 0 : stored.Document.Number))
                {
                    copier.Add(collection, stored);
                }

                report(new MaintenanceProgress(
                    MaintenanceStep.CopyArticles, ++done, collections.Sum(each => (long)each.Last)));
            }
        }

        copier.Complete(catalog.LastArticle, catalog.LastRevision);
        return copier.LastPack;
    }
}
