using System.Text.Encodings.Web;
using System.Text.Json;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// One JSON object a line, ready parsed, for programs that do not read dumps. Similar titles and paragraphs are joined
/// by newlines, so that a program that keeps flat rows has no work with them.
/// </summary>
internal sealed class RecordFile : IArticleWriter
{
    private readonly BufferedStream _output;
    private readonly Utf8JsonWriter _json;

    public RecordFile(string path)
    {
        _output = new BufferedStream(File.Create(path), 1 << 16);
        _json = new Utf8JsonWriter(_output,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public void Write(GeneratedArticle article)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("id", article.Id);
        _json.WriteString("category", article.Category);
        _json.WriteString("title", article.Title);
        _json.WriteString("url", article.Url);
        _json.WriteString("date", article.Date.ToString("O"));
        _json.WriteString("created", article.Created.ToString());
        _json.WriteString("updated", article.Updated.ToString());
        _json.WriteString("lastRead", article.LastRead.ToString());
        _json.WriteNumber("words", article.Words);
        _json.WriteNumber("readCount", article.ReadCount);
        _json.WriteString("summary", article.Summary);
        _json.WriteString("similar", string.Join('\n', article.Similar));
        _json.WriteString("body", string.Join('\n', article.Paragraphs));
        _json.WriteEndObject();
        _json.Flush();
        _output.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }
}
