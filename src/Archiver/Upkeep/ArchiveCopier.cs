using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Upkeep;

/// <summary>
/// Fills a new archive with articles and their revisions from another. Numbers stay as they are, and so do all fields;
/// texts move into full packs, in the order of the articles, and only those that something refers to.
/// </summary>
internal sealed class ArchiveCopier
{
    /// <summary>A transaction holds about this many bytes of text.</summary>
    private const long BatchSize = 4 << 20;
    private const int BatchDocuments = 4096;

    private readonly Database _target;
    private readonly Catalog _catalog;
    private readonly PackWriter _texts;
    private readonly ArticleEntries _entries;
    private readonly BatchWriter _writer;
    private readonly Batch _runs = new();
    private readonly NumberMap _numbers = new();
    private readonly Dictionary<Guid, DateOnly> _purged = [];
    private Batch _batch = new();
    private int _articles;
    private ReferredTexts _volume;
    private long _transaction;

    /// <param name="target">An archive without articles.</param>
    public ArchiveCopier(Database target)
    {
        _target = target;
        _catalog = Catalog.Read(target);
        _texts = new PackWriter(_catalog.LastPack);
        _entries = new ArticleEntries(target, _catalog);
        _writer = new BatchWriter(target, _catalog);
    }

    /// <summary>The last number that a document of a pack has taken.</summary>
    public int LastPack => _texts.LastPack;

    /// <summary>Whether a text of the other archive has not been copied yet.</summary>
    public bool IsNew(TextNumber number) => _numbers[number] == TextNumber.None;

    /// <summary>Notes that an article is gone for good; one that is copied all the same is not.</summary>
    public void AddPurged(Guid id, DateOnly day) => _purged.TryAdd(id, day);

    /// <summary>Copies a document with its texts, after all that is purged was noted.</summary>
    /// <param name="collection">Where it belongs. What is among the articles is found by ID, URL, date and category.</param>
    /// <param name="stored">The document. All that are copied come from the same archive.</param>
    /// <exception cref="ArchiverException">It is damaged, or what it refers to; it is not copied then.</exception>
    public void Add(string collection, StoredDocument stored)
    {
        var (document, (source, text), read) = stored;
        var article = ArticleDocument.Read(document);
        var copied = new TextReferences
        {
            Body = Copy(text.Body, PackUse.Body, read),
            Similar = Copy(text.Similar, PackUse.Recurring, read),
            Summary = Copy(text.Summary, PackUse.Body, read),
            Frame = text.Frame == TextNumber.None ? TextNumber.None
                : article.Format == Article.FirstFormat ? CopyFrame(text.Frame, read) : Copy(text.Frame, PackUse.Original, read),
            Original = Copy(text.Original, PackUse.Original, read),
            Form = text.Form == TextNumber.None ? TextNumber.None : _texts.Add(read(text.Form).Span, PackUse.Body, _batch),
        };
        var record = new ArticleRecord(source, copied);
        var bytes = record.ToBytes();
        var place = _texts.Add(bytes, PackUse.Body, _batch);
        _volume += record.ReferredTexts;
        _batch.Bytes += bytes.Length;
        _batch.Copies.Add((collection, new DocumentBuilder(document).With("record", (int)place.Value).Seal()));
        if (collection != ArticleDocument.Revisions)
        {
            _purged.Remove(article.Id);
        }

        if (collection == ArticleDocument.Collection)
        {
            _articles++;
            var body = RunKey.HashOfBody(Array.ConvertAll(text.Body, number => Checksum.Of(read(number).Span)));
            foreach (var (kind, entry) in _entries.Of(article, body, _batch))
            {
                _batch.Add(kind, entry);
            }
        }

        if (_batch.Bytes >= (_texts.IsBetweenPacks ? BatchSize : 2 * BatchSize) || _batch.Copies.Count >= BatchDocuments)
        {
            SendBatch();
        }
    }

    /// <summary>Writes what is left, and what finds the articles.</summary>
    /// <param name="lastArticle">The last number that an article of the other archive had: it is not used again.</param>
    /// <param name="lastRevision">
    /// The last number that a revision of the other archive had: it is not used again.
    /// </param>
    public void Complete(int lastArticle, int lastRevision)
    {
        SendBatch();
        (_catalog.LastArticle, _catalog.LastRevision) = (lastArticle, lastRevision);
        var purged = PurgedIds.ToDocuments(_purged).ToArray();
        if (purged.Length > 0)
        {
            _target.WaitFor(_target.InTransaction(() =>
            {
                _target.Insert(PurgedIds.Collection, purged);
                _catalog.LastPurged = purged.Length;
                _target.Update(Catalog.Collection, [_catalog.WriteChanged()]);
            }));
        }

        _writer.WriteRuns(_runs);
        _target.Finish();
    }

    private TextNumber[] Copy(
        TextNumber[] numbers, PackUse use, Converter<TextNumber, ReadOnlyMemory<byte>> read) =>
        Array.ConvertAll(numbers, number => Copy(number, use, read));

    private TextNumber Copy(
        TextNumber number, PackUse use, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        if (IsNew(number))
        {
            var text = read(number).Span;
            var copy = _numbers[number] = _texts.Add(text, use, _batch);
            _batch.Add(RunKind.Text, new RunEntry(RunKey.OfText(Checksum.Of(text)), copy.Value));
            _batch.Bytes += text.Length;
        }

        return _numbers[number];
    }

    /// <summary>Frames of dumps are stored twice, as an import does.</summary>
    private TextNumber CopyFrame(TextNumber number, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        if (!IsNew(number) || read(number).Span is var text && text.Length > UniqueTextWriter.LongestCopied)
        {
            return Copy(number, PackUse.Recurring, read);
        }

        var second = _texts.Add(text, PackUse.Body, _batch);
        _batch.Add(RunKind.Text, new RunEntry(RunKey.OfText(Checksum.Of(text)), second.Value));
        _batch.Bytes += text.Length;
        var first = Copy(number, PackUse.Recurring, read);
        return _numbers[number] = first.Value < second.Value ? first : second;
    }

    /// <summary>One batch is written while the disk syncs the one before.</summary>
    private void SendBatch()
    {
        _texts.Close(_batch);
        _batch.Counters = _catalog.Counters with { Articles = _articles, LastPack = _texts.LastPack, LastCategory = _entries.LastCategory, ReferredTexts = _volume };
        _batch.MoveEntriesTo(_runs);
        _target.WaitFor(_transaction);
        _transaction = _writer.Write(_batch);
        _batch = new Batch();
    }

    /// <summary>What numbers the texts have in the new archive: four bytes a text, pack by pack.</summary>
    private sealed class NumberMap
    {
        private uint[]?[] _packs = [];

        public TextNumber this[TextNumber number]
        {
            get => number.Pack < _packs.Length && _packs[number.Pack] is { } pack && number.Place < pack.Length
                ? new TextNumber(pack[number.Place])
                : TextNumber.None;
            set
            {
                if (number.Pack >= _packs.Length)
                {
                    Array.Resize(ref _packs, Math.Max(number.Pack + 1, _packs.Length * 2));
                }

                ref var pack = ref _packs[number.Pack];
                if (pack is null || number.Place >= pack.Length)
                {
                    Array.Resize(ref pack, Math.Max(number.Place + 1, pack?.Length * 2 ?? 16));
                }

                pack[number.Place] = value.Value;
            }
        }
    }
}
