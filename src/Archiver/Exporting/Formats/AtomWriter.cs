using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Exporting.Formats;

/// <summary>Atom (RFC 4287), with the whole of each article as HTML.</summary>
internal sealed class AtomWriter(Stream output, ExportOptions options) : TextExportWriter(output)
{
    /// <summary>Made of nothing that is known of the archive: whoever follows the feed knows it by where it is.</summary>
    private const string FeedId = "urn:uuid:5e4b1d0c-7a36-5c8e-9b1f-0d2a6c3e8f41";

    public override void Begin() => Out.Write($"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <id>{FeedId}</id>
        <title>Articles</title>
        <updated>{Moment(options.Now)}</updated>
        <generator>Archiver</generator>

        """);

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        var known = details.Updated ?? details.Created;
        var updated = known?.ToDateTime() ?? details.Date?.ToDateTime(TimeOnly.MinValue) ?? text.Source?.Imported ?? options.Now;
        var language = ArticleHtml.LanguageOf(article);
        Out.Write($"<entry{(language is null ? "" : $" xml:lang=\"{language}\"")}>\n<id>urn:uuid:{article.Id}</id>\n"
            + $"<title>{HtmlBody.Escape(ArticleHtml.TitleOf(article))}</title>\n<updated>{Moment(updated)}</updated>\n");
        if (details.Date is { } date)
        {
            Out.Write($"<published>{Moment(date.ToDateTime(TimeOnly.MinValue))}</published>\n");
        }

        // An entry has an author, or it is none.
        foreach (var author in details.Authors.Count > 0 ? details.Authors : [details.Site ?? "Unknown"])
        {
            Out.Write($"<author><name>{HtmlBody.Escape(author)}</name></author>\n");
        }

        if (WebAddress.Of(details.Url) is { } address)
        {
            Out.Write($"<link rel=\"alternate\" href=\"{HtmlBody.Escape(address)}\"/>\n");
        }

        foreach (var term in details.Tags.Prepend(details.Category ?? "").Where(term => term.Length > 0))
        {
            Out.Write($"<category term=\"{HtmlBody.Escape(term)}\"/>\n");
        }

        if (text.Summary.Count > 0)
        {
            Out.Write($"<summary>{HtmlBody.Escape(string.Join(' ', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span))))}</summary>\n");
        }

        Out.Write("<content type=\"html\">");
        HtmlBody.Escape(Out, HtmlBody.Of(text));
        Out.Write("</content>\n</entry>\n");
    }

    public override void Complete()
    {
        Out.Write("</feed>\n");
        base.Complete();
    }

    private static string Moment(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
