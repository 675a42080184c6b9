using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing.Meeting;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Importing;

/// <summary>Decides what becomes of each dump and stages it: documents, packs and run entries for the next batch.</summary>
internal sealed partial class ArticleWriter : IDisposable
{
    /// <summary>An article with more older states stays in memory from batch to batch: to load them again takes longer.</summary>
    private const int StatesToKeep = 64;

    private readonly Database _database;
    private readonly bool _restores;
    private readonly Func<Batch, Task> _hand;
    private readonly KnownArticles _known;
    private readonly StoredArticles _articles;
    private readonly UniqueTextWriter _paragraphs;
    private readonly ArticleEntries _entries;

    /// <summary>What already was there and is in this batch, and what has many states, by number.</summary>
    private readonly Dictionary<int, PendingArticle> _pending = [];
    private readonly HashSet<int> _changed = [];

    /// <summary>The hashes of the bodies of the batch's new articles.</summary>
    private readonly List<ulong?> _bodies = [];

    private Counters _counters;
    private Task _written = Task.CompletedTask;

    /// <param name="database">The archive.</param>
    /// <param name="catalog">Its catalog as it was when the import began.</param>
    /// <param name="restores">Whether what was removed is to come back.</param>
    /// <param name="hand">Hands a batch to be written; the task ends when it is on disk.</param>
    public ArticleWriter(Database database, Catalog catalog, bool restores, Func<Batch, Task> hand)
    {
        (_database, _restores, _hand) = (database, restores, hand);
        _paragraphs = new UniqueTextWriter(database, catalog);
        _known = new KnownArticles(database, catalog, restores, StagedArticle, number => _paragraphs.Read(number));
        _articles = new StoredArticles(database, catalog);
        _entries = new ArticleEntries(database, catalog);
        _counters = catalog.Counters;
    }

    public Batch Batch { get; private set; } = new();

    /// <summary>Whether the batch could end here without leaving a pack half full.</summary>
    public bool IsBetweenPacks => _paragraphs.IsBetweenPacks;

    public Verdict Stage(PreparedArticle dump, string input, DateTime imported)
    {
        var found = _known.Find(dump);
        var verdict = _known.Judge(dump, found);
        if (!verdict.IsChange)
        {
            return verdict;
        }

        if (found is not { } known)
        {
            Add(dump, input, imported, verdict);
            return verdict;
        }

        var article = Pending(dump.Id, known);
        if (verdict.IsNewState)
        {
            AddState(article, dump, input, imported, isOlder: known.StaysBefore(dump));
        }

        if (verdict.ComesBack)
        {
            article.BringBack();
            _counters = _counters with { Articles = _counters.Articles + 1 };
        }

        _changed.Add(known.Number);
        _known.Set(dump, isFirst: false, known.Number, verdict);
        return verdict;
    }

    /// <summary>Hands over the batch that has been filled; from now on the next one fills.</summary>
    public void SendBatch()
    {
        CompleteArticles();
        _paragraphs.Close(Batch);
        Batch.Counters = _counters = _counters with { LastPack = _paragraphs.LastPack, LastCategory = _entries.LastCategory };
        _written = _hand(Batch);
        Batch = new Batch();
        _whole.Clear();
    }

    public void Dispose() => _paragraphs.Dispose();

    private void Add(PreparedArticle dump, string input, DateTime imported, Verdict verdict)
    {
        _counters = _counters with { Articles = _counters.Articles + 1, LastArticle = _counters.LastArticle + 1 };
        Batch.Articles.Add(ToArticle(dump, input, imported, _counters.LastArticle));
        _bodies.Add(dump.BodyHash);
        _known.Purged.Remove(dump.Id);
        _known.Set(dump, isFirst: true, _counters.LastArticle, verdict);
    }

    private void AddState(PendingArticle article, PreparedArticle dump, string input, DateTime imported, bool isOlder)
    {
        var current = article.Current;
        var stated = ToArticle(dump, input, imported, current.Number);
        _counters = _counters with { LastRevision = _counters.LastRevision + 1 };
        Batch.Revisions.Add(ArticleDocument.ToRevision(isOlder ? stated : current, _counters.LastRevision, imported));
        if (isOlder)
        {
            article.AddOlder(stated, _counters.LastRevision, dump.Stated.Highlights);
        }
        else
        {
            article.Replace(stated, dump.BodyHash, _counters.LastRevision, HighlightsOf(current));
        }
    }

    private IReadOnlyList<Highlight> HighlightsOf(Article article)
    {
        if (article.Format == DumpFormat.FormatName)
        {
            return [];
        }

        var form = ArticleRecord.ReadReferences(_paragraphs.Read(article.Record).Span).Form;
        return form == TextNumber.None ? [] : ArticleForm.From(_paragraphs.Read(form).Span).Highlights ?? [];
    }

    private PendingArticle Pending(Guid id, KnownArticle known)
    {
        if (!_pending.TryGetValue(known.Number, out var article))
        {
            var (stored, removal) = Load(id, known);
            var body = IndexInBatch(known.Number) is { } index ? _bodies[index] : ArticleEntries.HashOfBody(stored, _paragraphs.Read);
            _pending[known.Number] = article = new PendingArticle(
                stored, body, removal, number => _articles.LoadRevision(number).Details.Updated);
        }

        return article;
    }

    private Article StagedArticle(KnownArticle known) => _pending.TryGetValue(known.Number, out var article)
        ? article.Current
        : Load(null, known).Article;

    /// <param name="id">Its ID, where it may not be from this import.</param>
    /// <param name="known">The article.</param>
    private (Article Article, Removal? Removal) Load(Guid? id, KnownArticle known)
    {
        if (_whole.Contains(known.Number))
        {
            SendBatch();
        }

        if (IndexInBatch(known.Number) is { } index)
        {
            return (Batch.Articles[index], null);
        }

        if (id is null || _known.IsFromThisImport(id.Value))
        {
            // It came with a batch before this one.
            _written.GetAwaiter().GetResult();
        }

        var document = _database.Find(known.IsRemoved ? Bin.Collection : ArticleDocument.Collection, known.Number)
            ?? throw new ArchiverException(Failure.Damaged, $"Article {known.Number} is missing.");
        return (ArticleDocument.Read(document), known.IsRemoved ? Removal.Of(document) : null);
    }

    /// <summary>Where a new article stands in the batch: their numbers rise.</summary>
    private int? IndexInBatch(int number)
    {
        var (low, high) = (0, Batch.Articles.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Batch.Articles[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low < Batch.Articles.Count && Batch.Articles[low].Number == number ? low : null;
    }

    private void CompleteArticles()
    {
        foreach (var number in _changed)
        {
            Complete(_pending[number]);
        }

        foreach (var (article, body) in Batch.Articles.Zip(_bodies))
        {
            AddEntries(_entries.Of(article, body, Batch));
        }

        foreach (var number in _pending.Where(pair => pair.Value.States <= StatesToKeep).Select(pair => pair.Key).ToArray())
        {
            _pending.Remove(number);
        }

        _changed.Clear();
        _bodies.Clear();
        Batch.Purged.AddRange(_known.Purged.TakeChanged());
    }

    private void Complete(PendingArticle pending)
    {
        var (before, bodyBefore, comesBack, leaves) = (pending.Stored, pending.StoredBody, pending.ComesBack, pending.Leaves);
        var now = pending.Complete();
        if (IndexInBatch(now.Number) is { } index)
        {
            (Batch.Articles[index], _bodies[index]) = (now, pending.Body);
        }
        else if (leaves)
        {
            Batch.Binned.Add((now, pending.Removal!.Value));
            AddEntries(_entries.Of(before, bodyBefore, Batch).Select(entry => (entry.Kind, entry.Entry.AsRemoval())));
        }
        else if (pending.Removal is { } removal)
        {
            Batch.UpdatedInBin.Add((now, removal));
        }
        else if (comesBack)
        {
            Batch.BroughtBack.Add(now);
            AddEntries(_entries.Of(now, pending.Body, Batch));
        }
        else
        {
            Batch.Updated.Add(now);
            var (stale, entries) = (_entries.Of(before, bodyBefore, Batch), _entries.Of(now, pending.Body, Batch));
            AddEntries(stale.Except(entries).Select(entry => (entry.Kind, entry.Entry.AsRemoval())));
            AddEntries(entries.Except(stale));
        }
    }

    private Article ToArticle(PreparedArticle prepared, string input, DateTime imported, int number)
    {
        var dump = prepared.Stated;
        return new Article
        {
            Number = number,
            Id = prepared.Id,
            Title = prepared.Title,
            Format = dump.Format,
            CountedWords = dump.CountedWords,
            Characters = prepared.Characters.Characters,
            CharacterWords = prepared.Characters.Words,
            Details = dump.Details,
            Record = WriteRecord(dump.Format, new Source(input, prepared.Sha256, dump.Original.Length, imported),
                prepared.Body, prepared.Similar, prepared.Summary, prepared.Frame, prepared.Original, prepared.Form),
        };
    }

    private TextNumber WriteRecord(
        string format, Source source, HashedText[] body, HashedText[] similar, HashedText[] summary, HashedText? frame, HashedText[] original, byte[]? form)
    {
        var text = new TextReferences
        {
            Body = Write(body, PackUse.Body),
            Similar = Write(similar, PackUse.Recurring),
            Summary = Write(summary, PackUse.Body),
            Frame = frame is not { } shape ? TextNumber.None
                : format == DumpFormat.FormatName ? _paragraphs.WriteFrame(shape, Batch) : _paragraphs.Write(shape, PackUse.Original, Batch),
            Original = Write(original, PackUse.Original),
            Form = form is null ? TextNumber.None : _paragraphs.Add(form, Batch),
        };
        var record = new ArticleRecord(source, text);
        _counters = _counters with { ReferredTexts = _counters.ReferredTexts + record.ReferredTexts };
        return _paragraphs.Add(record.ToBytes(), Batch);
    }

    private TextNumber[] Write(HashedText[] texts, PackUse use)
    {
        var numbers = new TextNumber[texts.Length];
        for (var index = 0; index < texts.Length; index++)
        {
            numbers[index] = _paragraphs.Write(texts[index], use, Batch);
        }

        return numbers;
    }

    private void AddEntries(IEnumerable<(RunKind Kind, RunEntry Entry)> entries)
    {
        foreach (var (kind, entry) in entries)
        {
            Batch.Add(kind, entry);
        }
    }
}
