using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Exporting.Formats;

/// <summary>Bookmarks as browsers and most readers take them in. What has no address of the web can be no bookmark.</summary>
internal sealed class NetscapeWriter(Stream output, ExportOptions options) : TextExportWriter(output)
{
    private int _leftOut;

    public override ArticleParts Needs => ArticleParts.Summary;

    public override void Begin() => Out.Write("""
        <!DOCTYPE NETSCAPE-Bookmark-file-1>
        <META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
        <TITLE>Bookmarks</TITLE>
        <H1>Bookmarks</H1>
        <DL><p>

        """);

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        if (WebAddress.Of(details.Url) is not { } address)
        {
            _leftOut++;
            return;
        }

        var added = details.Created?.ToDateTime() ?? details.Date?.ToDateTime(TimeOnly.MinValue);
        var tags = string.Join(',', details.Tags.Select(tag => tag.Replace(',', ' ')));
        Out.Write($"    <DT><A HREF=\"{HtmlBody.Escape(address)}\"{Seconds("ADD_DATE", added)}"
            + $"{Seconds("LAST_MODIFIED", details.Updated?.ToDateTime())}{(tags.Length > 0 ? $" TAGS=\"{HtmlBody.Escape(tags)}\"" : "")}>"
            + $"{HtmlBody.Escape(ArticleHtml.TitleOf(article))}</A>\n");
        if (text.Summary.Count > 0)
        {
            Out.Write($"    <DD>{HtmlBody.Escape(string.Join(' ', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span))))}\n");
        }
    }

    public override void Complete()
    {
        Out.Write("</DL><p>\n");
        if (_leftOut > 0)
        {
            options.Warn($"{_leftOut} {(_leftOut == 1 ? "article has" : "articles have")} no address of the web, and cannot be bookmarks.");
        }

        base.Complete();
    }

    private static string Seconds(string name, DateTime? time) => time is not { } stated ? ""
        : string.Create(CultureInfo.InvariantCulture, $" {name}=\"{new DateTimeOffset(stated, TimeSpan.Zero).ToUnixTimeSeconds()}\"");
}
