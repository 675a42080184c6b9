using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Exporting.Formats;

/// <summary>wallabag's export, which many readers take in. An article without a URL has its ID in the form of one.</summary>
internal sealed class WallabagWriter(Stream output) : JsonExportWriter(output)
{
    private const int WordsPerMinute = 200;

    public override void Begin() => Json.WriteStartArray();

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        Json.WriteStartObject();
        WriteText("title", article.Title ?? "Untitled");
        WriteText("url", details.Url ?? $"urn:uuid:{article.Id}");
        Json.WriteNumber("is_archived", article.IsRead ? 1 : 0);
        Json.WriteNumber("is_starred", details.IsStarred ? 1 : 0);
        WriteTexts("tags", details.Tags);
        WriteText("content", HtmlBody.Of(text, hasHighlights: false));
        Write("created_at", Moment(details.Created) ?? Moment(details.Date));
        Write("updated_at", Moment(details.Updated) ?? Moment(details.Created) ?? Moment(details.Date));
        Write("archived_at", article.IsRead ? Moment(article.LastRead) : null);
        Write("published_at", Moment(details.Date));
        WriteTexts("published_by", details.Authors);
        Write("language", ArticleHtml.LanguageOf(article));
        Json.WriteString("mimetype", "text/html");
        Json.WriteNumber("reading_time", (article.Words + WordsPerMinute - 1) / WordsPerMinute);
        Write("domain_name", WebAddress.Of(details.Url) is { } address && new Uri(address).Host is { Length: > 0 } host ? host : null);
        Json.WriteNull("preview_picture");
        Json.WriteStartArray("annotations");
        foreach (var highlight in text.Highlights)
        {
            Json.WriteStartObject();
            WriteText("text", highlight.Comment ?? "");
            WriteText("quote", highlight.Text);
            Write("created_at", Moment(highlight.Created));
            Json.WriteStartArray("ranges");
            Json.WriteEndArray();
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
        Json.WriteEndObject();
        PassOn();
    }

    public override void Complete()
    {
        Json.WriteEndArray();
        base.Complete();
    }

    private void Write(string name, string? value)
    {
        if (value is null)
        {
            Json.WriteNull(name);
        }
        else
        {
            WriteText(name, value);
        }
    }

    private static new string? Moment(WallTime? time) => time is { } stated ? $"{stated}:00+00:00" : null;

    private static new string? Moment(DateOnly? date) => JsonExportWriter.Moment(date)?.Replace("Z", "+00:00", StringComparison.Ordinal);
}
