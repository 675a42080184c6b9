using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Pages.Containers;

/// <summary>Crawls as the Internet Archive kept them before WARC: a line before each answer, with its length as the last word.</summary>
internal sealed partial class ArcFormat : IArticleFormat
{
    public const string FormatName = "arc";

    public string Name => FormatName;

    public string Description => "crawls in ARC files, the form before WARC";

    public bool Recognizes(InputHead head) => head.Bytes.TrimStart("\r\n"u8).StartsWith("filedesc:"u8);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    /// <summary>Address, IP address, time, type, what else the version has, length.</summary>
    [GeneratedRegex(
        @"^(?<url>[a-z][a-z0-9+.-]{1,15}:\S.*?) (?:[0-9a-fA-F.:]+|-) (?<time>[0-9]{14}) (?<type>\S+)"
            + @"(?: \S+)*? (?<length>[0-9]{1,18})\r?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Head();

    private sealed class Reader(ReadingOptions options) : CrawlReader(FormatName, options)
    {
        protected override int FindHead(ReadOnlySpan<byte> bytes)
        {
            for (var at = 0; bytes[at..].IndexOf("\nhttp"u8) is >= 0 and var next;)
            {
                at += next + 1;
                if (Match(bytes[at..]) is { Success: true })
                {
                    return at;
                }
            }

            return -1;
        }

        protected override CrawlRecord? TakeHead(ContainerSource source)
        {
            if (Match(source.Peek(HeadLength)) is not { Success: true } head)
            {
                return null;
            }

            source.Skip(source.Peek(HeadLength).IndexOf((byte)'\n') + 1);
            var url = head.Groups["url"].Value;
            var isAbout = url.StartsWith("filedesc:", StringComparison.Ordinal)
                || url.StartsWith("dns:", StringComparison.Ordinal);
            return new CrawlRecord(
                isAbout ? CrawlContent.About : CrawlContent.Response,
                url.Replace(" ", "%20", StringComparison.Ordinal),
                DateTimeOffset.TryParseExact(head.Groups["time"].Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal, out var time) ? time : null,
                head.Groups["type"].Value,
                long.Parse(head.Groups["length"].Value, CultureInfo.InvariantCulture));
        }

        private static Match? Match(ReadOnlySpan<byte> bytes) =>
            bytes[..Math.Min(bytes.Length, HeadLength)].IndexOf((byte)'\n') is > 0 and var length
                ? Head().Match(Encoding.UTF8.GetString(bytes[..length])) : null;
    }
}
