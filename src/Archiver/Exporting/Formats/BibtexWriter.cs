using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>BibTeX as biblatex reads it. Braces in texts are written as commands: even where they are escaped, they are counted.</summary>
internal sealed class BibtexWriter(Stream output) : TextExportWriter(output)
{
    private readonly HashSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    public override ArticleParts Needs => ArticleParts.Summary;

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        Out.Write($"@online{{{KeyOf(article)},\n  title = {{{{{Escape(ArticleHtml.TitleOf(article))}}}}},\n");
        Field("author", string.Join(" and ", details.Authors.Select(DocumentText.Line).Where(name => name.Length > 0).Select(name => $"{{{Escape(name)}}}")));
        Field("date", details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field("url", WebAddress.Of(details.Url));
        Field("urldate", details.Created?.ToDateTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field("organization", Escape(details.Site));
        Field("abstract", Escape(string.Join(' ', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span)))));
        Field("keywords", Escape(string.Join(", ", details.Tags)));
        Field("langid", ArticleHtml.LanguageOf(article));
        Out.Write("}\n\n");
    }

    /// <summary>The last word of the first author or the site, the year, and the beginning of the ID.</summary>
    private string KeyOf(Article article)
    {
        var name = article.Details.Authors is [var first, ..] ? first : article.Details.Site ?? "";
        var word = new string([.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("").Where(char.IsAsciiLetter).Take(20)]).ToLowerInvariant();
        var before = $"{(word.Length > 0 ? word : "article")}{article.Details.Date?.Year.ToString(CultureInfo.InvariantCulture)}-";
        var id = article.Id.ToString();
        var key = before + id[..8];
        return _keys.Add(key) ? key : before + id;
    }

    private void Field(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Out.Write($"  {name} = {{{value}}},\n");
        }
    }

    private static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var character in DocumentText.Line(text))
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '{' => "\\textbraceleft{}",
                '}' => "\\textbraceright{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '%' or '&' or '#' or '_' or '$' => $"\\{character}",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }
}
