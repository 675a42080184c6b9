using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Exporting.Formats;

/// <summary>CSL-JSON, as Zotero, pandoc and others read it. Names stay as they are stated.</summary>
internal sealed class CslWriter(Stream output) : JsonExportWriter(output)
{
    public override ArticleParts Needs => ArticleParts.Summary;

    public override void Begin() => Json.WriteStartArray();

    public override void Write(Article article, ArticleText text)
    {
        var details = article.Details;
        var address = WebAddress.Of(details.Url);
        Json.WriteStartObject();
        Json.WriteString("id", article.Id.ToString());
        Json.WriteString("type", details.Date is null ? "webpage" : "article-newspaper");
        WriteText("title", ArticleHtml.TitleOf(article));
        if (details.Authors.Count > 0)
        {
            Json.WriteStartArray("author");
            foreach (var author in details.Authors)
            {
                Json.WriteStartObject();
                WriteText("literal", author);
                Json.WriteEndObject();
            }

            Json.WriteEndArray();
        }

        WriteDate("issued", details.Date);
        WriteDate("accessed", details.Created is { } created ? DateOnly.FromDateTime(created.ToDateTime()) : null);
        WriteText("URL", address ?? details.Url);
        WriteText("container-title", details.Site ?? (address is null ? null : new Uri(address).Host));
        WriteText("abstract", SummaryOf(text));
        WriteText("language", ArticleHtml.LanguageOf(article));
        WriteText("keyword", details.Tags.Count > 0 ? string.Join(", ", details.Tags) : null);
        Json.WriteEndObject();
        PassOn();
    }

    public override void Complete()
    {
        Json.WriteEndArray();
        base.Complete();
    }

    private void WriteDate(string name, DateOnly? date)
    {
        if (date is not { } stated)
        {
            return;
        }

        Json.WriteStartObject(name);
        Json.WriteStartArray("date-parts");
        Json.WriteStartArray();
        Json.WriteNumberValue(stated.Year);
        Json.WriteNumberValue(stated.Month);
        Json.WriteNumberValue(stated.Day);
        Json.WriteEndArray();
        Json.WriteEndArray();
        Json.WriteEndObject();
    }
}
