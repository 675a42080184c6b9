using System.Globalization;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// Checks an archive against the invariants of <c>src/FORMAT.md</c>. It reads the pages by itself, so that whatever is
/// damaged is one finding and the rest is checked all the same.
/// </summary>
internal sealed class Verification : IDisposable
{
    /// <summary>The kinds of document that have a record.</summary>
    public static readonly DocumentKind[] Articles =
        [DocumentKind.Article, DocumentKind.Removed, DocumentKind.Revision];

    private readonly ArchivePages _pages;
    private readonly Findings _findings = new();
    private ArticleKeys[] _keys = [];
    private HashSet<uint>? _ids;

    /// <param name="pages">The archive, which this owns.</param>
    public Verification(ArchivePages pages)
    {
        _pages = pages;
        Documents = new PageDocuments(pages, mends: true);
    }

    /// <summary>The documents, and what is known of each.</summary>
    public DocumentTable Table { get; } = new();

    public PageDocuments Documents { get; }

    /// <summary>Null where it cannot be read.</summary>
    public Catalog? Catalog { get; private set; }

    /// <summary>Articles that have the ID of one with a higher number.</summary>
    public HashSet<int> Superseded { get; } = [];

    /// <summary>What is known of the texts.</summary>
    public TextTable Texts { get; private set; } = new();

    /// <summary>Articles that are known to be lost, with the key of their ID where that is known.</summary>
    public IReadOnlyDictionary<int, ulong?> Lost { get; private set; } = new Dictionary<int, ulong?>();

    /// <summary>Whether an article of the bin or an older state may be lost.</summary>
    public bool MayLackOthers { get; private set; }

    /// <summary>
    /// Whether every article, also in the bin, and every revision that there ever was is known to be there, if not
    /// everything that it refers to.
    /// </summary>
    public bool IsComplete { get; private set; }

    public VerifyResult Run(bool quick, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        if (_pages.Problem != LogProblem.None)
        {
            _findings.Add(FindingKind.Log, null, LogProblems.Describe(_pages.Problem, _pages.Path));
        }

        if (_pages.IsFirstPageDamaged && _pages.HasHeader)
        {
            _findings.Add(FindingKind.Page, null, "page 0, at byte 0 of the archive, is not as it was written");
        }

        if (!_pages.HasHeader)
        {
            _findings.Add(FindingKind.Mark, null, "the first page, which has the mark, cannot be read");
        }

        var scan = new PageScan(_pages, Table, _findings);
        scan.Run(report, cancellation);
        var indexes = new IndexCheck(_pages, Table, _findings);
        indexes.Run(cancellation);
        Catalog = CatalogCheck.Read(_pages, Table, _findings);
        var texts = Texts = quick
            ? PackCheck.Quick(Table)
            : new PackCheck(_pages, Table, Catalog, _findings).Run(report, cancellation);
        var categories = new CategoryCheck(_pages, Table, _findings);
        var articles = new ArticleCheck(_pages, Table, texts, categories,
            isUrlWritten: Catalog is not null && ArticleUrls.AreWritten(Catalog.Runs), _findings);
        foreach (var kind in Articles)
        {
            articles.Run(kind, report, cancellation);
        }

        _keys = articles.Keys;
        FindSuperseded(articles.Keys);
        FindInBoth();
        var entries = 0L;
        var lost = indexes.Lost.Where(each => each.Kind == DocumentKind.Article)
            .ToDictionary(each => each.Number, _ => (ulong?)null);
        if (Catalog is not null)
        {
            var runs = new RunCheck(_pages, Table, Catalog, _findings);
            runs.CheckRuns(cancellation);
            runs.CheckArticles(articles.Keys, cancellation);
            runs.CheckTexts(texts, cancellation);
            entries = runs.Entries;
            foreach (var (number, key) in runs.Lost)
            {
                lost[number] = key;
            }

            CatalogCheck.CheckCounters(Catalog, Table, lost.Count, _findings);
            PurgedCheck.Run(Catalog, Table, Documents, articles.Keys, _findings);
        }

        ReportLost(indexes, lost);
        Lost = lost;
        MayLackOthers = !indexes.IsIntact(DocumentKind.Removed) || !indexes.IsIntact(DocumentKind.Revision)
            || indexes.Lost.Any(each => each.Kind is DocumentKind.Removed or DocumentKind.Revision)
            || !IsReadable(DocumentKind.Removed) || !IsReadable(DocumentKind.Revision);
        IsComplete = Catalog is not null && _pages.Problem == LogProblem.None && lost.Count == 0
            && Table[DocumentKind.Article].Count == Catalog.Articles && _findings.CountOf(FindingKind.Purged) == 0
            && !MayLackOthers && IsReadable(DocumentKind.Article);
        if (IsComplete && !quick && !Articles.Any(kind => Table[kind].Any(row => !row.IsIntact)))
        {
            IsComplete = CatalogCheck.CheckReferred(Catalog!, articles.ReferredTexts, _findings);
        }

        return ToResult(scan.Pages, texts, entries);
    }

    public void Dispose() => _pages.Dispose();

    private VerifyResult ToResult(int pages, TextTable texts, long entries)
    {
        var packs = texts.All.ToArray();
        return new VerifyResult
        {
            Pages = pages,
            Articles = Table[DocumentKind.Article].Count,
            Removed = Table[DocumentKind.Removed].Count,
            Revisions = Table[DocumentKind.Revision].Count,
            Categories = Table[DocumentKind.Category].Count,
            Packs = Table[DocumentKind.Pack].Count,
            Texts = packs.Sum(pack => pack.Hashes.LongLength),
            Entries = entries,
            UnusedPacks = texts.IsQuick ? 0 : packs.Count(pack => Array.TrueForAll(pack.Uses, IsUnused)),
            UnusedTexts = packs.Sum(pack => pack.Uses.LongCount(IsUnused)),
            LogTail = _pages.LogTail,
            Findings = _findings.All,
        };

        static bool IsUnused(TextTable.TextUse use) => !use.HasFlag(TextTable.TextUse.Referenced);
    }

    /// <summary>Whether an article that can be read may have this ID.</summary>
    public bool HasId(Guid id) => (_ids ??= [.. _keys.Select(keys => keys.Id)]).Contains((uint)RunKey.OfId(id));

    private bool IsReadable(DocumentKind kind) =>
        Table[kind].All(row => row.IsReadable && !row.State.HasFlag(DocumentTable.RowState.Stray));

    private void FindSuperseded(ArticleKeys[] keys)
    {
        var rows = Table[DocumentKind.Article];
        var order = Enumerable.Range(0, keys.Length).Where(index => rows[index].IsReadable && keys[index] != default).ToArray();
        var ids = Array.ConvertAll(order, index => keys[index].Id);
        Array.Sort(ids, order);
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && ids[end] == ids[first])
            {
                end++;
            }

            var same = end == first + 1 ? [] : order[first..end]
                .Select(index => Table.Find(Documents, DocumentKind.Article, rows[index].Number)!)
                .Select(ArticleDocument.Read).GroupBy(article => article.Id);
            foreach (var article in same.SelectMany(group => group.OrderByDescending(article => article.Number).Skip(1)))
            {
                Superseded.Add(article.Number);
                _findings.Add(FindingKind.Entry, $"article {article.Number} has the ID of another", article);
            }

            first = end;
        }
    }

    private void FindInBoth()
    {
        foreach (var row in Table[DocumentKind.Removed].Where(row => Table.Has(DocumentKind.Article, row.Number)))
        {
            _findings.Add(FindingKind.Counter, null, $"article {row.Number} is among the articles and in the bin");
        }
    }

    private void ReportLost(IndexCheck indexes, Dictionary<int, ulong?> lost)
    {
        foreach (var (kind, number) in indexes.Lost.Where(each => each.Kind != DocumentKind.Article).Order())
        {
            var finding = kind == DocumentKind.Pack ? FindingKind.Pack : FindingKind.Document;
            _findings.Add(finding, null, $"{Findings.NameOf(kind, number)} is lost");
        }

        foreach (var (number, key) in lost.OrderBy(pair => pair.Key))
        {
            _findings.Add(FindingKind.Document, null, key is { } prefix
                ? string.Create(CultureInfo.InvariantCulture, $"article {number}, whose ID begins with {prefix:x7}, is lost")
                : $"article {number} is lost");
        }
    }
}
