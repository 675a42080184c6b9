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
