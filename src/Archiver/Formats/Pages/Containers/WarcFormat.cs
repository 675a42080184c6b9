using System.Globalization;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Pages.Containers;

/// <summary>Crawls as ISO 28500 has them: of browsers' recorders, of wget, of Common Crawl, also its texts (WET).</summary>
internal sealed class WarcFormat : IArticleFormat
{
    public const string FormatName = "warc";

    private static ReadOnlySpan<byte> Mark => "WARC/"u8;

    public string Name => FormatName;

    public string Description => "crawls in WARC files, in zip files with them (WACZ), and their texts (WET)";

    public bool Recognizes(InputHead head) => head.Bytes.TrimStart("\r\n"u8).StartsWith(Mark);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : CrawlReader(FormatName, options)
    {
        protected override int FindHead(ReadOnlySpan<byte> bytes) =>
            bytes.IndexOf("WARC/1."u8) is >= 0 and var at ? at : bytes.IndexOf("WARC/0."u8);

        protected override CrawlRecord? TakeHead(ContainerSource source)
        {
            var head = source.Peek(HeadLength);
            var length = head.StartsWith(Mark) ? HeaderFields.LengthOf(head, Mark) : 0;
            if (length < 0)
            {
                head = source.Peek(LongHeadLength);
                length = HeaderFields.LengthOf(head, Mark);
            }

            if (length <= 0)
            {
                return null;
            }

            var fields = new HeaderFields(head[head.IndexOf((byte)'\n')..length]);
            if (!long.TryParse(fields["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var content))
            {
                return null;
            }

            source.Skip(length);
            return new CrawlRecord(
                ContentOf(fields["WARC-Type"]),
                UrlOf(fields["WARC-Target-URI"]),
                TimeOf(fields["WARC-Date"]),
                fields.MediaType,
                content)
            {
                IsTruncated = fields["WARC-Truncated"] is not null,
                Charset = fields.Charset,
            };
        }

        private static CrawlContent ContentOf(string? type) => type?.ToLowerInvariant() switch
        {
            "response" => CrawlContent.Response,
            "resource" => CrawlContent.Resource,
            "conversion" => CrawlContent.Text,
            _ => CrawlContent.About,
        };

        /// <summary>wget has brackets around it, some have spaces in it.</summary>
        private static string? UrlOf(string? written) =>
            written?.Trim('<', '>', ' ').Replace(" ", "%20", StringComparison.Ordinal);

        /// <summary>To the second; what the fractions are is nobody's business.</summary>
        private static DateTimeOffset? TimeOf(string? written) => DateTimeOffset.TryParseExact(
            written?[..Math.Min(written.Length, 19)],
            ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
