using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>Archiver's own export, one JSON object a line.</summary>
internal sealed class ExportLines(string path) : IArticleWriter
{
    private readonly JsonOutput _output = new(File.Create(path));

    public void Write(GeneratedArticle article)
    {
        _output.Object(json =>
        {
            json.WriteNumber("formatVersion", 1);
            json.WriteString("id", article.Id);
            json.WriteString("category", article.Category);
            json.WriteString("title", article.Title);
            json.WriteString("titleSource", "stated");
            json.WriteString("url", article.Url);
            json.WriteString("date", article.Date.ToString("O"));
            json.WriteString("created", article.Created.ToString());
            json.WriteString("updated", article.Updated.ToString());
            json.WriteString("lastRead", article.LastRead.ToString());
            json.WriteNumber("words", article.Words);
            json.WriteNumber("readCount", article.ReadCount);
            json.WriteString("summary", article.Summary);
            json.WriteBoolean("summaryTruncated", false);
            JsonOutput.Array(json, "similar", article.Similar);
            JsonOutput.Array(json, "paragraphs", article.Paragraphs);
        });
        _output.Text("\n"u8);
    }

    public void Dispose() => _output.Dispose();
}
