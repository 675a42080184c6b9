using System.Text.Encodings.Web;
using System.Text.Json;

namespace Archiver.Benchmarks.Generating;

/// <summary>A file of JSON objects, with something between them.</summary>
internal sealed class JsonOutput : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly BufferedStream _output;
    private readonly Utf8JsonWriter _json;

    public JsonOutput(Stream output)
    {
        _output = new BufferedStream(output, 1 << 16);
        _json = new Utf8JsonWriter(_output, Options);
    }

    public void Object(Action<Utf8JsonWriter> write)
    {
        _json.Reset();
        _json.WriteStartObject();
        write(_json);
        _json.WriteEndObject();
        _json.Flush();
    }

    public void Text(ReadOnlySpan<byte> text) => _output.Write(text);

    /// <summary>What an article has beside its texts, under the names of Archiver's own export.</summary>
    public static void Details(Utf8JsonWriter json, GeneratedArticle article)
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
    }

    public static void Array(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }
}
