using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// One JSON object a line, ready parsed, for programs that do not read dumps. Similar titles and paragraphs are joined
/// by newlines, so that a program that keeps flat rows has no work with them.
/// </summary>
internal sealed class RecordFile(string path) : IArticleWriter
{
    private readonly JsonOutput _output = new(File.Create(path));

    public void Write(GeneratedArticle article)
    {
        _output.Object(json =>
        {
            json.WriteString("id", article.Id);
            json.WriteString("category", article.Category);
            json.WriteString("title", article.Title);
            json.WriteString("url", article.Url);
            json.WriteString("date", article.Date.ToString("O"));
            json.WriteString("created", article.Created.ToString());
            json.WriteString("updated", article.Updated.ToString());
            json.WriteString("lastRead", article.LastRead.ToString());
            json.WriteNumber("words", article.Words);
            json.WriteNumber("readCount", article.ReadCount);
            json.WriteString("summary", article.Summary);
            json.WriteString("similar", string.Join('\n', article.Similar));
            json.WriteString("body", string.Join('\n', article.Paragraphs));
        });
        _output.Text("\n"u8);
    }

    public void Dispose() => _output.Dispose();
}
