using System.Buffers;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Importing;

/// <summary>The report of an import: one JSON object a line for every stretch of every input, written as it happens.</summary>
public sealed class ReportFile : IDisposable
{
    /// <summary>How a report begins; an export begins with the same version, and is none.</summary>
    private static ReadOnlySpan<byte> Beginning => "{\"formatVersion\":1,\"input\":"u8;

    /// <summary>How it began before its lines had a version.</summary>
    private static ReadOnlySpan<byte> FormerBeginning => "{\"input\":"u8;

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly FileStream _file;

    /// <summary>
    /// Begins the report. Of what is there only an earlier report is overwritten: a name that was mistyped, or another
    /// name of the archive or of an input, would otherwise cost the file.
    /// </summary>
    /// <remarks>To open a pipe waits for who reads it.</remarks>
    /// <exception cref="ArchiverException">The file cannot be written, or is something else, or another import writes it.</exception>
    public ReportFile(string path)
    {
        _file = Try(path, () => Open(path));
        _json = new Utf8JsonWriter(_lines, JsonText.WriterOptions);
    }

    /// <summary>Refuses a place where no report can be, before anything is done; what is there stays as it is.</summary>
    /// <exception cref="ArchiverException">As for the constructor.</exception>
    public static void Check(string path) => Try(path, () =>
    {
        if (File.Exists(path) && FileKinds.Of(path) == FileKind.File)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
            RefuseOther(path, file);
        }
        else if (Directory.Exists(path))
        {
            throw new IOException("it is a folder.");
        }
        else if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new DirectoryNotFoundException();
        }

        return true;
    });

    private static FileStream Open(string path)
    {
        // What is no file, such as /dev/null, any number of imports may have as their report.
        var kind = File.Exists(path) ? FileKinds.Of(path) : FileKind.File;
        var share = kind == FileKind.File ? FileShare.None : FileShare.ReadWrite;

        // A pipe that is open to be read as well waits for nobody, and what nobody reads is gone.
        var file = kind == FileKind.Pipe
            ? new FileStream(path, FileMode.Open, FileAccess.Write, share, bufferSize: 0)
            : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
        try
        {
            if (file.CanSeek && file.Length > 0)
            {
                RefuseOther(path, file);
                file.SetLength(0);
                file.Position = 0;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void RefuseOther(string path, FileStream file)
    {
        Span<byte> beginning = stackalloc byte[Beginning.Length];
        beginning = beginning[..file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)];
        if (file.Length > 0 && !beginning.SequenceEqual(Beginning) && !beginning.StartsWith(FormerBeginning))
        {
            throw new ArchiverException(Failure.General,
                $"{path} exists and is not the report of an import. Name another file, or delete that one.");
        }
    }

    private static T Try<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (IOException exception) when (DiskError.IsSharingViolation(exception))
        {
            throw new ArchiverException(Failure.Busy,
                $"Another import is writing its report to {path}. Name another file, or wait until that import is done.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArchiverException(Failure.NotWritable, $"The report {path} cannot be written: {FileFailure.Reason(exception)}", exception);
        }
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
        VersionedJson.StartObject(_json);
        _json.WritePropertyName("input"u8);
        JsonText.Write(_json, stretch.Input);
        _json.WriteNumber("offset"u8, stretch.Offset);
        _json.WriteNumber("length"u8, stretch.Length);
        _json.WriteNumber("line"u8, stretch.Line);
        _json.WriteNumber("lines"u8, stretch.Lines);
        _json.WriteString("format"u8, stretch.Format);
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
        Outcome.Removed => "removed"u8,
        Outcome.Rejected => "rejected"u8,
        _ => "blank"u8,
    };
}
