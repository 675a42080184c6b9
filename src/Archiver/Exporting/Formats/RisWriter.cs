using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>RIS, as EndNote, Zotero and Mendeley read it: a tag a line, CRLF at its end.</summary>
internal sealed class RisWriter(Stream output) : TextExportWriter(output)
{
    public override ArticleParts Needs => ArticleParts.Summary;

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        var address = WebAddress.Of(details.Url);
        Line("TY", details.Date is null ? "ELEC" : "NEWS");
        Line("ID", article.Id.ToString());
        Line("TI", ArticleHtml.TitleOf(article));
        foreach (var author in details.Authors)
        {
            Line("AU", author);
        }

        Line("T2", details.Site ?? (address is null ? null : new Uri(address).Host));
        Line("PY", details.Date?.ToString("yyyy", CultureInfo.InvariantCulture));
        Line("DA", details.Date is { } date ? Day(date) : null);
        Line("UR", address ?? details.Url);
        Line("AB", string.Join(' ', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span))));
        foreach (var tag in details.Tags)
        {
            Line("KW", tag);
        }

        Line("LA", ArticleHtml.LanguageOf(article));
        Line("Y2", details.Created is { } created ? Day(DateOnly.FromDateTime(created.ToDateTime())) : null);
        Out.Write("ER  - \r\n\r\n");
    }

    private static string Day(DateOnly date) => date.ToString("yyyy'/'MM'/'dd'/'", CultureInfo.InvariantCulture);

    private void Line(string tag, string? value)
    {
        if (DocumentText.Line(value) is { Length: > 0 } line)
        {
            // Two spaces part a tag from its value, and some readers take them for that wherever they stand.
            Out.Write($"{tag}  - {string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))}\r\n");
        }
    }
}
