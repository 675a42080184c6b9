using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Pages.Containers;

/// <summary>What lies beside the crawls in a WACZ file, and says what is in them: its package, lists of pages, indexes, logs.</summary>
internal sealed partial class CrawlListFormat : IArticleFormat
{
    public const string FormatName = "crawl-list";

    public string Name => FormatName;

    public string Description => "the lists, indexes and logs beside crawls, which have no articles";

    public bool Recognizes(InputHead head) =>
        ListHead().IsMatch(Encoding.Latin1.GetString(head.Bytes[..Math.Min(head.Bytes.Length, 1024)]));

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options.Cancellation);

    /// <summary>
    /// A package of data and its signature, a list of pages, an index (CDX in its old form, CDXJ with or without a list of
    /// its blocks), a log.
    /// </summary>
    [GeneratedRegex(
        @"^\s*(?:"
            + @"\{[^{}\[\]]{0,400}""(?:profile""\s*:\s*""(?:tabular-)?data-package"
            + @"|format""\s*:\s*""json-pages-|logLevel""\s*:)"
            + @"|\{\s*""(?:path|hash)""\s*:[^{}]{0,400}""(?:hash|path|signedData)"""
            + @"|!meta |\s?CDX [A-Za-z] [A-Za-z] "
            + @"|(?:[^\s]{1,500}\)/?\S{0,500}|[0-9a-f.:]+) [0-9]{14} \{)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ListHead();

    private sealed class Reader(CancellationToken cancellation) : IArticleReader
    {
        private readonly ContainerSource _source = new(FormatName, new ByteSource(cancellation));

        public void Begin(Stream input) => _source.Begin(input);

        public Stretch? Read()
        {
            _source.Skip(long.MaxValue);
            return _source.HasUncut && !cancellation.IsCancellationRequested
                ? _source.Cut(StretchKind.Ignored, reason: "a list or log of a crawl: it says what is in it, and has no article") : null;
        }
    }
}
