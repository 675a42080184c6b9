using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>wallabag's JSON: one array, the texts in HTML.</summary>
internal sealed class WallabagList(string path) : IArticleWriter
{
    private readonly JsonOutput _output = new(File.Create(path));
    private readonly StringBuilder _html = new();

    public void Write(GeneratedArticle article)
    {
        MarkupText.Append(article, _html.Clear());
        _output.Text(article.Index == 0 ? "["u8 : ","u8);
        _output.Object(json =>
        {
            json.WriteNumber("is_archived", article.ReadCount > 1 ? 1 : 0);
            json.WriteNumber("is_starred", 0);
            JsonOutput.Array(json, "tags", [article.Category, "news"]);
            json.WriteBoolean("is_public", false);
            json.WriteNumber("id", article.Index + 1);
            json.WriteString("title", article.Title);
            json.WriteString("url", article.Url);
            json.WriteString("content", _html.ToString());
            json.WriteString("created_at", Time(article.Created));
            json.WriteString("updated_at", Time(article.Updated));
            json.WriteString("published_at", article.Date.ToString("yyyy-MM-dd'T00:00:00+0000'", CultureInfo.InvariantCulture));
            json.WriteStartArray("annotations");
            json.WriteEndArray();
            json.WriteString("mimetype", "text/html");
            json.WriteString("language", "en");
            json.WriteNumber("reading_time", article.Words / 200);
            json.WriteString("domain_name", new Uri(article.Url).Host);
        });
    }

    public void Dispose()
    {
        _output.Text("]"u8);
        _output.Dispose();
    }

    private static string Time(WallTime time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}
