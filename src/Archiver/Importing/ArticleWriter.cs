using Archiver.Dumps;
using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>Decides what becomes of each dump and stages it: documents, packs and run entries for the next batch.</summary>
/// <param name="database">The archive.</param>
/// <param name="catalog">Its catalog as it was when the import began.</param>
/// <param name="hand">Hands a batch to be written; the task ends when it is on disk.</param>
internal sealed class ArticleWriter(Database database, Catalog catalog, Func<Batch, Task> hand) : IDisposable
{
    private readonly KnownArticles _known = new(database, catalog);
    private readonly ParagraphWriter _paragraphs = new(database, catalog);
    private readonly CategoryTable _categories = new(database, catalog);

    private Counters _counters = new(
        catalog.Articles, catalog.LastArticle, catalog.LastRevision, catalog.LastPack, catalog.LastCategory);

    public Batch Batch { get; private set; } = new();

    /// <summary>Whether the batch could end here without leaving a pack half full.</summary>
    public bool IsBetweenPacks => _paragraphs.IsBetweenPacks;

    public Outcome Stage(PreparedDump dump, string input, DateTime imported)
    {
        var known = _known.Find(dump.Id);
        if (known is null)
        {
            _counters = _counters with { Articles = _counters.Articles + 1, LastArticle = _counters.LastArticle + 1 };
            var added = ToArticle(dump, input, imported, _counters.LastArticle);
            Batch.Articles.Add(added);
            AddEntries(EntriesOf(added));
            _known.Set(dump.Id, added.Number, dump.Sha256);
            return Outcome.Imported;
        }

        if (known.Value.IsSame(dump.Sha256))
        {
            return Outcome.Unchanged;
        }

        Replace(dump, input, imported, known.Value.Number);
        _known.Set(dump.Id, known.Value.Number, dump.Sha256);
        return Outcome.Updated;
    }

    /// <summary>Hands over the batch that has been filled; from now on the next one fills.</summary>
    public Task SendBatch()
    {
        _paragraphs.Close(Batch);
        Batch.Counters = _counters = _counters with { LastPack = _paragraphs.LastPack };
        var written = hand(Batch);
        Batch = new Batch();
        return written;
    }

    public void Dispose() => _paragraphs.Dispose();

    private void Replace(PreparedDump dump, string input, DateTime imported, int number)
    {
        if (_known.IsFromThisImport(dump.Id))
        {
            SendBatch().GetAwaiter().GetResult();
        }

        var replaced = ArticleDocument.Read(database.Find(ArticleDocument.Collection, number)
            ?? throw new ArchiverException(Failure.Damaged, $"Article {number} is missing."));
        var revision = _counters.LastRevision + 1;
        _counters = _counters with { LastRevision = revision };
        var stored = ToArticle(dump, input, imported, number) with { Revisions = [.. replaced.Revisions, revision] };
        Batch.Revisions.Add(ArticleDocument.ToRevision(replaced, revision, imported));
        Batch.Updated.Add(stored);

        var before = EntriesOf(replaced);
        var now = EntriesOf(stored);
        AddEntries(before.Except(now).Select(stale => (stale.Kind, stale.Entry.AsRemoval())));
        AddEntries(now.Except(before));
    }

    private Article ToArticle(PreparedDump prepared, string input, DateTime imported, int number)
    {
        var dump = prepared.Dump;
        var text = new TextReferences
        {
            Body = Write(prepared.Body, recurs: false),
            Similar = Write(prepared.Similar, recurs: true),
            Summary = Write(prepared.Summary, recurs: false),
            Frame = prepared.Frame is { } frame ? _paragraphs.Write(frame, recurs: true, Batch) : ParagraphNumber.None,
            Original = Write(prepared.Original, recurs: false),
        };
        var record = new ArticleRecord(new Source(input, prepared.Sha256, dump.Original.Length, imported), text);
        return new Article
        {
            Number = number,
            Id = prepared.Id,
            Title = prepared.Body.Length > 0 ? Lead.Title(prepared.Body[0].Text.Span) : null,
            CountedWords = dump.CountedWords,
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

    private List<(RunKind Kind, RunEntry Entry)> EntriesOf(Article article)
    {
        var number = (uint)article.Number;
        var date = RunKey.OfDate(article.Details.Date);
        var category = CategoryNumber(article.Details.Category);
        List<(RunKind, RunEntry)> entries =
        [
            (RunKind.Id, new RunEntry(RunKey.OfId(article.Id), number)),
            (RunKind.Date, new RunEntry(date, number)),
            (RunKind.Category, new RunEntry(RunKey.OfCategory(category, date), number)),
        ];
        if (article.Details.Url is { } url)
        {
            entries.Add((RunKind.Url, new RunEntry(RunKey.OfUrl(url), number)));
        }

        return entries;
    }

    private int CategoryNumber(string? name)
    {
        if (_categories.NumberOf(name) is { } number)
        {
            return number;
        }

        number = _counters.LastCategory + 1;
        _counters = _counters with { LastCategory = number };
        _categories.Add(name!, number);
        Batch.Categories.Add(CategoryTable.ToDocument(name!, number));
        return number;
    }
}
