using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>Which archive, and how long to wait for another process that holds it.</summary>
/// <param name="Path">The archive's file.</param>
/// <param name="Wait">How long to wait, and who is told.</param>
/// <param name="IsOfUser">Whether it lies in the user's data folder, which is made where it is not there.</param>
internal sealed record ArchivePlace(string Path, LockWait Wait, bool IsOfUser = false)
{
    public const string Variable = "ARCHIVER_ARCHIVE";
    public const string FileName = "archive.db";
    private const string FolderName = "archiver";

    /// <summary>Whether an archive can be made there.</summary>
    public bool HasFolder => IsOfUser || Directory.Exists(System.IO.Path.GetDirectoryName(RealPath.Of(Path)));

    /// <summary>What is named, else the one of the environment, else the one in the current folder, else the user's.</summary>
    /// <exception cref="ArchiverException">It has a name that cannot be opened.</exception>
    public static ArchivePlace Find(string? named, LockWait wait, Session session)
    {
        var path = named ?? session.Variable(Variable);
        if (path is { Length: 0 })
        {
            throw new ArchiverException(Failure.General, $"{Variable} is empty. Name a file in it, or unset it.");
        }

        if (path is not null && GivenValues.NotUtf8(Variable, path) is { } wrong)
        {
            throw new ArchiverException(Failure.General, wrong);
        }

        if (!ProcessBytes.CanNameFolder())
        {
            throw new ArchiverException(Failure.General,
                "the name of the current folder is not UTF-8, and files in it cannot be named. "
                    + "Go to another folder, or rename this one.");
        }

        if (path is not null)
        {
            return new ArchivePlace(path, wait);
        }

        var here = System.IO.Path.Combine(session.Folder, FileName);
        return FileFailure.IsThere(here) || DataFolder(session) is not { } data
            ? new ArchivePlace(here, wait)
            : new ArchivePlace(System.IO.Path.Combine(data, FolderName, FileName), wait, IsOfUser: true);
    }

    public Archive OpenToRead(CancellationToken cancellation = default) => Archive.OpenToRead(Path, Wait, cancellation);

    /// <summary>To write; where there is no archive, it is made.</summary>
    public Archive OpenToWrite(CancellationToken cancellation = default)
    {
        if (IsOfUser)
        {
            MakeFolder(System.IO.Path.GetDirectoryName(Path)!);
        }

        return Archive.OpenToWrite(Path, Wait, cancellation);
    }

    /// <summary>To write, where there is an archive already.</summary>
    public Archive OpenToChange(CancellationToken cancellation) => Archive.OpenToChange(Path, Wait, cancellation);

    /// <summary>Refuses to write a report or an export over the archive or over what is to be read.</summary>
    /// <param name="option">The option that names the file to write.</param>
    /// <param name="file">The file to write.</param>
    /// <param name="inputs">What is to be read beside the archive.</param>
    /// <exception cref="ArchiverException">It is one of them.</exception>
    public void Protect(string option, string file, IEnumerable<string> inputs)
    {
        var written = RealPath.Of(file);
        if (Archive.FilesOf(Path).Concat(inputs).Any(read => RealPath.Of(read) == written))
        {
            throw new ArchiverException(Failure.General,
                $"{option} {file} would overwrite what is to be read. Name another file.");
        }
    }

    /// <summary>
    /// What a user has read is nobody else's business: the folder is closed to others, as the standard of data folders asks.
    /// </summary>
    private static void MakeFolder(string folder)
    {
        for (var above = folder; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new ArchiverException(Failure.NotWritable,
                    $"The folder {folder} cannot be made: {above} is a file. Name another archive with --archive FILE.");
            }
        }

        FileFailure.InWords($"The folder {folder}", "made", () => OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    /// <returns>Null where the user has none.</returns>
    private static string? DataFolder(Session session)
    {
        // A relative one is to be passed over, says the standard.
        if (!OperatingSystem.IsWindows()
            && session.Variable("XDG_DATA_HOME") is { } stated && System.IO.Path.IsPathRooted(stated))
        {
            return stated;
        }

        if (OperatingSystem.IsLinux() && session.Variable("HOME") is { } home && System.IO.Path.IsPathRooted(home))
        {
            return System.IO.Path.Combine(home, ".local", "share");
        }

        var found = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return found.Length > 0 ? found : null;
    }
}
