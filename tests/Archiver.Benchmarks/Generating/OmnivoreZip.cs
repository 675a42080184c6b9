using System.Globalization;
using System.IO.Compression;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>Omnivore's zip file: twenty articles a list, the text of each beside it in HTML.</summary>
internal sealed class OmnivoreZip(string path) : IArticleWriter
{
    private const int ArticlesOfList = 20;

    private readonly ZipArchive _zip = new(File.Create(path), ZipArchiveMode.Create);
    private readonly List<GeneratedArticle> _listed = [];
    private readonly StringBuilder _html = new();

    public void Write(GeneratedArticle article)
    {
        _html.Clear().Append("<DIV class=\"page\" id=\"readability-page-1\"><DIV data-omnivore-anchor-idx=\"1\">");
        MarkupText.Append(article, _html);
        using (var content = new StreamWriter(Add($"content/{Slug(article)}.html"), new UTF8Encoding(false)))
        {
            content.Write(_html.Append("</DIV></DIV>"));
        }

        _listed.Add(article);
        if (_listed.Count == ArticlesOfList)
        {
            WriteList();
        }
    }

    public void Dispose()
    {
        if (_listed.Count > 0)
        {
            WriteList();
        }

        _zip.Dispose();
    }

    private void WriteList()
    {
        var first = _listed[0].Index;
        using var output = new JsonOutput(Add(string.Create(CultureInfo.InvariantCulture, $"metadata_{first}_to_{first + ArticlesOfList - 1}.json")));
        foreach (var article in _listed)
        {
            output.Text(article.Index == first ? "["u8 : ","u8);
            output.Object(json =>
            {
                json.WriteString("id", article.Id);
                json.WriteString("slug", Slug(article));
                json.WriteString("title", article.Title);
                json.WriteString("description", article.Summary);
                json.WriteNull("author");
                json.WriteString("url", article.Url);
                json.WriteString("state", article.ReadCount > 1 ? "Archived" : "Active");
                json.WriteNumber("readingProgress", 0);
                json.WriteNull("thumbnail");
                JsonOutput.Array(json, "labels", [article.Category, "news"]);
                json.WriteString("savedAt", Time(article.Created));
                json.WriteString("updatedAt", Time(article.Updated));
                json.WriteString("publishedAt", article.Date.ToString("yyyy-MM-dd'T00:00:00.000Z'", CultureInfo.InvariantCulture));
            });
        }

        output.Text("]"u8);
        _listed.Clear();
    }

    private Stream Add(string name) => _zip.CreateEntry(name, CompressionLevel.Fastest).Open();

    private static string Slug(GeneratedArticle article) => string.Create(CultureInfo.InvariantCulture, $"article-{article.Index}");

    private static string Time(WallTime time) => time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);
}
