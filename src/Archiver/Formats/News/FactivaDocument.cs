using System.Collections.Frozen;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;

namespace Archiver.Formats.News;

/// <summary>An article of Factiva: its fields by their codes (HD is the headline, LP the first paragraphs, TD the others), and its text.</summary>
internal sealed partial class FactivaDocument
{
    private static readonly FrozenSet<string> Codes =
        "SE CLM HD BY CR WC PD ET SN SC ED PG VOL LA CY LP TD CT RF CO IN NS RE IPC IPD PUB AN ART CX NT".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<FormedParagraph> _body = [];

    public static FactivaDocument OfText(string text)
    {
        var document = new FactivaDocument();
        var blocks = NewsText.Blocks(text);
        var isAlone = blocks.Exists(block => Codes.Contains(block[0].Trim()));
        string? code = null;
        foreach (var block in blocks)
        {
            var lines = new List<string>();
            foreach (var line in block)
            {
                if (CodeOf(line, isAlone) is not { } next)
                {
                    lines.Add(line);
                    continue;
                }

                document.Add(code, NewsText.Joined(lines));
                lines.Clear();
                code = next;
                lines.Add(line.Trim()[next.Length..]);
            }

            document.Add(code, NewsText.Joined(lines));
        }

        return document;
    }

    public static FactivaDocument OfHtml(string html)
    {
        var document = new FactivaDocument();
        var element = HtmlTree.Parse(html).QuerySelector("div.article");
        if (element is null)
        {
            return document;
        }

        document._fields["LA"] = element.ClassName?.Split(' ').FirstOrDefault(name => name.EndsWith("Article", StringComparison.Ordinal) && name.Length == 9)?[..2] ?? "";
        var paragraphs = element.QuerySelectorAll("p[class*='articleParagraph']");
        foreach (var paragraph in paragraphs)
        {
            document._body.AddRange(HtmlText.Read(paragraph));
        }

        if (element.QuerySelector("td.index") is not null)
        {
            foreach (var row in element.QuerySelectorAll("tr"))
            {
                if (row.Children is [var name, var value, ..] && PlainText.OneLine(name.TextContent) is var code && Codes.Contains(code) && code is not ("LP" or "TD"))
                {
                    document._fields[code] = PlainText.OneLine(value.TextContent);
                }
            }

            return document;
        }

        document.AddPlain(element.Children.TakeWhile(child => child.LocalName != "p").Select(PlainText.Of), PlainText.OneLine(element.TextContent));
        return document;
    }

    /// <returns>Null of what is no XML.</returns>
    public static FactivaDocument? OfXml(string xml)
    {
        var start = xml.IndexOf("<article", StringComparison.Ordinal);
        var end = xml.LastIndexOf("</article>", StringComparison.Ordinal);
        if (start < 0 || end < start)
        {
            return null;
        }

        XElement article;
        try
        {
            article = XElement.Parse(xml[start..(end + 10)]);
        }
        catch (XmlException)
        {
            return null;
        }

        var document = new FactivaDocument();
        foreach (var (code, names) in new[]
        {
            ("HD", "headline"), ("BY", "byline"), ("AN", "accessionNo"), ("LA", "baseLanguage"), ("CY", "copyright"), ("PD", "publicationDate"), ("SN", "sourceName"),
            ("SC", "sourceCode"), ("WC", "wordCount"), ("PUB", "publisherName"), ("SE", "sectionName"), ("ED", "edition"), ("PG", "pages"), ("CR", "credit"),
        })
        {
            document._fields[code] = PlainText.OneLine(Elements(article, names).FirstOrDefault()?.Value ?? "");
        }

        document._fields["NS"] = string.Join(" | ", Elements(article, "newsSubject").Select(subject => PlainText.OneLine(subject.Value)));
        document._fields["RE"] = string.Join(" | ", Elements(article, "region").Select(region => PlainText.OneLine(region.Value)));
        document._fields["CO"] = string.Join(" | ", Elements(article, "company").Select(company => PlainText.OneLine(company.Value)));
        foreach (var part in Elements(article, "leadParagraph").Concat(Elements(article, "tailParagraphs")))
        {
            // Where it has no paragraphs of its own, a line that is indented begins one.
            var paragraphs = Elements(part, "paragraph").Select(paragraph => paragraph.Value).ToArray();
            document._body.AddRange(NewsText.Plain((paragraphs.Length > 0 ? paragraphs : Indented().Split(part.Value)).Select(PlainText.OneLine)));
        }

        return document;
    }

    public StatedArticle? ToArticle(ReadOnlyMemory<byte> original)
    {
        var title = Field("HD");
        if (title is null && _body.Count == 0)
        {
            return null;
        }

        var number = Field("AN")?.Replace("Document ", "", StringComparison.Ordinal).Split(' ')[0];
        return FragmentArticle.Of(FactivaFormat.FormatName, original, new Details
        {
            Title = title,
            Authors = Field("BY") is { } author ? [NewsText.Author(author)] : [],
            Site = Field("SN"),
            Category = Field("SN"),
            Language = NewsText.LanguageOf(Field("LA")),
            Tags = [.. (Field("NS") ?? "").Split('|').Select(tag => tag[(tag.IndexOf(" : ", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0)..].Trim())],
            Date = DateText.Find(Field("PD")),
            Words = NewsText.NumberIn(Field("WC")),
            Other =
            [
                new("Accession number", number ?? ""), new("Section", Field("SE") ?? ""), new("Edition", Field("ED") ?? ""), new("Page", Field("PG") ?? ""),
                new("Source code", Field("SC") ?? ""), new("Credit", Field("CR") ?? ""), new("Time", Field("ET") ?? ""), new("Company", Field("CO") ?? ""),
                new("Place", Field("RE") ?? ""), new("Industry", Field("IN") ?? ""), new("Publisher", Field("PUB") ?? ""), new("Copyright", Field("CY") ?? ""),
                new("Contact", Field("CT") ?? ""), new("Reference", Field("RF") ?? ""), new("Notes", Field("NT") ?? ""),
            ],
        }, _body, identity: number);
    }

    private static IEnumerable<XElement> Elements(XElement element, string name) =>
        element.Descendants().Where(each => each.Name.LocalName == name);

    private static string? CodeOf(string line, bool isAlone)
    {
        var text = line.Trim();
        var length = text.IndexOfAny([' ', '\t']) is >= 0 and var space ? space : text.Length;
        return (length == text.Length || !isAlone) && length is 2 or 3 && Codes.Contains(text[..length]) ? text[..length] : null;
    }

    private string? Field(string code) => _fields.GetValueOrDefault(code) is { Length: > 0 } value ? value : null;

    private void Add(string? code, string text)
    {
        if (code is "LP" or "TD")
        {
            _body.AddRange(NewsText.Plain([text]));
        }
        else if (code is not null && text.Length > 0 && !(code == "AN" && _fields.ContainsKey("AN")))
        {
            _fields[code] = _fields.TryGetValue(code, out var before) ? $"{before} {text}" : text;
        }
    }

    /// <summary>Without codes the fields stand in one order: headline, author, words, day, paper, its code, and what there is else.</summary>
    private void AddPlain(IEnumerable<string> lines, string whole)
    {
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var code = !_fields.ContainsKey("HD") ? "HD" : Words().IsMatch(line) ? "WC" : NewsText.IsCopyright(line) ? "CY"
                : !_fields.ContainsKey("PD") && line.Length < 40 && DateText.Find(line) is not null ? "PD"
                : !_fields.ContainsKey("WC") ? "BY" : !_fields.ContainsKey("PD") ? null : !_fields.ContainsKey("SN") && !Clock().IsMatch(line) ? "SN"
                : Clock().IsMatch(line) ? "ET" : NewsText.LanguageOf(line) is { } language && line.Length > 2 ? "LA" : null;
            if (code is not null)
            {
                _fields[code] = line;
            }
        }

        _fields["AN"] = AccessionNumber().Match(whole).Groups[1].Value;
    }

    [GeneratedRegex(@"^[\d., ]+(?:words|mots|wörter|palabras)$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"\n(?=[ \t]{4,}\S)|\n\s*\n")]
    private static partial Regex Indented();

    [GeneratedRegex(@"^\d{1,2}:\d\d")]
    private static partial Regex Clock();

    [GeneratedRegex(@"Document\s+([A-Z0-9]{6}[A-Za-z0-9]{10,30})\b")]
    private static partial Regex AccessionNumber();
}
