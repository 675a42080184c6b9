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
            JsonOutput.Details(json, article);
            json.WriteString("titleSource", "stated");
            json.WriteBoolean("summaryTruncated", false);
            JsonOutput.Array(json, "similar", article.Similar);
            JsonOutput.Array(json, "paragraphs", article.Paragraphs);
        });
        _output.Text("\n"u8);
    }

    public void Dispose() => _output.Dispose();
}
