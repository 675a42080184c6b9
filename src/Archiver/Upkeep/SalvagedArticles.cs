using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <summary>
/// What is saved of a damaged archive: every article, article in the bin and revision that can be read, with what can be
/// read of its text. What was removed stays removed: a number that is in both is in the bin, and so is the older of two
/// articles with one ID.
/// </summary>
internal sealed class SalvagedArticles
{
    private readonly Verification _old;
    private readonly DocumentTable _table;
    private readonly DateTime _now;
    private readonly List<Finding> _notes = [];
    private readonly PackStore _packs;
    private readonly Lazy<SpareFrames> _spareFrames;

    /// <param name="old">The damaged archive.</param>
    /// <param name="now">The time now, in UTC: then what cannot stay goes to the bin.</param>
    public SalvagedArticles(Verification old, DateTime now)
    {
        (_old, _table, _now) = (old, old.Table, now);
        _packs = new PackStore(_table.Finder(old.Documents, DocumentKind.Pack));
        _spareFrames = new(() => SpareFrames.Find(old));
    }

    public int Articles { get; private set; }

    public int Removed { get; private set; }

    public int Revisions { get; private set; }

    public int Saved => Articles + Removed + Revisions;

    public SalvageLosses Losses { get; private set; }

    /// <summary>Whether no document was left behind.</summary>
    public bool IsEverythingSaved { get; private set; } = true;

    /// <summary>What was not saved as it was.</summary>
    public IReadOnlyList<Finding> Notes => _notes;

    public void CopyTo(ArchiveCopier copier, Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var (done, total) = (0, Verification.Articles.Sum(kind => _table[kind].Count));
        foreach (var list in _table.Range(_old.Documents, DocumentKind.Purged, 1, int.MaxValue))
        {
            foreach (var (id, day) in PurgedIds.EntriesOf(list[PurgedIds.Field].AsBinary.ToArray()))
            {
                copier.AddPurged(id, day);
            }
        }

        foreach (var kind in Verification.Articles)
        {
            var texts = new StoredTexts(
                (first, last) => _table.Range(_old.Documents, kind, first, last), _packs, _old.Texts.Has,
                (document, _) => Copy(kind, new StoredDocument(document, ArticleRecord.Lost, Read), 1, copier));
            foreach (var stored in texts.Of(_table.LastOf(kind), copier.IsNew))
            {
                cancellation.ThrowIfCancellationRequested();
                Copy(kind, stored, 0, copier);
                report(new MaintenanceProgress(MaintenanceStep.CopyArticles, ++done, total));
            }
        }

        var last = Math.Max(_table.LastOf(DocumentKind.Article), _table.LastOf(DocumentKind.Removed));
        last = Math.Max(last, _old.Catalog?.LastArticle ?? 0);
        foreach (var orphan in new OrphanTexts(_old, Read, _now).Find(last, cancellation))
        {
            copier.Add(orphan.Collection, orphan.Stored);
            (Articles, Removed) = orphan.Collection == Bin.Collection ? (Articles, Removed + 1) : (Articles + 1, Removed);
            Losses = Losses with { Details = Losses.Details + 1, Text = Losses.Text + (orphan.Article.Lost > 0 ? 1 : 0) };
            Note(orphan.Article, orphan.What);
            last = Math.Max(last, orphan.Article.Number);
        }

        copier.Complete(last, Math.Max(_old.Catalog?.LastRevision ?? 0, _table.LastOf(DocumentKind.Revision)));
    }

    private ReadOnlyMemory<byte> Read(TextNumber number) => _packs[number];

    /// <param name="kind">What it is.</param>
    /// <param name="stored">The document, with the record that can be read.</param>
    /// <param name="lost">How many texts are lost with its record.</param>
    /// <param name="copier">Where it goes.</param>
    private void Copy(DocumentKind kind, StoredDocument stored, int lost, ArchiveCopier copier)
    {
        var number = stored.Document.Number;
        var removal = Removal.Of(stored.Document);
        var (replacedOf, replaced) = (stored.Document["article"u8].AsInt32, stored.Document["replaced"u8].AsTime);
        if (Findings.Try(() => _ = ArticleDocument.Read(stored.Document)) is not null
            || (kind == DocumentKind.Removed && removal is null)
            || (kind == DocumentKind.Revision && (replacedOf is null || replaced is null)))
        {
            // What it says cannot be; its text is found as that of one whose document is lost.
            IsEverythingSaved = false;
            return;
        }

        var article = ArticleDocument.Read(stored.Document);
        if (kind == (IsInBin(article.Number) ? DocumentKind.Article : DocumentKind.Removed) && _table.Has(DocumentKind.Article, number)
            && _table.Has(DocumentKind.Removed, number))
        {
            return;
        }

        var isBroken = lost > 0 || _table.StateOf(kind, number).HasFlag(DocumentTable.RowState.Broken);
        var saved = isBroken ? Mend(article, stored, lost, out var record) : (article, record = stored.Record).article;
        saved = saved with { Revisions = [.. saved.Revisions.Where(revision => IsOwn(revision, article.Number))] };
        var isRemoved = kind == DocumentKind.Removed || (kind == DocumentKind.Article && _old.Superseded.Contains(number));
        var collection = kind == DocumentKind.Revision ? ArticleDocument.Revisions
            : isRemoved ? Bin.Collection : ArticleDocument.Collection;
        if (isRemoved && kind == DocumentKind.Article)
        {
            Note(article, "it went to the bin, for another has its ID");
        }

        var document = kind switch
        {
            DocumentKind.Revision => ArticleDocument.ToRevision(saved with { Number = replacedOf!.Value }, number, replaced!.Value),
            DocumentKind.Removed => ArticleDocument.ToRemoved(saved, removal!.Value),
            _ when isRemoved => ArticleDocument.ToRemoved(saved, new Removal(_now)),
            _ => ArticleDocument.From(saved),
        };
        copier.Add(collection, stored with { Document = document.ToDocument(), Record = record });
        (Articles, Removed, Revisions) = kind == DocumentKind.Revision ? (Articles, Removed, Revisions + 1)
            : isRemoved ? (Articles, Removed + 1, Revisions) : (Articles + 1, Removed, Revisions);
    }

    /// <summary>What is left of an article that is not right with all that it refers to, and whatever can be put right in it.</summary>
    private Article Mend(Article article, StoredDocument stored, int lost, out ArticleRecord record)
    {
        var text = stored.Record.Text;
        var left = text with
        {
            Body = Array.FindAll(text.Body, _old.Texts.Has),
            Similar = Array.FindAll(text.Similar, _old.Texts.Has),
            Summary = Array.FindAll(text.Summary, _old.Texts.Has),
            Frame = text.Frame == TextNumber.None || _old.Texts.Has(text.Frame) ? text.Frame : _spareFrames.Value.Of(text.Frame),
        };
        lost += text.All.Count() - left.All.Count();
        if (left.Body.Length < text.Body.Length || !_old.Texts.Has(text.Form))
        {
            // The form says what each paragraph is, one by one.
            lost += left.Body.Length < text.Body.Length || text.Form == TextNumber.None ? 0 : 1;
            left = left with { Form = TextNumber.None };
        }

        record = stored.Record with { Text = left };
        var whole = record;
        var isLost = article.Lost is not null || lost > 0 || !text.Original.All(_old.Texts.Has) || !left.HasOriginal
            || (left.Frame != TextNumber.None && left.Original.Length > 0)
            || Findings.Try(() => Prove(whole.Original(article, stored.Read).Length == whole.Source.Bytes)) is not null;
        if (isLost)
        {
            record = record with { Text = left with { Frame = TextNumber.None, Original = [] } };
            var isText = lost > 0;
            if (isText || article.Lost is null)
            {
                Losses = isText
                    ? Losses with { Text = Losses.Text + 1 }
                    : Losses with { Original = Losses.Original + 1 };
                Note(article, stored.Record.Text.All.Any() ? isText ? $"{lost} of its texts are lost" : "its original is lost"
                    : "its text is lost");
            }
        }

        var words = left.Body.Sum(paragraph => WordCount.Of(stored.Read(paragraph).Span));
        var characters = left.Body.Aggregate(default(CharacterCount),
            (sum, paragraph) => sum + CharacterCount.Of(stored.Read(paragraph).Span));
        return article with
        {
            CountedWords = words,
            Characters = characters.Characters,
            CharacterWords = characters.Words,
            Readings = [.. article.Readings.Distinct().Order()],
            Lost = isLost ? (article.Lost ?? 0) + lost : null,
        };

        static void Prove(bool isSo)
        {
            if (!isSo)
            {
                throw new InvalidDataException();
            }
        }
    }

    /// <summary>What an index leads to counts more than what it does not; else what was removed stays removed.</summary>
    private bool IsInBin(int number)
    {
        var (removed, article) = (_table.StateOf(DocumentKind.Removed, number), _table.StateOf(DocumentKind.Article, number));
        return removed.HasFlag(DocumentTable.RowState.Intact) && (!removed.HasFlag(DocumentTable.RowState.Stray)
            || article.HasFlag(DocumentTable.RowState.Stray) || !article.HasFlag(DocumentTable.RowState.Intact));
    }

    private bool IsOwn(int revision, int article) =>
        _table.Find(_old.Documents, DocumentKind.Revision, revision) is { } document && document["article"u8].AsInt32 == article
        && document["replaced"u8].AsTime is not null && Findings.Try(() => _ = ArticleDocument.Read(document)) is null;

    private void Note(Article article, string what) =>
        _notes.Add(new Finding(FindingKind.Entry, article.Id, $"{article.Id} \"{article.Title}\": {what}"));
}
