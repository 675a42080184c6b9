using System.Buffers;
using System.Security.Cryptography;
using Archiver.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Storage;
using LiteDB;

namespace Archiver;

/// <summary>
/// An archive: one LiteDB file that holds articles. Open to read it shows the archive as it stood at that moment, while
/// another process may write; open to write it keeps other writers out.
/// </summary>
public sealed class Archive : IDisposable
{
    /// <summary>How many articles are loaded at once where the order of their numbers is not the order wanted.</summary>
    private const int Stride = 256;

    /// <summary>
    /// How many articles are looked at ahead for paragraphs that lie far from their article: as many as memory allows,
    /// since each window may unpack every pack.
    /// </summary>
    private const int StoredWindow = 1 << 14;

    /// <summary>The same where every paragraph may lie anywhere, and is gathered.</summary>
    private const int SortedWindow = 1 << 12;

    private readonly Database _database;
    private readonly Catalog _catalog;
    private readonly Lazy<PackStore> _packs;
    private readonly Lazy<CategoryTable> _categories;

    private Archive(Database database)
    {
        _database = database;
        _catalog = Catalog.From(database.Find(Catalog.Collection, 1)
            ?? throw new ArchiverException(Failure.Damaged, "The archive has lost its catalog. Restore it from a backup."));
        _packs = new Lazy<PackStore>(() => new PackStore(database));
        _categories = new Lazy<CategoryTable>(() => new CategoryTable(database, _catalog));
    }

    /// <summary>How many articles there are.</summary>
    public int Count => _catalog.Articles;

    /// <param name="path">The archive's file.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArchiverException">There is no archive, or it is held or damaged.</exception>
    public static Archive OpenToRead(string path, TimeSpan wait, CancellationToken cancellation) =>
        Open(Database.OpenToRead(path, wait, cancellation));

    /// <summary>As <see cref="OpenToRead"/>, for writing; an archive is made if there is none.</summary>
    public static Archive OpenToWrite(string path, TimeSpan wait, CancellationToken cancellation) =>
        Open(Database.OpenToWrite(path, wait, cancellation));

    /// <summary>The files that belong to the archive at this path.</summary>
    public static IEnumerable<string> FilesOf(string path) => Database.FilesOf(path);

    /// <summary>Imports inputs.</summary>
    /// <param name="inputs">What to import.</param>
    /// <param name="report">
    /// Called in the order of the inputs, with some stretches at a time, once the disk has what became of them.
    /// </param>
    /// <param name="cancellation">Ends the reading; what was read is written, then the call throws.</param>
    public void Import(
        IEnumerable<ImportInput> inputs, Action<IReadOnlyList<StretchReport>> report, CancellationToken cancellation)
    {
        try
        {
            using var importer = new Importer(_database, _catalog);
            importer.Run(inputs, report, cancellation);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>What <see cref="Import"/> would report; nothing is written.</summary>
    /// <param name="archive">Null where there is no archive yet.</param>
    /// <param name="inputs">What would be imported.</param>
    /// <param name="cancellation">Ends the reading; then the call throws.</param>
    public static IEnumerable<StretchReport> TryImport(
        Archive? archive, IEnumerable<ImportInput> inputs, CancellationToken cancellation)
    {
        var known = new KnownArticles(archive?._database, archive?._catalog ?? new Catalog());
        foreach (var input in inputs)
        {
            foreach (var stretch in input.Stretches())
            {
                cancellation.ThrowIfCancellationRequested();
                var dump = stretch.Dump is null ? null : new PreparedDump(stretch.Dump);
                yield return StretchReport.From(input, stretch, dump, known.Preview);
            }
        }
    }

    /// <summary>The article of this ID, of an ID that begins so (four characters or more), or of this URL.</summary>
    /// <exception cref="ArchiverException">There is none, or more than one.</exception>
    public Article Find(string name)
    {
        var found = (ArticlePrefix.TryParse(name, out var prefix)
            ? Load(RunsOf(RunKind.Id).Range(prefix.First, prefix.Last, descending: false).Select(entry => entry.Number))
                .Where(article => prefix.Matches(article.Id))
            : Load(RunsOf(RunKind.Url).Find(RunKey.OfUrl(name)))
                .Where(article => article.Details.Url == name)).Take(2).ToArray();
        return found switch
        {
            [var article] => article,
            [] => throw new ArchiverException(Failure.NotFound,
                $"There is no article {name}. `list` shows the IDs; a URL must be whole."),
            [var first, var second, ..] => throw new ArchiverException(Failure.NotFound,
                $"{name} is not one article: {first.Id} and {second.Id} begin so. Give more characters of the ID."),
        };
    }

    /// <summary>The articles of a selection, in its order, as they are needed.</summary>
    public IEnumerable<Article> Select(Selection selection) => Load(Numbers(selection));

    /// <summary>The same with the articles' text. While one window of articles is read, the next is prepared.</summary>
    public IEnumerable<(Article Article, ArticleText Text)> SelectWithText(Selection selection)
    {
        var inStoredOrder = selection.Order == SortOrder.AsImported;
        var packs = new PackStore(_database);
        Task<FarTexts>? preparing = null;
        uint[] window = [];
        foreach (var next in Numbers(selection).Chunk(inStoredOrder ? StoredWindow : SortedWindow).Append([]))
        {
            var far = preparing?.GetAwaiter().GetResult();
            preparing = next.Length == 0 ? null : Task.Run(() => FarTextsOf(next, inStoredOrder, packs));
            foreach (var article in Load(window))
            {
                yield return (article, ReadText(article, number =>
                    far!.TryGet(number, out var text) ? text : _packs.Value[number]));
            }

            window = next;
        }
    }

    private FarTexts FarTextsOf(uint[] window, bool inStoredOrder, PackStore packs)
    {
        var records = window.Chunk(Stride).SelectMany(Find).Select(ArticleDocument.RecordOf).ToArray();
        Array.Sort(records, (left, right) => left.Value.CompareTo(right.Value));
        var far = new FarTexts();
        foreach (var record in records)
        {
            far.Want(record, ArticleRecord.Read(packs[record].Span).Text, inStoredOrder);
        }

        far.Load(packs);
        return far;
    }

    /// <summary>Each category with its articles' count and first and last date, in the order of the names.</summary>
    public IReadOnlyList<CategorySummary> Categories()
    {
        var summaries = new Dictionary<int, CategorySummary>();
        foreach (var entry in RunsOf(RunKind.Category).Range(0, ulong.MaxValue, descending: false))
        {
            var number = RunKey.CategoryOf(entry.Key);
            if (!summaries.TryGetValue(number, out var summary))
            {
                summaries[number] = summary = new CategorySummary(_categories.Value.NameOf(number));
            }

            summary.Add(RunKey.ToDate(RunKey.DateOf(entry.Key)));
        }

        return [.. summaries.Values.OrderBy(summary => summary.Category, StringComparer.Ordinal)];
    }

    public ArticleText ReadText(Article article) =>
        ReadText(article, number => _packs.Value[number]);

    /// <summary>Writes the bytes the article was imported from, and makes sure that they are those.</summary>
    /// <exception cref="ArchiverException">They are not: the archive is damaged.</exception>
    public void WriteOriginal(Article article, Stream output)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var (source, references) = RecordOf(article, number => _packs.Value[number]);
        if (references.Frame == ParagraphNumber.None)
        {
            foreach (var piece in references.Original)
            {
                bytes.Write(_packs.Value[piece].Span);
            }
        }
        else
        {
            Frame.Rebuild(_packs.Value[references.Frame].Span, ReadText(article), article.Details, bytes);
        }

        if (!SHA256.HashData(bytes.WrittenSpan).AsSpan().SequenceEqual(source.Sha256.Span))
        {
            throw new ArchiverException(Failure.Damaged,
                $"The original of article {article.Id} cannot be rebuilt: what is stored does not have its SHA-256.");
        }

        output.Write(bytes.WrittenSpan);
    }

    public void Dispose() => _database.Dispose();

    private static Archive Open(Database database)
    {
        try
        {
            return new Archive(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static ArticleRecord RecordOf(Article article, Converter<ParagraphNumber, ReadOnlyMemory<byte>> read) =>
        ArticleRecord.Read(read(article.Record).Span);

    private static ArticleText ReadText(Article article, Converter<ParagraphNumber, ReadOnlyMemory<byte>> read)
    {
        var (source, text) = RecordOf(article, read);
        return new ArticleText(
            Array.ConvertAll(text.Body, read),
            Array.ConvertAll(text.Similar, read),
            Array.ConvertAll(text.Summary, read),
            source);
    }

    /// <summary>The numbers of the selected articles, in the selection's order.</summary>
    private IEnumerable<uint> Numbers(Selection selection)
    {
        var numbers = selection.Order switch
        {
            { Field: SortField.Date, Descending: true } => Entries(selection, descending: true).Select(entry => entry.Number),
            { Field: SortField.Date } => OldestFirst(selection),
            { Field: SortField.Imported, Descending: false } => Stored(selection),
            _ => Sorted(selection),
        };
        return selection.Limit is { } limit ? numbers.Take(limit) : numbers;
    }

    /// <summary>Day by day, because of one day the newest import comes first; at the end those without a date.</summary>
    private IEnumerable<uint> OldestFirst(Selection selection)
    {
        var (day, entries) = (0ul, new Stack<uint>());
        foreach (var entry in Entries(selection with { From = selection.From ?? DateOnly.MinValue }, descending: false))
        {
            for (var isNext = entry.Key != day; isNext && entries.TryPop(out var number);)
            {
                yield return number;
            }

            day = entry.Key;
            entries.Push(entry.Number);
        }

        var undated = selection is { From: null, To: null } ? Entries(selection, descending: true).Where(entry => entry.Key == 0) : [];
        foreach (var number in entries.Concat(undated.Select(entry => entry.Number)))
        {
            yield return number;
        }
    }

    private uint[] Stored(Selection selection)
    {
        var numbers = Entries(selection, descending: false).Select(entry => entry.Number).ToArray();
        Array.Sort(numbers);
        return numbers;
    }

    private IEnumerable<uint> Sorted(Selection selection)
    {
        var order = selection.Order;
        var byValue = Comparer<IComparable?>.Create((left, right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => order.Descending ? right.CompareTo(left) : left.CompareTo(right),
        });
        return Load(Stored(selection))
            .Select(article => (Value: order.ValueOf(article), article.Number))
            .OrderBy(key => key.Value, byValue)
            .ThenByDescending(key => key.Number)
            .Select(key => (uint)key.Number);
    }

    /// <summary>The dates and numbers of the selected articles, in the order of the dates.</summary>
    private IEnumerable<RunEntry> Entries(Selection selection, bool descending)
    {
        var first = selection.From is { } from ? RunKey.OfDate(from) : selection.To is null ? 0ul : 1ul;
        var last = selection.To is { } to ? RunKey.OfDate(to) : uint.MaxValue;
        if (selection.Categories.Count == 0)
        {
            return RunsOf(RunKind.Date).Range(first, last, descending);
        }

        var categories = RunsOf(RunKind.Category);
        return RunSet.Merge(selection.Categories.Distinct()
            .Select(name => _categories.Value.NumberOf(name))
            .OfType<int>()
            .Select(number => categories
                .Range(RunKey.OfCategory(number, first), RunKey.OfCategory(number, last), descending)
                .Select(entry => new RunEntry(RunKey.DateOf(entry.Key), entry.Number))), descending);
    }

    private RunSet RunsOf(RunKind kind) =>
        new(_catalog.Runs, kind, block => _database.Find(RunBlock.Collection, block));

    /// <summary>Loads articles in the order of these numbers.</summary>
    private IEnumerable<Article> Load(IEnumerable<uint> numbers)
    {
        foreach (var chunk in numbers.Chunk(Stride))
        {
            var found = Find(chunk).ToDictionary(document => (uint)document["_id"].AsInt32);
            foreach (var number in chunk)
            {
                yield return found.TryGetValue(number, out var document)
                    ? ArticleDocument.Read(document)
                    : throw new ArchiverException(Failure.Damaged,
                        $"Article {number} is missing. Restore the archive from a backup.");
            }
        }
    }

    /// <summary>Numbers that follow one another are one walk through LiteDB's index instead of one for each.</summary>
    private IEnumerable<BsonDocument> Find(uint[] numbers)
    {
        var (first, last) = ((int)numbers[0], (int)numbers[^1]);
        return last - first == numbers.Length - 1 && numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second)
            ? _database.Range(ArticleDocument.Collection, first, last)
            : _database.FindAll(ArticleDocument.Collection, numbers.Select(number => (int)number));
    }
}
