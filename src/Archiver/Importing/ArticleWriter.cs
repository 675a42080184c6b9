using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>Decides what becomes of each dump and stages it: documents, packs and run entries for the next batch.</summary>
/// <param name="database">The archive.</param>
/// <param name="catalog">Its catalog as it was when the import began.</param>
/// <param name="hand">Hands a batch to be written; the task ends when it is on disk.</param>
internal sealed class ArticleWriter(Database database, Catalog catalog, Func<Batch, Task> hand) : IDisposable
{
    private readonly KnownArticles _known = new(database, catalog);
    private readonly StoredArticles _articles = new(database, catalog);
    private readonly PackStore _packs = new(database);
    private readonly ParagraphWriter _paragraphs = new(database, catalog);
    private readonly ArticleEntries _entries = new(database, catalog);

    private Counters _counters = new(
        catalog.Articles, catalog.LastArticle, catalog.LastRevision, catalog.LastPack, catalog.LastCategory, catalog.Volume);

    public Batch Batch { get; private set; } = new();

    /// <summary>Whether the batch could end here without leaving a pack half full.</summary>
    public bool IsBetweenPacks => _paragraphs.IsBetweenPacks;

    public Verdict Stage(PreparedDump dump, string input, DateTime imported)
    {
        var known = _known.Find(dump);
        var verdict = _known.Judge(dump, known);
        if (verdict.Outcome == Outcome.Unchanged)
        {
            return verdict;
        }

        if (known is not { } article)
        {
            _counters = _counters with { Articles = _counters.Articles + 1, LastArticle = _counters.LastArticle + 1 };
            var added = ToArticle(dump, input, imported, _counters.LastArticle);
            Batch.Articles.Add(added);
            AddEntries(_entries.Of(added, dump.BodyHash, Batch));
            _known.Set(dump, known, added.Number);
            return verdict;
        }

        if (_known.IsFromThisImport(dump.Id))
        {
            SendBatch().GetAwaiter().GetResult();
        }

        var current = ArticleDocument.Read(database.Find(ArticleDocument.Collection, article.Number)
            ?? throw new ArchiverException(Failure.Damaged, $"Article {article.Number} is missing."));
        var stated = ToArticle(dump, input, imported, article.Number);
        if (article.IsNewerThan(dump))
        {
            AddOlder(current, stated, imported);
        }
        else
        {
            Replace(current, stated, imported, dump.BodyHash);
        }

        _known.Set(dump, known, article.Number);
        return verdict;
    }

    /// <summary>Hands over the batch that has been filled; from now on the next one fills.</summary>
    public Task SendBatch()
    {
        _paragraphs.Close(Batch);
        Batch.Counters = _counters = _counters with { LastPack = _paragraphs.LastPack, LastCategory = _entries.LastCategory };
        var written = hand(Batch);
        Batch = new Batch();
        return written;
    }

    public void Dispose() => _paragraphs.Dispose();

    private void Replace(Article current, Article stated, DateTime at, ulong? body)
    {
        var stored = WithReads(stated, current, stated) with
        {
            Readings = current.Readings,
            Revisions = [.. current.Revisions, NextRevision()],
        };
        Batch.Revisions.Add(ArticleDocument.ToRevision(current, _counters.LastRevision, at));
        Batch.Updated.Add(stored);

        var before = _entries.Of(current, ArticleEntries.HashOfBody(current, _packs), Batch);
        var now = _entries.Of(stored, body, Batch);
        AddEntries(before.Except(now).Select(stale => (stale.Kind, stale.Entry.AsRemoval())));
        AddEntries(now.Except(before));
    }

    /// <summary>Puts a state before the first one that says it was updated later.</summary>
    private void AddOlder(Article current, Article stated, DateTime at)
    {
        var revisions = current.Revisions.ToList();
        var next = revisions.FindIndex(number =>
            _articles.LoadRevision(number).Details.Updated > stated.Details.Updated);
        revisions.Insert(next < 0 ? revisions.Count : next, NextRevision());
        Batch.Revisions.Add(ArticleDocument.ToRevision(stated, _counters.LastRevision, at));
        Batch.Updated.Add(WithReads(current, current, stated) with { Revisions = revisions });
    }

    /// <summary>An article with the highest figures of both states.</summary>
    private static Article WithReads(Article article, Article first, Article second) => article with
    {
        ImportedReadCount = Higher(first.ImportedReadCount, second.ImportedReadCount),
        ImportedLastRead = Higher(first.ImportedLastRead, second.ImportedLastRead),
    };

    private static T? Higher<T>(T? first, T? second)
        where T : struct => Comparer<T?>.Default.Compare(first, second) > 0 ? first : second;

    private int NextRevision()
    {
        _counters = _counters with { LastRevision = _counters.LastRevision + 1 };
        return _counters.LastRevision;
    }

    private Article ToArticle(PreparedDump prepared, string input, DateTime imported, int number)
    {
        var dump = prepared.Dump;
        var text = new TextReferences
        {
            Body = Write(prepared.Body, recurs: false),
            Similar = Write(prepared.Similar, recurs: true),
            Summary = Write(prepared.Summary, recurs: false),
            Frame = prepared.Frame is { } frame ? _paragraphs.WriteFrame(frame, Batch) : ParagraphNumber.None,
            Original = Write(prepared.Original, recurs: false),
        };
        var record = new ArticleRecord(new Source(input, prepared.Sha256, dump.Original.Length, imported), text);
        _counters = _counters with { Volume = _counters.Volume + Volume.Of(record) };
        return new Article
        {
            Number = number,
            Id = prepared.Id,
            Title = prepared.Title,
            CountedWords = dump.CountedWords,
            Characters = prepared.Characters.Characters,
            CharacterWords = prepared.Characters.Words,
            Details = dump.Details,
            Record = _paragraphs.Add(record.ToBytes(), Batch),
        };
    }

    private ParagraphNumber[] Write(HashedText[] texts, bool recurs)
    {
        var numbers = new ParagraphNumber[texts.Length];
        for (var index = 0; index < texts.Length; index++)
        {
            numbers[index] = _paragraphs.Write(texts[index], recurs, Batch);
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
