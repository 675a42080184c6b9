using System.Buffers;
using System.Text.RegularExpressions;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;
using Archiver.Formats.Xml;

namespace Archiver.Formats.Feeds;

/// <summary>Files of feeds: RSS of all versions and Atom.</summary>
internal sealed partial class FeedFormat : IArticleFormat
{
    public const string FormatName = "feed";

    public string Name => FormatName;

    public string Description => "feeds in RSS or Atom";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n>/"u8);

    private sealed class Reader(ReadingOptions stated) : XmlPartedReader(FormatName, stated)
    {
        private readonly StatedTimes _times = new(stated.TimeZone);
        private FeedFacts _feed = FeedFacts.None;
        private string? _encoding;

        protected override IReadOnlyList<string> Roots => ["rss", "feed", "RDF"];

        protected override string NoArticle => _feed.IsList ? "a list of feeds (OPML): there are no articles in it" : "no article: the feed is empty";

        protected override void Begin()
        {
            base.Begin();
            (_feed, _encoding) = (FeedFacts.None, Options.Encoding?.Name);
        }

        protected override void Preamble(ReadOnlySpan<byte> bytes)
        {
            base.Preamble(bytes);
            var decoding = HtmlDecoding.Of(bytes, _encoding);
            _encoding ??= Label().Match(decoding.Text) is { Success: true } label ? label.Groups[1].Value : null;
            _feed = FeedFacts.Of(LooseElement.Parse(HtmlDecoding.Of(bytes, _encoding).Text));
        }

        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            foreach (var tag in (ReadOnlySpan<string>)["<item", "<entry", "<atom:entry", "<rss:item"])
            {
                to = PartBeginnings.OfTag(window, from, to, System.Text.Encoding.ASCII.GetBytes(tag)) is >= 0 and var found ? found : to;
            }

            return to < window.Length && window[to] == (byte)'<' && Item().IsMatch(System.Text.Encoding.Latin1.GetString(window[to..Math.Min(window.Length, to + 16)])) ? to : -1;
        }

        protected override int End(ReadOnlySpan<byte> part)
        {
            var name = part[1..part.IndexOfAny(NameEnds)];
            var end = part.LastIndexOf((byte[])[(byte)'<', (byte)'/', .. name, (byte)'>']);
            return end < 0 ? part.Length : end + name.Length + 3;
        }

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var element = LooseElement.Parse(HtmlDecoding.Of(bytes.Span, _encoding).Text).Children.FirstOrDefault();
            return element is not null && FeedItem.Of(element, _feed, _times, bytes) is { } article ? (article, null)
                : (null, "no article: it has neither a title nor a text nor an address");
        }
    }

    // A comment is taken once: to try it longer would take forever where there are many.
    [GeneratedRegex(@"^(?><\?[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>\s*)*<(?:rss\b|opml\b|rdf:RDF\b(?=[\s\S]*purl\.org/rss/|[\s\S]*my\.netscape)|(?:atom:)?feed\b(?=[^>]*w3\.org/2005/Atom|[^>]*purl\.org/atom|[\s\S]*<(?:atom:)?entry\b))", RegexOptions.IgnoreCase)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"<\?xml[^<>]*encoding\s*=\s*[""']([\w.:-]+)")]
    private static partial Regex Label();

    [GeneratedRegex(@"^<(?:item|entry|atom:entry|rss:item)[\s>/]", RegexOptions.IgnoreCase)]
    private static partial Regex Item();
}
