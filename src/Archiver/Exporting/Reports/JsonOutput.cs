using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Archiver.Exporting.Reports;

/// <summary>
/// Reports on their way to a stream, as JSON. What has gathered is passed on when the buffer is full: memory is bounded
/// by the buffer and the longest text, and a report whose parts are found as they are written need not be in memory.
/// </summary>
public sealed class JsonOutput : IBufferWriter<byte>, IDisposable
{
    private const int BufferSize = 64 << 10;

    private readonly Stream _output;
    private readonly Utf8JsonWriter _json;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _written;

    public JsonOutput(Stream output)
    {
        _output = output;

        // Validation is off: the shapes are those of the types.
        _json = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = ReadableEncoder.Instance, SkipValidation = true });
    }

    /// <summary>Writes one report, and a line end.</summary>
    public static void Write<T>(T report, Stream output)
        where T : class
    {
        using var json = new JsonOutput(output);
        json.Add(report);
        json.Punctuate("\n"u8);
        json.Flush();
    }

    /// <summary>Writes an object with these fields of an article, and a line end.</summary>
    public static void Write(ArticleRow row, IReadOnlyList<ArticleField> fields, Stream output)
    {
        using var json = new JsonOutput(output);
        json.Add(fields, row);
        json.Punctuate("\n"u8);
        json.Flush();
    }

    /// <summary>
    /// Writes an array with a report a line, so that tools for lines (<c>diff</c>, <c>grep</c>) have something to hold;
    /// <c>[]</c> where there is none.
    /// </summary>
    /// <returns>How many there are.</returns>
    public static int WriteArray<T>(IEnumerable<T> reports, Stream output)
        where T : class => WriteArray(reports, (json, report) => json.Add(report), output);

    private static int WriteArray<T>(IEnumerable<T> items, Action<JsonOutput, T> add, Stream output)
    {
        using var json = new JsonOutput(output);
        var count = 0;
        foreach (var item in items)
        {
            json.Punctuate(count++ == 0 ? "[\n"u8 : ",\n"u8);
            add(json, item);
        }

        json.Punctuate(count == 0 ? "[]\n"u8 : "\n]\n"u8);
        json.Flush();
        return count;
    }

    /// <summary>
    /// Writes an array with an article a line, each an object with these fields; <c>[]</c> where there is none.
    /// </summary>
    /// <returns>How many there are.</returns>
    public static int WriteArray(IEnumerable<ArticleRow> rows, IReadOnlyList<ArticleField> fields, Stream output) =>
        WriteArray(rows, (json, row) => json.Add(fields, row), output);

    /// <summary>Writes what a search finds, as <see cref="SearchReport"/> does, with these fields of the articles.</summary>
    public static void WriteFound(int total, IEnumerable<ArticleRow> rows, IReadOnlyList<ArticleField> fields, Stream output)
    {
        using var json = new JsonOutput(output);
        json.Punctuate(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"formatVersion\":{Report.Version},\"total\":{total},\"articles\":[")));
        var isFirst = true;
        foreach (var row in rows)
        {
            json.Punctuate(isFirst ? ""u8 : ","u8);
            json.Add(fields, row);
            isFirst = false;
        }

        json.Punctuate("]}\n"u8);
        json.Flush();
    }

    /// <summary>Writes a report.</summary>
    public void Add<T>(T report)
        where T : class
    {
        JsonSerializer.Serialize(_json, report, TypeOf<T>.Info);
        _json.Flush();
        _json.Reset();
    }

    /// <summary>Writes these fields of an article, after the version that every report begins with.</summary>
    public void Add(IReadOnlyList<ArticleField> fields, ArticleRow row)
    {
        _json.WriteStartObject();
        _json.WriteNumber("formatVersion"u8, Report.Version);
        foreach (var field in fields)
        {
            field.Write(_json, row);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
    }

    /// <summary>Writes what stands between reports.</summary>
    public void Punctuate(ReadOnlySpan<byte> text) => this.Write(text);

    /// <summary>Passes on what has gathered.</summary>
    public void Flush()
    {
        PassOn();
        _output.Flush();
    }

    /// <summary>Gives buffers back; writes nothing.</summary>
    public void Dispose()
    {
        _json.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    void IBufferWriter<byte>.Advance(int count) => _written += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        if (_buffer.Length - _written < Math.Max(1, sizeHint))
        {
            PassOn();
            if (_buffer.Length < sizeHint)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(sizeHint);
            }
        }

        return _buffer.AsMemory(_written);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    private void PassOn()
    {
        _output.Write(_buffer.AsSpan(0, _written));
        _written = 0;
    }

    private static class TypeOf<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)ReportContext.Default.GetTypeInfo(typeof(T))!;
    }
}
