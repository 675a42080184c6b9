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
            JsonOutput.Details(json, article);
            json.WriteString("similar", string.Join('\n', article.Similar));
            json.WriteString("body", string.Join('\n', article.Paragraphs));
        });
        _output.Text("\n"u8);
    }

    public void Dispose() => _output.Dispose();
}
