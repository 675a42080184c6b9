using System.Buffers.Binary;
using System.Text;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Store.Documents.Pages;

/// <summary>What makes a LiteDB file an archive, checked before LiteDB or anything else touches it.</summary>
internal static class ArchiveFormat
{
    /// <summary>The version of everything that <c>src/FORMAT.md</c> says.</summary>
    public const int Version = 5;

    /// <summary>The oldest version that is read as it is. Who writes to it upgrades it first.</summary>
    private const int OldestVersion = 1;

    /// <summary>LiteDB's <c>USER_VERSION</c> of an archive: "ARC" and the format version.</summary>
    private const int Mark = 0x41524300;

    /// <summary>What <c>USER_VERSION</c> is now.</summary>
    public const int CurrentMark = Mark | Version;

    private const int MarkMask = unchecked((int)0xFFFFFF00);

    /// <summary>LiteDB's name for the mark.</summary>
    public const string MarkPragma = "USER_VERSION";

    private const int HeaderInfoAt = 32;
    private const int FileVersionAt = 59;
    private const int LastPageAt = 64;
    private const int UserVersionAt = 76;
    private const int CollectionsAt = 192;
    private const int CollectionsSize = 8000;
    private const byte LiteDbFileVersion = 8;

    /// <summary>How often it is looked at before it is called damaged while nothing keeps others from writing to it.</summary>
    private const int Attempts = 5;

    private static ReadOnlySpan<byte> HeaderInfo => "** This is a LiteDB file **"u8;

    /// <summary>The version of the archive whose first page this is, if it is whole; null where it is not such a page.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> page)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(page[UserVersionAt..]) - Mark;
        return page.Slice(HeaderInfoAt, HeaderInfo.Length).SequenceEqual(HeaderInfo) && page[FileVersionAt] == LiteDbFileVersion
            && page[Page.Type] == (byte)PageType.Header && version is >= OldestVersion and <= Version
            ? version
            : null;
    }

    /// <summary>LiteDB's names of the collections, with the page that describes each, as far as they can be read.</summary>
    public static Dictionary<string, uint> Collections(ReadOnlySpan<byte> header)
    {
        var names = new Dictionary<string, uint>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in StoredBson.FieldsOf(header.Slice(CollectionsAt, CollectionsSize)))
        {
            if (field.Type == StoredBson.Int32)
            {
                names[Encoding.UTF8.GetString(field.Name)] = BinaryPrimitives.ReadUInt32LittleEndian(field.Value);
            }
        }

        return names;
    }

    /// <summary>Refuses a path where nothing is, or nothing that could be an archive.</summary>
    public static void Require(string path)
    {
        var real = RealPath.OfFile(path);
        if (!FileFailure.IsThere(real))
        {
            throw new ArchiverException(Failure.NoArchive, $"There is no archive at {path}.")
            {
                OnCommandLine = "Import something first, or name another file with --archive FILE.",
            };
        }

        RefusePipe(real);
    }

    /// <summary>Whether a file has the mark of an archive, whole or not.</summary>
    public static bool IsArchive(string path)
    {
        if (FileKinds.Of(path) != FileKind.File)
        {
            return false;
        }

        try
        {
            Span<byte> header = stackalloc byte[Page.Size];
            using var file = DiskFile.OpenArchive(path, FileAccess.Read);
            return FirstPage.Read(file, header).Length == Page.Size
                && (BinaryPrimitives.ReadInt32LittleEndian(header[UserVersionAt..]) & MarkMask) == Mark;
        }
        catch (Exception exception) when (FileFailure.IsOfFile(exception))
        {
            return false;
        }
    }

    /// <summary>Refuses a pipe or a device before it is opened: who opens a pipe waits until somebody writes to it.</summary>
    public static void RefusePipe(string path)
    {
        if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device or FileKind.Socket)
        {
            throw NotAnArchive(path, "it is a pipe or a device");
        }
    }

    /// <summary>Refuses what is not an archive, or not whole, without changing a byte of it.</summary>
    /// <param name="path">The archive's path.</param>
    /// <param name="hasLog">Whether a log lies beside it: then the file may be in the middle of a checkpoint.</param>
    /// <param name="isHeld">Whether the archive's lock is held: without it, what looks damaged may just be written.</param>
    /// <returns>The version of its format.</returns>
    public static int Check(string path, bool hasLog, bool isHeld = true)
    {
        for (var attempt = 1; !isHeld && attempt < Attempts; attempt++)
        {
            try
            {
                return CheckOnce(path, ArchiveFiles.HasLog(path), isHeld);
            }
            catch (ArchiverException exception) when (exception.Failure == Failure.Damaged)
            {
                // It may just have been written: its length, its first page and whether it has a log are not of one moment.
            }
        }

        return CheckOnce(path, hasLog, isHeld);
    }

    private static int CheckOnce(string path, bool hasLog, bool isHeld)
    {
        if (Directory.Exists(path))
        {
            throw new ArchiverException(Failure.NoArchive, $"{path} is a folder.")
            {
                OnCommandLine = "Name the archive's file with --archive FILE.",
            };
        }

        RefusePipe(path);
        Span<byte> header = stackalloc byte[Page.Size];
        long length;
        FirstPage first;
        using (var file = DiskFile.OpenArchive(path, FileAccess.Read))
        {
            first = FirstPage.Read(file, header);
            length = RandomAccess.GetLength(file);
        }

        if (first.Length < Page.Size)
        {
            throw NotAnArchive(path, "it is not a LiteDB file of version 5");
        }

        var isLiteDb = header.Slice(HeaderInfoAt, HeaderInfo.Length).SequenceEqual(HeaderInfo)
            && header[FileVersionAt] == LiteDbFileVersion;
        var mark = BinaryPrimitives.ReadInt32LittleEndian(header[UserVersionAt..]);
        var isMarked = (mark & MarkMask) == Mark;
        var isSealed = Page.TransactionOf(header) != Page.NoTransaction;
        if (!isMarked && !(isLiteDb && isSealed))
        {
            throw NotAnArchive(path,
                isLiteDb ? "it is a LiteDB file, but another program's" : "it is not a LiteDB file of version 5");
        }

        // With a log the page may be torn by a checkpoint that was cut short, but not in these bytes of one sector.
        var lastPage = BinaryPrimitives.ReadUInt32LittleEndian(header[LastPageAt..]);
        var isBeingWritten = !isHeld && first.HasLedger && first.Ledger.IsInCheckpoint;
        if (!isBeingWritten && (!first.HasLedger || (!first.IsWhole && !(hasLog && first.MayBeTorn && isLiteDb && isMarked))))
        {
            throw new ArchiverException(Failure.Damaged,
                $"{path} is damaged: its first page is not as it was written.");
        }

        var version = mark & ~MarkMask;
        if (version > Version)
        {
            throw new ArchiverException(Failure.General,
                $"{path} has format {version}; this program knows formats up to {Version}. Use a newer Archiver.");
        }

        var needed = (lastPage + 1L) * Page.Size;
        if (!isBeingWritten && !hasLog && length < needed)
        {
            throw new ArchiverException(Failure.Damaged,
                $"{path} is cut short: it has {length} bytes of {needed}.");
        }

        return version;
    }

    private static ArchiverException NotAnArchive(string path, string reason) => new(Failure.NoArchive,
        $"{path} is not an Archiver archive: {reason}.")
    {
        OnCommandLine = "It was left as it is; name another file with --archive FILE.",
    };
}
