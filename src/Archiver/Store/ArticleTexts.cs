using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents;
using Archiver.Store.Packs;

namespace Archiver.Store;

/// <summary>Reads the text of one article, or of many in a row.</summary>
internal sealed class ArticleTexts(Database database, StoredArticles articles)
{
    /// <summary>The first window where everything will be read: small, for nothing is read beside its preparation.</summary>
    private const int FirstWindow = 1 << 12;

    /// <summary>
    /// The first window where the reader may stop early: even smaller, so that little is read in vain.
    /// </summary>
    private const int FirstWindowCutShort = 1 << 6;

    public static ArticleRecord RecordOf(Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read) =>
        ArticleRecord.Read(read(article.Record).Span);

    public static ArticleText Read(Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read) =>
        WithAdded(RecordOf(article, read).ReadText(read), article);

    /// <summary>A text with what other states of its article add, and with what the reader has highlighted in it.</summary>
    public static ArticleText WithAdded(ArticleText text, Article article) => article.Added?.Highlights is null && article.Notes.Count == 0
        ? text : text with { Highlights = Joined(text.Highlights.Union(article.Added?.Highlights ?? []), new ReaderNotes(article.Notes)) };

    /// <summary>What the reader says of a text that an input has as well, an own export say, is what counts.</summary>
    private static Highlight[] Joined(IEnumerable<Highlight> stated, ReaderNotes own) =>
        [.. stated.Where(highlight => !own.IsAbout(highlight)), .. own.Highlights];

    /// <summary>
    /// Reads articles with their text. A window of articles is looked through ahead for paragraphs that lie far from
    /// their article, while the window before it is read. Since each window may unpack every pack, windows grow to what
    /// memory allows. Unless it may stop early, all of it happens on another thread, ahead of who takes the articles.
    /// </summary>
    /// <param name="numbers">The articles' numbers.</param>
    /// <param name="inStoredOrder">Whether they rise.</param>
    /// <param name="isCutShort">Whether the reader may stop early: then the first windows are small.</param>
    /// <param name="parts">What of them is read.</param>
    public IEnumerable<(Article Article, ArticleText Text)> Read(
        IEnumerable<uint> numbers, bool inStoredOrder, bool isCutShort = false, ArticleParts parts = ArticleParts.Text)
    {
        var read = ReadWindows(numbers, inStoredOrder, isCutShort ? FirstWindowCutShort : FirstWindow, parts);

        // An original is read while its article is the last that was taken.
        return isCutShort || parts == ArticleParts.Original ? read : read.Ahead();
    }

    private static ArticleText Read(Article article, ArticleParts parts, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var record = RecordOf(article, read);
        return parts switch
        {
            ArticleParts.Summary => record.ReadSummary(read),
            ArticleParts.Original => WithAdded(record.ReadText(read), article) with { ReadOriginal = () => record.Original(article, read) },
            _ => WithAdded(record.ReadText(read), article),
        };
    }

    private IEnumerable<(Article Article, ArticleText Text)> ReadWindows(
        IEnumerable<uint> numbers, bool inStoredOrder, int size, ArticleParts parts)
    {
        var packs = new PackStore(database);
        var ahead = packs.Cursor();
        using var stopped = new CancellationTokenSource();
        using var source = numbers.GetEnumerator();
        var window = Window(source, size);
        var preparing = Prepare(window);
        try
        {
            while (window.Length > 0)
            {
                var far = preparing.GetAwaiter().GetResult();
                size = far.NextWindow(size, inStoredOrder);
                var next = Window(source, size);
                preparing = Prepare(next);
                Converter<TextNumber, ReadOnlyMemory<byte>> read =
                    number => packs.TryGet(number, out var text) || far.TryGet(number, out text) ? text : packs[number];
                foreach (var article in articles.Load(window))
                {
                    yield return (article, Read(article, parts, read));
                }

                window = next;
            }
        }
        finally
        {
            // Who stops reading may close the archive, and nothing must read it then. How the task ends is nobody's concern.
            stopped.Cancel();
            preparing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }

        Task<FarTexts> Prepare(uint[] window) => Task.Run(() => FarTextsOf(window, inStoredOrder, parts, ahead, stopped.Token));
    }

    private static uint[] Window(IEnumerator<uint> numbers, int size)
    {
        var window = new List<uint>();
        while (window.Count < size && numbers.MoveNext())
        {
            window.Add(numbers.Current);
        }

        return [.. window];
    }

    private FarTexts FarTextsOf(uint[] window, bool inStoredOrder, ArticleParts parts, PackCursor ahead, CancellationToken cancellation)
    {
        var records = articles.Records(window).ToArray();
        Array.Sort(records, (left, right) => left.Value.CompareTo(right.Value));
        var wanted = new List<TextNumber>();
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            FarTexts.Want(wanted, record, ArticleRecord.ReadReferences(ahead[record]), inStoredOrder, parts);
        }

        return FarTexts.Load(wanted, ahead, cancellation);
    }
}
