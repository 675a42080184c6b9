using Archiver.Articles;
using Archiver.Exporting.Reports;
using Archiver.Files;
using Archiver.Importing;

namespace Archiver.Exporting;

/// <summary>The report of an import: one JSON object a line for every stretch of every input, written as it happens.</summary>
public sealed class ReportFile : IDisposable
{
    /// <summary>
    /// How a report begins. The input is part of it, for an export begins with the same version and is no report.
    /// </summary>
    private static ReadOnlySpan<byte> Beginning => "{\"formatVersion\":1,\"input\":"u8;

    /// <summary>How it began before its lines had a version.</summary>
    private static ReadOnlySpan<byte> FormerBeginning => "{\"input\":"u8;

    private readonly MemoryStream _lines = new();
    private readonly JsonOutput _json;
    private readonly FileStream _file;

    /// <summary>
    /// Begins the report. Of what is there only an earlier report is overwritten: a name that was mistyped, or another
    /// name of the archive or of an input, would otherwise cost the file.
    /// </summary>
    /// <remarks>Opening a pipe waits until somebody reads from it.</remarks>
    /// <exception cref="ArchiverException">The file cannot be written, or is something else, or another import writes it.</exception>
    public ReportFile(string path)
    {
        _file = Try(path, () => Open(path));
        _json = new JsonOutput(_lines);
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
            return FileFailure.InWords($"The report {path}", "written", open);
        }
        catch (ArchiverException exception) when (exception.InnerException is IOException inner && DiskError.IsSharingViolation(inner))
        {
            throw new ArchiverException(Failure.Busy,
                $"Another import is writing its report to {path}. Name another file, or wait until that import is done.", exception);
        }
    }

    /// <summary>Writes whole lines at once, so that a report that was cut off ends with a line.</summary>
    public void Write(IReadOnlyList<StretchReport> stretches)
    {
        foreach (var stretch in stretches)
        {
            _json.Add(new StretchLine(stretch));
            _json.Punctuate("\n"u8);
        }

        _json.Flush();
        _file.Write(_lines.GetBuffer().AsSpan(0, (int)_lines.Length));
        _lines.SetLength(0);
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }
}
