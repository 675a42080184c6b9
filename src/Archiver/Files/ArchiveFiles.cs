using System.Text;
using Archiver.Articles;

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

    /// <summary>What is added to the name of a backup, and of what is salvaged, until it is complete.</summary>
    public const string BackupSuffix = ".backing-up";
    public const string SalvageSuffix = ".salvaging";

    /// <summary>In bytes, everywhere.</summary>
    private const int LongestName = 255;

    /// <summary>What is added to the archive's name for every file of its own but the log.</summary>
    private static readonly string[] Suffixes =
    [
        LockSuffix, WriterSuffix, SpoolSuffix, .. IndexFiles(SearchSuffix),
        .. ((string[])[DraftSuffix, BackupSuffix, SalvageSuffix]).SelectMany(FilesOfDraft),
    ];

    /// <summary>Every file that belongs to the archive of this path, itself included.</summary>
    public static IEnumerable<string> FilesOf(string path)
    {
        var real = RealPath.OfFile(path);
        return
        [
            path, real, LogPath(real), real + LockSuffix, real + WriterSuffix, real + SpoolSuffix,
            .. IndexFiles(real + SearchSuffix), .. DraftFiles(real),
        ];
    }

    /// <summary>The files that an index of words may have.</summary>
    public static IEnumerable<string> IndexFiles(string index) =>
        [index, IndexJournal(index), IndexBuilding(index), NewIndex(index)];

    /// <summary>SQLite's journal of it.</summary>
    public static string IndexJournal(string index) => index + "-journal";

    /// <summary>What the process holds that makes it.</summary>
    public static string IndexBuilding(string index) => index + ".building";

    /// <summary>The next one, until it takes its place.</summary>
    public static string NewIndex(string index) => index + ".new";

    /// <summary>What compacting works with, and leaves behind where it is killed.</summary>
    public static IEnumerable<string> DraftFiles(string real) => FilesOfDraft(real + DraftSuffix);

    /// <summary>The files of a draft: it never is without its log (<see cref="ForeignInDraft"/>).</summary>
    private static string[] FilesOfDraft(string draft) => [draft, draft + DraftLogSuffix];

    /// <summary>
    /// What has the name of a draft or its log and is neither: a draft was there only together with its log, which is empty
    /// before the draft begins and after it has its place.
    /// </summary>
    /// <returns>Null where there is nothing such.</returns>
    public static string? ForeignInDraft(string draft)
    {
        var files = FilesOfDraft(draft);
        return Array.Find(files, file => FileFailure.IsThere(file) && !IsOrdinary(file))
            ?? Array.Find(files, file =>
                IsOrdinary(file) && new FileInfo(file).Length > 0 && files.Any(other => !File.Exists(other)));
    }

    public static bool HasLog(string path)
    {
        var log = LogPath(path);
        if (!FileFailure.IsThere(log))
        {
            return false;
        }

        return Directory.Exists(log)
            ? throw new ArchiverException(Failure.NotWritable,
                $"{log} is a folder, where the log of {path} belongs. Move it away.")
            : new FileInfo(log).Length > 0;
    }

    /// <summary>
    /// The archive to whose own files this real path belongs, of those that <paramref name="isArchive"/> says are there;
    /// null where there is none.
    /// </summary>
    public static string? OwnerOf(string path, Predicate<string> isArchive)
    {
        var real = Path.GetFullPath(path);
        var (folder, name) = (Path.GetDirectoryName(real) ?? "", Path.GetFileName(real));
        var names = Suffixes.Where(suffix => name.EndsWith(suffix, StringComparison.Ordinal))
            .Select(suffix => name[..^suffix.Length]).ToList();
        if (Path.GetFileNameWithoutExtension(name) is var stem && stem.EndsWith("-log", StringComparison.Ordinal))
        {
            names.Add(stem[..^"-log".Length] + Path.GetExtension(name));
        }

        return names.Where(owner => owner.Length > 0).Select(owner => Path.Combine(folder, owner))
            .FirstOrDefault(owner => File.Exists(owner) && isArchive(owner));
    }

    /// <summary>Whether all files of an archive with this name can have theirs.</summary>
    public static bool HasShortName(string path) =>
        Encoding.UTF8.GetByteCount(Path.GetFileName(path)) + Suffixes.Max(suffix => suffix.Length) <= LongestName;

    private static bool IsOrdinary(string path) => File.Exists(path)
        && new FileInfo(path).LinkTarget is null
        && FileKinds.Of(path) == FileKind.File;
}
