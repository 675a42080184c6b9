using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// Reads the records of a crawl one by one. What is an article becomes one; pages that are none are named; all else is counted. Where
/// there is no article at all and few pages, somebody has saved a page, not crawled a site: then the first of them is one.
/// </summary>
internal abstract class CrawlReader(string format, ReadingOptions options) : IArticleReader
{
    /// <summary>Where the head of a record ends, mostly, and at the latest.</summary>
    protected const int HeadLength = 4 << 10;
    protected const int LongHeadLength = 64 << 10;

    /// <summary>More than the longest mark by which a head is found.</summary>
    private const int Overlap = HeadLength;

    /// <summary>Who saves a page gets some frames and redirections with it; who crawls has more.</summary>
    private const int FewPages = 6;

    private readonly ContainerSource _source = new(format, new ByteSource(options.Cancellation));
    private readonly CrawlPages _pages = new(format, options);
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly Queue<Stretch> _ready = [];

    /// <summary>The page that may be what was saved, and what comes after it.</summary>
    private readonly List<Stretch> _waiting = [];
    private bool _isAtEnd, _isCrawl;

    public void Begin(Stream input)
    {
        _source.Begin(input);
        _others.Clear();
        _ready.Clear();
        _waiting.Clear();
        (_isAtEnd, _isCrawl) = (false, false);
    }

    public Stretch? Read()
    {
        while (_ready.Count == 0 && !_isAtEnd)
        {
            ReadRecord();
        }

        return options.Cancellation.IsCancellationRequested ? null : _ready.TryDequeue(out var stretch) ? stretch : null;
    }

    /// <summary>Takes the head of a record, up to its block.</summary>
    /// <returns>Null where there is none; then nothing is taken.</returns>
    protected abstract CrawlRecord? TakeHead(ContainerSource source);

    /// <summary>Where the next head begins; less than 0 where there is none.</summary>
    protected abstract int FindHead(ReadOnlySpan<byte> bytes);

    private void ReadRecord()
    {
        while (_source.Peek(1) is [(byte)'\r' or (byte)'\n'])
        {
            _source.Skip(1);
        }

        if (_source.IsAtEnd)
        {
            End();
        }
        else if (TakeHead(_source) is { } record)
        {
            ReadBlock(record);
        }
        else
        {
            CutBlank();
            SkipToHead();
            Add(_source.Cut(StretchKind.Rejected, reason: "damaged: no record of the crawl begins here"));
        }
    }

    private void ReadBlock(CrawlRecord record)
    {
        if (CrawlPages.Obstacle(record, _source) is { } obstacle)
        {
            _others[obstacle] = _others.GetValueOrDefault(obstacle) + 1;
            if (_source.Skip(record.Length) is var skipped && skipped < record.Length)
            {
                Add(_source.Cut(StretchKind.Rejected, reason: $"cut off: of a record's {record.Length} bytes only {skipped} are there"));
            }

            return;
        }

        CutBlank();
        if (record.Length > CrawlPages.MaxLength)
        {
            _source.Skip(record.Length);
            Add(_source.Cut(StretchKind.Rejected, reason: $"too long: more than {CrawlPages.MaxLength >> 20} MiB: {record.Url}"));
            return;
        }

        var block = _source.Take(record.Length);
        var page = _pages.Read(record, block);
        var cutOff = block.Length < record.Length ? "the crawl is cut off here, so it may not be whole"
            : record.IsTruncated ? "the crawl did not fetch all of it, so it may not be whole" : null;
        if (page.Article is null || (!page.IsArticle && (_isCrawl || _waiting.Count > 0)))
        {
            Add(_source.Cut(StretchKind.Ignored, reason: page.Article is null ? page.Reason : CrawlPages.NoArticle(record.Url)));
        }
        else
        {
            (_isCrawl, var wasCrawl) = (_isCrawl || page.IsArticle, _isCrawl);
            if (!wasCrawl && page.IsArticle)
            {
                StopWaiting(isSaved: false);
            }

            var stretch = _source.Cut(StretchKind.Article, page.Article, cutOff);
            if (page.IsArticle)
            {
                _ready.Enqueue(stretch);
            }
            else
            {
                _waiting.Add(stretch);
            }
        }

        if (_waiting.Count(stretch => stretch.Kind != StretchKind.Blank) > FewPages)
        {
            StopWaiting(isSaved: false);
            _isCrawl = true;
        }
    }

    private void End()
    {
        _isAtEnd = true;
        StopWaiting(isSaved: true);
        if (_others.Count > 0)
        {
            _ready.Enqueue(_source.Cut(StretchKind.Ignored, reason:
                $"the rest of the crawl: {string.Join(", ", _others.Select(other => $"{other.Key} ({other.Value})"))}"));
        }
        else
        {
            CutBlank();
        }
    }

    private void CutBlank()
    {
        if (_source.HasUncut)
        {
            Add(_source.Cut(StretchKind.Blank));
        }
    }

    private void Add(Stretch stretch)
    {
        if (_waiting.Count > 0)
        {
            _waiting.Add(stretch);
        }
        else
        {
            _ready.Enqueue(stretch);
        }
    }

    /// <param name="isSaved">Whether the page that waits is what was saved.</param>
    private void StopWaiting(bool isSaved)
    {
        foreach (var stretch in _waiting)
        {
            _ready.Enqueue(isSaved || stretch.Article is not { } article ? stretch : stretch with
            {
                Kind = StretchKind.Ignored,
                Format = format,
                Article = null,
                Reason = CrawlPages.NoArticle(article.Details.Url),
            });
        }

        _waiting.Clear();
    }

    private void SkipToHead()
    {
        _source.Skip(1);
        while (_source.Peek(LongHeadLength) is { IsEmpty: false } bytes)
        {
            if (FindHead(bytes) is >= 0 and var at)
            {
                _source.Skip(at);
                return;
            }

            _source.Skip(bytes.Length > Overlap ? bytes.Length - Overlap : bytes.Length);
        }
    }
}
