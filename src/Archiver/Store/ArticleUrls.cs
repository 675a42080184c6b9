using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Store;

/// <summary>Finds articles by URL, also in an archive whose runs still have the URLs as they are written.</summary>
internal sealed class ArticleUrls(IReadOnlyList<RunInfo> runs, DocumentFinder find)
{
    private readonly RunSet _urls = new(runs, RunKind.Url, find);
    private readonly RunSet _written = new(runs, RunKind.WrittenUrl, find);
    private readonly bool _areWritten = AreWritten(runs);

    /// <summary>Whether the runs have the URLs as they are written: then they have no others.</summary>
    public static bool AreWritten(IReadOnlyList<RunInfo> runs) => runs.Any(run => run.Kind == RunKind.WrittenUrl);

    /// <summary>
    /// The numbers of the articles that may have this URL, and perhaps of others. Where the runs have it as it is written,
    /// it is found so and in its canonical form.
    /// </summary>
    public IEnumerable<uint> Find(string url) => !_areWritten
        ? _urls.Find(RunKey.OfUrl(url))
        : ((string[])[url, CanonicalUrl.Of(url)]).Distinct()
            .SelectMany(form => _written.Find(RunKey.OfWrittenUrl(form))).Distinct();
}
