namespace Archiver.Files;

/// <summary>The names of the files that belong to an archive: beside its file, by whatever link it is opened.</summary>
internal static class ArchiveFiles
{
    /// <summary>What is added to the archive's name for the new one that compacting makes, and to that for its log.</summary>
    public const string DraftSuffix = ".compacting";
    public const string DraftLogSuffix = "-log";

    public const string SearchSuffix = ".search";
    public const string SpoolSuffix = ".spool";
    public const string LockSuffix = ".lock";
    public const string WriterSuffix = ".writer";

    public static string LogPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    /// <summary>Every file that belongs to the archive of this path, itself included.</summary>
    public static IEnumerable<string> FilesOf(string path)
    {
        var real = RealPath.OfFile(path);
        return [path, real, LogPath(real), real + LockSuffix, real + WriterSuffix, real + SpoolSuffix, .. IndexFiles(real + SearchSuffix), .. DraftFiles(real)];
    }

    /// <summary>The files that an index of words may have.</summary>
    public static IEnumerable<string> IndexFiles(string index) => [index, IndexJournal(index), IndexBuilding(index), NewIndex(index)];

    /// <summary>SQLite's journal of it.</summary>
    public static string IndexJournal(string index) => index + "-journal";

    /// <summary>What the process holds that makes it.</summary>
    public static string IndexBuilding(string index) => index + ".building";

    /// <summary>The next one, until it takes its place.</summary>
    public static string NewIndex(string index) => index + ".new";

    /// <summary>What compacting works with, and leaves behind where it is killed.</summary>
    public static IEnumerable<string> DraftFiles(string real) =>
        [real + DraftSuffix, real + DraftSuffix + DraftLogSuffix];

    public static bool HasLog(string path) => FileFailure.IsThere(LogPath(path)) && new FileInfo(LogPath(path)).Length > 0;
}
