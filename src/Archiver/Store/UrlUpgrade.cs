using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// Gives an archive of format 1 or 2 the runs that find articles by canonical URL, instead of those by the URL as it is
/// written. In one transaction, so that it has either; who opens an archive to write does this first.
/// </summary>
internal static class UrlUpgrade
{
    public static void Run(Database database, Catalog catalog)
    {
        RunInfo[] written = [.. catalog.Runs.Where(run => run.Kind == RunKind.WrittenUrl)];
        if (written.Length == 0)
        {
            return;
        }

        var articles = new StoredArticles(database, catalog);
        var withUrls = articles.RunsOf(RunKind.WrittenUrl).Range(0, ulong.MaxValue, descending: false);
        uint[] numbers = [.. withUrls.Select(entry => entry.Number).Order()];
        List<RunEntry> entries =
        [
            .. articles.Load(numbers).Where(article => article.Details.Url is not null)
                .Select(article => new RunEntry(RunKey.OfUrl(article.Details.Url!), (uint)article.Number)),
        ];
        database.WaitFor(database.InTransaction(() =>
        {
            database.Delete(RunBlock.Collection, written.SelectMany(run => run.Documents));
            catalog.Runs.RemoveAll(written.Contains);
            new RunMerger(database, catalog).AddWhole(RunKind.Url, entries);
            database.Update(Catalog.Collection, [catalog.Write()]);
        }));
        database.Finish();
    }
}
