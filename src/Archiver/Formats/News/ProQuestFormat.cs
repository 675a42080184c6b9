using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>Articles that ProQuest saved as text: lines of underscores part them, labels their fields.</summary>
internal sealed partial class ProQuestFormat : IArticleFormat
{
    private const string FormatName = "proquest";

    /// <summary>The labels that may follow the text: only these end it, since a text has lines like them.</summary>
    private static readonly FrozenSet<string> Labels = new[]
    {
        "Author", "Publication info", "Abstract", "Links", "Full text", "Subject", "Location", "People", "Company / organization", "Classification",
        "Identifier / keyword", "Title", "Publication title", "Volume", "Issue", "Pages", "First page", "Number of pages", "Publication year", "Publication date",
        "Section", "Publisher", "Place of publication", "Country of publication", "Publication subject", "ISSN", "e-ISSN", "ISBN", "CODEN", "Source type",
        "Language of publication", "Document type", "Document feature", "ProQuest document ID", "Document URL", "Copyright", "Last updated", "Database",
        "DOI", "Accession number", "Dateline", "Column", "Edition", "Credit", "Supplement", "Year", "Dissertation/thesis number", "Production / publication type",
        "Online publication date", "Publication history", "Business indexing term", "Name", "Category", "Entry date", "Notes", "Source", "Text Word Count",
        "Word count", "Correspondence author", "Cite this document", "References", "Illustration", "Caption", "Product name", "NAICS", "Number of references",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Name => FormatName;

    public string Description => "articles saved from ProQuest as text";

    public bool Recognizes(InputHead head) => Beginning().IsMatch(head.Text);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : PartedReader(FormatName, 16 << 20, options.Cancellation)
    {
        protected override int Find(ReadOnlySpan<byte> window, int from, int to) => PartBeginnings.OfLine(window, from, to, IsBar);

        protected override (StatedArticle?, string?) Read(ReadOnlyMemory<byte> bytes)
        {
            var text = HtmlDecoding.Of(bytes.Span, options.Encoding?.Name).Text;
            var blocks = NewsText.Blocks(text);
            return Article(blocks, bytes) is { } article ? (article, null)
                : (null, text.Contains("proquest", StringComparison.OrdinalIgnoreCase) || blocks.Count < 2 ? "" : "no article: there is neither a title nor a text");
        }

        private static bool IsBar(ReadOnlySpan<byte> line) => line.Length >= 40 && !line.TrimEnd((byte)' ').ContainsAnyExcept((byte)'_')
            || (line is [0xEF, 0xBB, 0xBF, .. var rest] && IsBar(rest));
    }

    private static StatedArticle? Article(List<string[]> blocks, ReadOnlyMemory<byte> original)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var body = new List<string>();
        string? label = null;
        string? first = null;
        string? address = null;
        foreach (var block in blocks.Skip(1))
        {
            var text = NewsText.Joined(block);
            if (Field().Match(text) is { Success: true } match && Labels.Contains(match.Groups[1].Value.Trim()))
            {
                label = match.Groups[1].Value.Trim();
                text = match.Groups[2].Value.Trim();
                if (label.Equals("Full text", StringComparison.OrdinalIgnoreCase))
                {
                    body.Add(text);
                }
                else
                {
                    fields.TryAdd(label, text);
                }
            }
            else if (label is null)
            {
                first ??= Counter().IsMatch(text) ? null : text;
            }
            else if (label.Equals("Full text", StringComparison.OrdinalIgnoreCase))
            {
                body.Add(text);
            }
            else if (text.StartsWith("http", StringComparison.Ordinal) && !text.Contains(' '))
            {
                address ??= text;
            }
            else
            {
                fields[label] += "\n" + text;
            }
        }

        if (fields.Count == 0)
        {
            return null;
        }

        var dated = Stated("Publication date") ?? Stated("Publication info") ?? Stated("Publication year");
        var number = Stated("ProQuest document ID");
        var paper = Stated("Publication title") ?? Paper().Match(Stated("Publication info") ?? "").Groups[1].Value;
        return FragmentArticle.Of(FormatName, original, new Details
        {
            Title = Stated("Title") ?? first,
            Url = WithoutProxy(Stated("Document URL") ?? address),
            Authors = (Stated("Author") ?? "").Split(';', StringSplitOptions.TrimEntries).Where(name => name is not "Anonymous").ToArray(),
            Site = paper,
            Category = paper,
            Language = NewsText.LanguageOf(Stated("Language of publication")),
            Tags = (Stated("Subject") ?? "").Split(';'),
            Date = DateText.Find(dated, isMonthFirst: true),
            Updated = DateText.Find(Stated("Last updated")) is { } day ? new WallTime(day.ToDateTime(default)) : null,
            Words = NewsText.NumberIn(Stated("Word count") ?? Stated("Text Word Count")),
            Other = [.. fields.Where(field => !IsKnown(field.Key))],
        }, NewsText.Plain(body is ["Not available." or "None available."] ? [] : body), Stated("Abstract")?.Split('\n'), identity: number);

        string? Stated(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value
            && value is not ("None available." or "Not available.") ? value : null;
    }

    private static bool IsKnown(string label) => label.ToLowerInvariant() is "title" or "document url" or "author" or "publication title" or "subject" or "publication date"
        or "abstract" or "last updated" or "links" or "language of publication" or "word count" or "text word count" or "publication year" or "database";

    /// <summary>The address behind that of a library's proxy.</summary>
    private static string? WithoutProxy(string? url) => url is null ? null : Proxied().Match(url) is { Success: true } match
        ? match.Groups[1].Value.Contains("%3A", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(match.Groups[1].Value) : match.Groups[1].Value : url;

    [GeneratedRegex(@"^_{40,}[ \t]*\r?\n(?:[ \t]*\r?\n)")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"^\p{L}+ \d+ (?:of|de|von|di) \d+$")]
    private static partial Regex Counter();

    [GeneratedRegex(@"^([\p{L}][\p{L} /-]{2,40}):(?:\s+(.*))?$", RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex(@"^([^;.]{2,100})[;.]")]
    private static partial Regex Paper();

    [GeneratedRegex(@"[?&]q?url=(https?(?::|%3A).+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Proxied();
}
