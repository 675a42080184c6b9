using System.Buffers.Binary;
using LiteDB;
using LiteDB.Engine;

namespace Archiver.Storage;

/// <summary>What makes a LiteDB file an archive, checked before LiteDB or anything else touches it.</summary>
internal static class ArchiveFormat
{
    /// <summary>The version of everything that <c>src/README.md</c> says about the storage.</summary>
    public const int Version = 1;

    /// <summary>LiteDB's <c>USER_VERSION</c> of an archive: "ARC" and the format version.</summary>
    private const int Mark = 0x41524300;
    private const int MarkMask = unchecked((int)0xFFFFFF00);

    private const int HeaderInfoAt = 32;
    private const int FileVersionAt = 59;
    private const int LastPageAt = 64;
    private const int UserVersionAt = 76;
    private const byte LiteDbFileVersion = 8;

    private static ReadOnlySpan<byte> HeaderInfo => "** This is a LiteDB file **"u8;

    /// <summary>The bytes of an archive without articles.</summary>
    public static byte[] Empty()
    {
        var data = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings
        {
            DataStream = data,
            LogStream = new MemoryStream(),
            TempStream = new MemoryStream(),
            Collation = Collation.Binary,
        }))
        {
            engine.Pragma("USER_VERSION", Mark | Version);
            engine.Pragma("UTC_DATE", true);
            engine.Insert(Catalog.Collection, [new Catalog().ToDocument()], BsonAutoId.Int32);
            engine.Checkpoint();

            // From here on Archiver decides when a checkpoint happens: LiteDB knows nothing of other readers.
            engine.Pragma("CHECKPOINT", 0);
            engine.Checkpoint();
        }

        return data.ToArray();
    }

    /// <summary>Refuses what is not an archive, or not whole, without changing a byte of it.</summary>
    /// <param name="path">The archive's path.</param>
    /// <param name="hasLog">Whether a log lies beside it: then the file may be in the middle of a checkpoint.</param>
    public static void Check(string path, bool hasLog)
    {
        if (Directory.Exists(path))
        {
            throw new ArchiverException(Failure.NoArchive,
                $"{path} is a folder. Name the archive's file with --archive FILE.");
        }

        Span<byte> header = stackalloc byte[Page.Size];
        long length;
        using (var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete))
        {
            length = RandomAccess.GetLength(file);
            header = header[..RandomAccess.Read(file, header, 0)];
        }

        if (header.Length < Page.Size || !header.Slice(HeaderInfoAt, HeaderInfo.Length).SequenceEqual(HeaderInfo)
            || header[FileVersionAt] != LiteDbFileVersion)
        {
            throw NotAnArchive(path, "it is not a LiteDB file of version 5");
        }

        var mark = BinaryPrimitives.ReadInt32LittleEndian(header[UserVersionAt..]);
        if ((mark & MarkMask) != Mark)
        {
            throw NotAnArchive(path, "it is a LiteDB file, but another program's");
        }

        var version = mark & ~MarkMask;
        if (version > Version)
        {
            throw new ArchiverException(Failure.General,
                $"{path} has format {version}; this program knows formats up to {Version}. Use a newer Archiver.");
        }

        var needed = (BinaryPrimitives.ReadUInt32LittleEndian(header[LastPageAt..]) + 1L) * Page.Size;
        if (!hasLog && length < needed)
        {
            throw new ArchiverException(Failure.Damaged,
                $"{path} is cut short: it has {length} bytes of {needed}. Restore it from a backup.");
        }
    }

    private static ArchiverException NotAnArchive(string path, string reason) => new(Failure.NoArchive,
        $"{path} is not an Archiver archive: {reason}. It was left as it is; name another file with --archive FILE.");
}
