namespace Archiver.Storage;

/// <summary>Reads the text of one article, or of many in a row.</summary>
internal sealed class ArticleTexts(Database database, StoredArticles articles, Lazy<PackStore> packs)
{
    /// <summary>
    /// How many articles are looked at ahead for paragraphs that lie far from their article: as many as memory allows,
    /// since each window may unpack every pack.
    /// </summary>
    private const int StoredWindow = 1 << 14;

    /// <summary>The same where every paragraph may lie anywhere, and is gathered.</summary>
    private const int SortedWindow = 1 << 12;

    /// <summary>The first of them, where the reader may soon have enough.</summary>
    private const int FirstWindow = 1 << 6;

    public static ArticleRecord RecordOf(Article article, Converter<ParagraphNumber, ReadOnlyMemory<byte>> read) =>
        ArticleRecord.Read(read(article.Record).Span);

    public static ArticleText Read(Article article, Converter<ParagraphNumber, ReadOnlyMemory<byte>> read) =>
        RecordOf(article, read).ReadText(read);

    /// <summary>Reads articles with their text. While one window of articles is read, the next is prepared.</summary>
    /// <param name="numbers">The articles' numbers.</param>
    /// <param name="inStoredOrder">Whether they rise.</param>
    /// <param name="isCutShort">Whether the reader may stop early: then the first windows are small.</param>
    public IEnumerable<(Article Article, ArticleText Text)> Read(IEnumerable<uint> numbers, bool inStoredOrder, bool isCutShort)
    {
        var ahead = new PackStore(database);
        using var stopped = new CancellationTokenSource();
        Task<FarTexts>? preparing = null;
        uint[] window = [];
        try
        {
            var largest = inStoredOrder ? StoredWindow : SortedWindow;
            foreach (var next in Windows(numbers, isCutShort ? FirstWindow : largest, largest).Append([]))
            {
                var far = preparing?.GetAwaiter().GetResult();
                preparing = next.Length == 0 ? null : Task.Run(() => FarTextsOf(next, inStoredOrder, ahead, stopped.Token));
                foreach (var article in articles.Load(window))
                {
                    yield return (article, Read(article, number => far!.TryGet(number, out var text) ? text : packs.Value[number]));
                }

                window = next;
            }
        }
        finally
        {
            // Who stops reading may close the archive, and nothing must read it then. How the task ends is nobody's concern.
            stopped.Cancel();
            preparing?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }

    /// <summary>Cuts numbers into windows, each twice as long as the one before, up to the largest.</summary>
    private static IEnumerable<uint[]> Windows(IEnumerable<uint> numbers, int first, int largest)
    {
        var window = new List<uint>();
        var size = first;
        foreach (var number in numbers)
        {
            window.Add(number);
            if (window.Count == size)
            {
                yield return [.. window];
                window.Clear();
                size = Math.Min(size * 2, largest);
            }
        }

        if (window.Count > 0)
        {
            yield return [.. window];
        }
    }

    private FarTexts FarTextsOf(uint[] window, bool inStoredOrder, PackStore ahead, CancellationToken cancellation)
    {
        var records = articles.Records(window).ToArray();
        Array.Sort(records, (left, right) => left.Value.CompareTo(right.Value));
        var far = new FarTexts();
        foreach (var record in records)
        {
            cancellation.ThrowIfCancellationRequested();
            far.Want(record, ArticleRecord.Read(ahead[record].Span).Text, inStoredOrder);
        }

        far.Load(ahead, cancellation);
        return far;
    }
}
