using System.Text.RegularExpressions;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>Articles that Factiva saved as HTML, as text with the codes of their fields, or as XML.</summary>
internal sealed partial class FactivaFormat : IArticleFormat
{
    public const string FormatName = "factiva";

    public string Name => FormatName;

    public string Description => "articles saved from Factiva, as HTML, XML or text";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        return text is ['<', ..] ? Markup().IsMatch(text)
            : Number().IsMatch(text) || (Headline().IsMatch(text) && Regex.Count(text, @"^(?:BY|WC|PD|SN|SC|LA|LP)(?:\r?$|[ \t])", RegexOptions.Multiline) >= 3);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : PartedReader(FormatName, 16 << 20, options.Cancellation)
    {
        private string? _encoding;

        private bool _hasBegun;

        protected override void Begin() => (_encoding, _hasBegun) = (options.Encoding?.Name, false);

        protected override void Preamble(ReadOnlySpan<byte> bytes)
        {
            _encoding ??= HtmlDecoding.Of(bytes) is { IsGuess: false } decoding && bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F) ? decoding.Encoding.Name : null;
            _hasBegun = true;
        }

        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            to = PartBeginnings.OfTag(window, from, to, "<div class=\"article"u8) is >= 0 and var page ? page : to;
            var end = PartBeginnings.OfTag(window, from, to, "<ppsarticle"u8) is >= 0 and var element ? element : to;
            while (PartBeginnings.OfLine(window, from, end, IsCode) is >= 0 and var code)
            {
                if (!_hasBegun || IsFirst(window[..code]))
                {
                    return code;
                }

                from = code + 1;
            }

            return end < to ? end : to < window.Length && PartBeginnings.OfTag(window, to, to + 1, "<div class=\"article"u8) == to ? to : -1;
        }

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var text = HtmlDecoding.Of(bytes.Span, _encoding).Text;
            var document = text.StartsWith("<div", StringComparison.OrdinalIgnoreCase) ? FactivaDocument.OfHtml(text)
                : text.StartsWith('<') ? FactivaDocument.OfXml(text) : FactivaDocument.OfText(text);
            return document?.ToArticle(bytes) is { } article ? (article, null) : (null, "no article: there is neither a title nor a text");
        }

        private static bool IsCode(ReadOnlySpan<byte> line) => line is [(byte)'H', (byte)'D', ..] or [(byte)'S', (byte)'E', ..] or [(byte)'C', (byte)'L', (byte)'M', ..]
            && (line.Length <= 3 || line[2] is (byte)' ' or (byte)'\t' || line[3] is (byte)' ' or (byte)'\t');

        /// <summary>An article's first field stands behind the number of the one before.</summary>
        private static bool IsFirst(ReadOnlySpan<byte> before)
        {
            before = before[Math.Max(0, before.Length - 300)..].TrimEnd(" \t\r\n"u8);
            var line = before[(before.LastIndexOf((byte)'\n') + 1)..];
            return line.IndexOf("Document "u8) is >= 0 and < 8;
        }
    }

    [GeneratedRegex(@"<div class=""article [a-z]{2}Article|<title>\s*(?:Dow Jones )?Factiva\s*</title>|<PPSResponse|<ppsArticleResponse|\bppsarticle\b", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^Document [A-Za-z0-9]{18,}[ \t]*\r?\n")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:HD|SE|CLM)(?:\r?$|[ \t])", RegexOptions.Multiline)]
    private static partial Regex Headline();
}
