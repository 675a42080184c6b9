using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>Articles that LexisNexis Academic saved as text or as HTML.</summary>
internal sealed partial class LexisNexisFormat : IArticleFormat
{
    public const string FormatName = "lexisnexis";

    public string Name => FormatName;

    public string Description => "articles saved from LexisNexis, as text or HTML";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        return text is ['<', ..] ? Page().IsMatch(text) : Counter().IsMatch(text);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : PartedReader(FormatName, 16 << 20, options.Cancellation)
    {
        private string? _encoding;

        protected override void Begin() => _encoding = options.Encoding?.Name;

        // What a page states about its encoding stands before its first article; a text in none is in that of its neighbours.
        protected override void Preamble(ReadOnlySpan<byte> bytes) => _encoding ??= HtmlDecoding.Of(bytes) is { IsGuess: false } decoding
            && bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F) ? decoding.Encoding.Name : null;

        protected override int Find(ReadOnlySpan<byte> window, int from, int to)
        {
            var ofPage = PartBeginnings.OfText(window, from, to, "<A NAME=\"DOC_ID"u8);
            var ofText = PartBeginnings.OfLine(window, from, ofPage < 0 ? to : ofPage, IsCounter);
            return ofText < 0 ? ofPage : ofText;
        }

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var text = HtmlDecoding.Of(bytes.Span, _encoding).Text;
            var blocks = text.TrimStart() is ['<', ..] ? [.. HtmlText.Read(text).Select(paragraph => new[] { paragraph.Text })] : NewsText.Blocks(text);
            return LexisNexisDocument.Of(blocks, bytes) is { } article ? (article, null) : (null, "no article: there is neither a title nor a text");
        }

        private static bool IsCounter(ReadOnlySpan<byte> line) =>
            line.Length < 120 && line.ContainsAnyInRange((byte)'0', (byte)'9') && Counter().IsMatch(Encoding.UTF8.GetString(line));
    }

    [GeneratedRegex(@"^[ \t\f]*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ de \d+|Documento \d+ de \d+)[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Counter();

    [GeneratedRegex(@"LXNComment|<A NAME=""DOC_ID|<DOC NUMBER=", RegexOptions.IgnoreCase)]
    private static partial Regex Page();
}
