using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Importing;

/// <summary>
/// What an import has made ready for its next batch: documents, packs and run entries. What becomes of an article others
/// decide (<see cref="ArticleWriter"/>, <see cref="OtherArchiveWriter"/>), and put here what they have decided.
/// </summary>
internal sealed class Staging : IDisposable
{
    /// <summary>An article with more older states stays in memory from batch to batch: to load them again takes longer.</summary>
    private const int StatesToKeep = 64;

    private readonly Database _database;
    private readonly Func<Batch, Task> _hand;
    private readonly StoredArticles _articles;
    private readonly UniqueTextWriter _texts;
    private readonly ArticleEntries _entries;

    /// <summary>What already was there and is in this batch, and what has many states, by number.</summary>
    private readonly Dictionary<int, PendingArticle> _pending = [];
    private readonly HashSet<int> _changed = [];

    /// <summary>New articles of the batch that came with older states or into the bin: to be met again, they must be on the disk.</summary>
    private readonly HashSet<int> _whole = [];

    /// <summary>The hashes of the bodies of the batch's new articles.</summary>
    private readonly List<ulong?> _bodies = [];

    private Counters _counters;
    private Task _written = Task.CompletedTask;

    /// <param name="database">The archive.</param>
    /// <param name="catalog">Its catalog as it was when the import began.</param>
    /// <param name="restores">Whether what was removed is to come back.</param>
    /// <param name="hand">Hands a batch to be written; the task ends when it is on disk.</param>
    public Staging(Database database, Catalog catalog, bool restores, Func<Batch, Task> hand)
    {
        (_database, _hand) = (database, hand);
        _texts = new UniqueTextWriter(database, catalog);
        _articles = new StoredArticles(database, catalog);
        _entries = new ArticleEntries(database, catalog);
        _counters = catalog.Counters;
        Known = new KnownArticles(database, catalog, restores, Current, number => Read(number));
    }

    /// <summary>Which articles there are, in the archive and from this import.</summary>
    public KnownArticles Known { get; }

    public Batch Batch { get; private set; } = new();

    /// <summary>Whether the batch could end here without leaving a pack half full.</summary>
    public bool IsBetweenPacks => _texts.IsBetweenPacks;

    /// <summary>The number of an article that is new.</summary>
    public int NextNumber()
    {
        _counters = _counters with { LastArticle = _counters.LastArticle + 1 };
        return _counters.LastArticle;
    }

    /// <summary>Stages a new article with its <see cref="NextNumber"/>.</summary>
    public void Add(Article article, ulong? body)
    {
        _counters = _counters with { Articles = _counters.Articles + 1 };
        Batch.Articles.Add(article);
        _bodies.Add(body);
        if (article.Revisions.Count > 0)
        {
            _whole.Add(article.Number);
        }
    }

    /// <summary>Stages a new article that is in the bin from the beginning.</summary>
    public void AddToBin(Article article, Removal removal)
    {
        Batch.Copies.Add((Bin.Collection, ArticleDocument.ToRemoved(article, removal)));
        _whole.Add(article.Number);
    }

    /// <summary>Stages an older state of an article.</summary>
    /// <returns>Its number.</returns>
    public int AddRevision(Article state, int article, DateTime replaced)
    {
        var number = NextRevision();
        Batch.Revisions.Add(ArticleDocument.ToRevision(state with { Number = article }, number, replaced));
        return number;
    }

    /// <summary>The number of a revision, or of a change that takes one.</summary>
    public int NextRevision()
    {
        _counters = _counters with { LastRevision = _counters.LastRevision + 1 };
        return _counters.LastRevision;
    }

    /// <summary>An article that is there, to be changed; with <see cref="Change"/> the batch has what became of it.</summary>
    public PendingArticle Pending(Guid id, KnownArticle known)
    {
        if (!_pending.TryGetValue(known.Number, out var article))
        {
            var (stored, removal) = Load(id, known);
            var body = IndexInBatch(known.Number) is { } index
                ? _bodies[index]
                : ArticleEntries.HashOfBody(stored, _texts.Read);
            _pending[known.Number] = article = new PendingArticle(
                stored, body, removal, number => _articles.LoadRevision(number).Details.Updated);
        }

        return article;
    }

    public void Change(int number) => _changed.Add(number);

    /// <summary>What the batch has of an article must be on the disk before it can go into the bin.</summary>
    public void SendIfInBatch(int number)
    {
        if (IndexInBatch(number) is not null)
        {
            SendBatch();
        }
    }

    /// <summary>Stages the texts of a state, and the record that names them.</summary>
    /// <param name="format">The name of its format: frames of dumps are shared.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>The record.</returns>
    public TextNumber WriteRecord(string format, Source source, HashedTexts texts)
    {
        var record = new ArticleRecord(source, new TextReferences
        {
            Body = Write(texts.Body, PackUse.Body),
            Similar = Write(texts.Similar, PackUse.Recurring),
            Summary = Write(texts.Summary, PackUse.Body),
            Frame = texts.Frame is not { } frame ? TextNumber.None
                : format == Article.FirstFormat ? _texts.WriteFrame(frame, Batch) : _texts.Write(frame, PackUse.Original, Batch),
            Original = Write(texts.Original, PackUse.Original),
            Form = texts.Form is { } form ? _texts.Add(form, Batch) : TextNumber.None,
        });
        _counters = _counters with { ReferredTexts = _counters.ReferredTexts + record.ReferredTexts };
        return _texts.Add(record.ToBytes(), Batch);
    }

    /// <summary>Reads a text of the archive or of this import.</summary>
    public ReadOnlyMemory<byte> Read(TextNumber number) => _texts.Read(number);

    /// <summary>What the reader has marked in a state.</summary>
    public IReadOnlyList<Highlight> HighlightsOf(Article article)
    {
        if (article.IsDump)
        {
            return [];
        }

        var form = ArticleRecord.ReadReferences(Read(article.Record).Span).Form;
        return form == TextNumber.None ? [] : ArticleForm.From(Read(form).Span).Highlights ?? [];
    }

    /// <summary>Hands over the batch that has been filled; from now on the next one fills.</summary>
    public void SendBatch()
    {
        CompleteArticles();
        _texts.Close(Batch);
        Batch.Counters = _counters = _counters with { LastPack = _texts.LastPack, LastCategory = _entries.LastCategory };
        _written = _hand(Batch);
        Batch = new Batch();
        _whole.Clear();
    }

    public void Dispose() => _texts.Dispose();

    private Article Current(KnownArticle known) => _pending.TryGetValue(known.Number, out var article)
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

        if (id is null || Known.IsFromThisImport(id.Value))
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
        Batch.Purged.AddRange(Known.Purged.TakeChanged());
    }

    private void Complete(PendingArticle pending)
    {
        var (before, bodyBefore, comesBack, leaves) = (pending.Stored, pending.StoredBody, pending.ComesBack, pending.Leaves);
        var now = pending.Complete();
        _counters = _counters with { Articles = _counters.Articles + (comesBack ? 1 : leaves ? -1 : 0) };
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

    private TextNumber[] Write(HashedText[] texts, PackUse use) =>
        Array.ConvertAll(texts, text => _texts.Write(text, use, Batch));

    private void AddEntries(IEnumerable<(RunKind Kind, RunEntry Entry)> entries)
    {
        foreach (var (kind, entry) in entries)
        {
            Batch.Add(kind, entry);
        }
    }
}
