using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Exporting.Formats;

/// <summary>JSON Feed 1.1; what it has no member for stands under <c>_archiver</c>.</summary>
internal sealed class JsonFeedWriter(Stream output) : JsonExportWriter(output)
{
    public override void Begin()
    {
        Json.WriteStartObject();
        Json.WriteString("version", "https://jsonfeed.org/version/1.1");
        Json.WriteString("title", "Articles");
        Json.WriteStartArray("items");
    }

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        Json.WriteStartObject();
        Json.WriteString("id", $"urn:uuid:{article.Id}");
        WriteText("url", WebAddress.Of(details.Url));
        WriteText("title", article.Title);
        WriteText("content_html", HtmlBody.Of(text));
        WriteText("summary", SummaryOf(text));
        WriteText("date_published", Moment(details.Date) ?? Moment(details.Created));
        WriteText("date_modified", Moment(details.Updated));
        if (details.Authors.Count > 0)
        {
            Json.WriteStartArray("authors");
            foreach (var author in details.Authors)
            {
                Json.WriteStartObject();
                WriteText("name", author);
                Json.WriteEndObject();
            }

            Json.WriteEndArray();
        }

        if (details.Tags.Count > 0)
        {
            WriteTexts("tags", details.Tags);
        }

        WriteText("language", ArticleHtml.LanguageOf(article));
        Json.WriteStartObject("_archiver");
        WriteText("category", details.Category);
        WriteText("site", details.Site);
        WriteText("created", details.Created?.ToString());
        WriteText("lastRead", article.LastRead?.ToString());
        Json.WriteNumber("words", article.Words);
        if (article.ReadCount is { } reads)
        {
            Json.WriteNumber("readCount", reads);
        }

        Json.WriteBoolean("starred", details.IsStarred);
        Json.WriteEndObject();
        Json.WriteEndObject();
        PassOn();
    }

    public override void Complete()
    {
        Json.WriteEndArray();
        Json.WriteEndObject();
        base.Complete();
    }
}
