using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Upkeep;

/// <summary>
/// A new archive while it is written and proved, beside the place that it will take in one step. Its files have fixed
/// names, so that the next process overwrites what a killed one left, and only one process at a time has them.
/// Disposed without <see cref="Complete"/>, it leaves nothing.
/// </summary>
internal sealed class DraftArchive : IDisposable
{
    private readonly string _place;
    private readonly OutputFile _file;
    private readonly FileStatus _source;
    private readonly SafeFileHandle _log;

    /// <param name="place">The file that it will be.</param>
    /// <param name="suffix">What is added to that name until then.</param>
    /// <param name="source">The archive that it is made from: who may not read that may not read this.</param>
    public DraftArchive(string place, string suffix, string source)
    {
        if (ArchiveFiles.ForeignInDraft(RealPath.Of(place) + suffix) is { } foreign)
        {
            throw CompanionFile.Foreign(foreign, place);
        }

        (_place, _file, _source) = (place, OutputFile.Create(place, suffix), FileStatus.Of(source));
        if (_file.Temporary is null)
        {
            _file.Dispose();
            throw new ArchiverException(Failure.General, $"{place} is a device or a pipe. Name a file.");
        }

        DiskFile.Protect(_file.Handle, _source);
        try
        {
            // Before anything is in the draft: by its log it is known as one where this process is killed.
            _log = ScratchFile.Take(LogName, _source);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public long Bytes => _file.Stream.Length;

    private string Name => _file.Temporary!;

    private string LogName => Name + ArchiveFiles.DraftLogSuffix;

    /// <summary>Begins an archive without articles.</summary>
    public Database Begin()
    {
        _file.Stream.Write(EmptyArchive.Create());
        _file.Stream.Flush();
        return OpenToWrite();
    }

    /// <summary>Makes it a copy of an archive as its reader sees it, with everything in one file.</summary>
    /// <param name="source">The archive.</param>
    /// <param name="copied">Called after each page.</param>
    public void Copy(Database source, Action copied)
    {
        source.CopyPages(_file.Handle, _log, copied);
        using var copy = OpenToWrite();
        copy.Finish();
    }

    /// <summary>Its pages, for proving it.</summary>
    public ArchivePages Pages() => new(Borrowed(_file.Handle));

    /// <summary>Syncs it and puts it in its place.</summary>
    public void Complete()
    {
        EmptyLog();
        _file.Complete();
    }

    public void Dispose()
    {
        try
        {
            EmptyLog();
            _file.Dispose();
        }
        finally
        {
            ScratchFile.Drop(_log, LogName);
        }
    }

    private Database OpenToWrite()
    {
        var data = new DataFile(Borrowed(_file.Handle), writable: true);
        return Database.OpenDraft(_place, data, new LogFile(Borrowed(_log), data, writable: true));
    }

    /// <summary>The file as others have it, who close what they were given and not the file itself.</summary>
    private static SafeFileHandle Borrowed(SafeFileHandle file) =>
        DiskFile.Placed(new SafeFileHandle(file.DangerousGetHandle(), ownsHandle: false));

    private void EmptyLog() => RandomAccess.SetLength(_log, 0);
}
