using Archiver.Storage;
using Archiver.Verifying;

namespace Archiver.Maintenance;

/// <summary>
/// What is saved of a damaged archive: every article, article in the bin and revision that is intact. What was removed
/// stays removed: a number that is in both is in the bin, and so is the older of two articles with one ID.
/// </summary>
internal sealed class SalvagedArticles(Verification old)
{
    private readonly DocumentTable _table = old.Table;
    private readonly List<Finding> _notes = [];

    public int Articles { get; private set; }

    public int Removed { get; private set; }

    public int Revisions { get; private set; }

    public int Saved => Articles + Removed + Revisions;

    /// <summary>What was not saved as it was.</summary>
    public IReadOnlyList<Finding> Notes => _notes;

    public void CopyTo(ArchiveCopier copier, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var total = _table[DocumentKind.Article].Count + _table[DocumentKind.Removed].Count + _table[DocumentKind.Revision].Count;
        var done = 0;
        foreach (var list in _table.Range(old.Documents, DocumentKind.Purged, 1, int.MaxValue))
        {
            foreach (var (id, day) in PurgedIds.EntriesOf(list[PurgedIds.Field].AsBinary))
            {
                copier.AddPurged(id, day);
            }
        }

        foreach (var kind in (DocumentKind[])[DocumentKind.Article, DocumentKind.Removed, DocumentKind.Revision])
        {
            var texts = new StoredTexts(
                (first, last) => _table.Range(old.Documents, kind, first, last),
                new PackStore(_table.Finder(old.Documents, DocumentKind.Pack)));
            foreach (var stored in texts.Of(_table.LastOf(kind), copier.IsNew))
            {
                cancellation.ThrowIfCancellationRequested();
                Copy(kind, stored, copier);
                report(new MaintenanceProgress(MaintenanceStep.CopyArticles, ++done, total));
            }
        }

        copier.Complete(
            Math.Max(old.Catalog?.LastArticle ?? 0, Math.Max(_table.LastOf(DocumentKind.Article), _table.LastOf(DocumentKind.Removed))),
            Math.Max(old.Catalog?.LastRevision ?? 0, _table.LastOf(DocumentKind.Revision)));
    }

    private void Copy(DocumentKind kind, StoredDocument stored, ArchiveCopier copier)
    {
        var article = ArticleDocument.Read(stored.Document);
        var saved = article with { Revisions = [.. article.Revisions.Where(number => IsOwn(number, article.Number))] };
        switch (kind)
        {
            case DocumentKind.Article when _table.IsIntact(DocumentKind.Removed, article.Number):
                return;
            case DocumentKind.Article when old.Superseded.Contains(article.Number):
                Note(article, "it went to the bin, for another has its ID");
                copier.Add(Bin.Collection, stored with { Document = ArticleDocument.ToRemoved(saved, DateTime.UtcNow) });
                Removed++;
                return;
            case DocumentKind.Article:
                copier.Add(ArticleDocument.Collection, stored with { Document = ArticleDocument.From(saved) });
                Articles++;
                return;
            case DocumentKind.Removed:
                copier.Add(Bin.Collection, stored with { Document = ArticleDocument.ToRemoved(saved, stored.Document["removed"].AsDateTime) });
                Removed++;
                return;
            default:
                copier.Add(ArticleDocument.Revisions, stored);
                Revisions++;
                return;
        }
    }

    private bool IsOwn(int revision, int article) =>
        _table.IsIntact(DocumentKind.Revision, revision)
        && _table.Find(old.Documents, DocumentKind.Revision, revision) is { } document
        && document["article"].AsInt32 == article;

    private void Note(Article article, string what) =>
        _notes.Add(new Finding(FindingKind.Entry, article.Id, $"{article.Id} \"{article.Title}\": {what}"));
}
