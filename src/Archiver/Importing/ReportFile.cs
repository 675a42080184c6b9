using System.Buffers;
using System.Text.Json;
using Archiver.Exporting;

namespace Archiver.Importing;

/// <summary>The report of an import: one JSON object a line for every stretch of every input, written as it happens.</summary>
public sealed class ReportFile : IDisposable
{
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly FileStream _file;

    /// <exception cref="ArchiverException">The file cannot be written.</exception>
    public ReportFile(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArchiverException(Failure.NotWritable, $"The report {path} cannot be written: {exception.Message}", exception);
        }

        _json = new Utf8JsonWriter(_lines, ArticleJson.WriterOptions);
    }

    /// <summary>Writes whole lines at once, so that a report that was cut off ends with a line.</summary>
    public void Write(IReadOnlyList<StretchReport> stretches)
    {
        foreach (var stretch in stretches)
        {
            Write(stretch);
            _json.Flush();
            _json.Reset();
            _lines.Write("\n"u8);
        }

        _file.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void Write(StretchReport stretch)
    {
        _json.WriteStartObject();
        _json.WritePropertyName("input"u8);
        JsonText.Write(_json, stretch.Input);
        _json.WriteNumber("offset"u8, stretch.Offset);
        _json.WriteNumber("length"u8, stretch.Length);
        _json.WriteNumber("line"u8, stretch.Line);
        _json.WriteNumber("lines"u8, stretch.Lines);
        _json.WriteString("outcome"u8, NameOf(stretch.Outcome));
        if (stretch.Id is { } id)
        {
            _json.WriteString("id"u8, id);
        }
        else
        {
            _json.WriteNull("id"u8);
        }

        _json.WriteStartArray("warnings"u8);
        foreach (var warning in stretch.Note is { } note ? stretch.Warnings.Append(note) : stretch.Warnings)
        {
            JsonText.Write(_json, warning);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Imported => "imported"u8,
        Outcome.Duplicate => "duplicate"u8,
        Outcome.Updated => "updated"u8,
        Outcome.Unchanged => "unchanged"u8,
        Outcome.Rejected => "rejected"u8,
        _ => "blank"u8,
    };
}
