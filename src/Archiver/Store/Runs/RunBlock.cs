using System.Buffers;
using System.Buffers.Binary;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;

namespace Archiver.Store.Runs;

/// <summary>
/// The documents a run is made of. A block's data is the checksum of what follows, then variable-length integers: the
/// count of entries, and for each the difference of its key to the one before, with a lowest bit that says whether it
/// is a removal, and its number; where the key is the same, the difference of the number. A block fills a page of
/// LiteDB.
/// </summary>
internal static class RunBlock
{
    public const string Collection = "runs";

    /// <summary>What a document can take, with its overhead, on one page.</summary>
    private const int TargetSize = 8080;

    /// <summary>An entry takes at most two integers of ten bytes.</summary>
    private const int MaxEntrySize = 20;


    /// <summary>What a thread has just read.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    /// <summary>Cuts sorted entries into blocks.</summary>
    /// <param name="sorted">The entries.</param>
    /// <param name="nextNumber">Gives the number of the next block.</param>
    public static IEnumerable<(DocumentBuilder Document, ulong FirstKey, int Count)> ToDocuments(
        IEnumerable<RunEntry> sorted, Func<int> nextNumber)
    {
        var (entries, count, firstKey, before) = (new VariableIntegers(), 0, 0ul, default(RunEntry));
        foreach (var entry in sorted)
        {
            if (entries.Written.Length > TargetSize - DocumentChecksum.BlockSize - MaxEntrySize)
            {
                yield return (ToDocument(nextNumber(), count, entries), firstKey, count);
                (entries, count, before) = (new VariableIntegers(), 0, default);
            }

            firstKey = count == 0 ? entry.Key : firstKey;
            entries.Write(((entry.Key - before.Key) << 1) | (entry.IsRemoval ? 1u : 0));
            entries.Write(entry.Number - (entry.Key == before.Key ? before.Number : 0));
            before = entry;
            count++;
        }

        if (count > 0)
        {
            yield return (ToDocument(nextNumber(), count, entries), firstKey, count);
        }
    }

    public static DocumentBuilder ToFences(int number, IReadOnlyList<ulong> firstKeys)
    {
        var writer = new VariableIntegers();
        writer.Write((uint)firstKeys.Count);
        ulong before = 0;
        foreach (var key in firstKeys)
        {
            writer.Write(key - before);
            before = key;
        }

        return Sealed(number, writer.Written);
    }

    /// <summary>The entries of a block, checked.</summary>
    public static RunEntry[] Read(int number, DocumentFinder find)
    {
        var bytes = ReadBytes(number, find);
        var entries = new RunEntry[VariableIntegers.ReadCount(ref bytes)];
        var before = default(RunEntry);
        foreach (ref var entry in entries.AsSpan())
        {
            var difference = VariableIntegers.ReadLong(ref bytes);
            var offset = VariableIntegers.Read(ref bytes);
            before = new RunEntry(before.Key + (difference >> 1), (difference >> 1 == 0 ? before.Number : 0) + offset);
            entry = (difference & 1) != 0 ? before.AsRemoval() : before;
        }

        return entries;
    }

    /// <summary>The first key of every block of a run.</summary>
    public static ulong[] ReadFences(int number, DocumentFinder find)
    {
        var bytes = ReadBytes(number, find);
        var keys = new ulong[VariableIntegers.ReadCount(ref bytes)];
        ulong before = 0;
        foreach (ref var key in keys.AsSpan())
        {
            key = before += VariableIntegers.ReadLong(ref bytes);
        }

        return keys;
    }

    private static DocumentBuilder ToDocument(int number, int count, VariableIntegers entries)
    {
        var content = new VariableIntegers();
        content.Write((uint)count);
        content.Write(entries.Written);
        return Sealed(number, content.Written);
    }

    private static DocumentBuilder Sealed(int number, ReadOnlySpan<byte> content)
    {
        var data = new byte[DocumentChecksum.BlockSize + content.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(data, DocumentChecksum.OfBlock(number, content));
        content.CopyTo(data.AsSpan(DocumentChecksum.BlockSize));
        return new DocumentBuilder(number).With("data", data);
    }

    private static ReadOnlySpan<byte> ReadBytes(int number, DocumentFinder find)
    {
        _bytes ??= new ArrayBufferWriter<byte>();
        var data = find(number, _bytes)
            ? StoredBson.FieldOf(_bytes.WrittenSpan, "data"u8).AsBinary
            : throw Unreadable(number, "missing");
        return DocumentChecksum.IsBlockIntact(number, data)
            ? data[DocumentChecksum.BlockSize..]
            : throw Unreadable(number, "damaged");
    }

    private static ArchiverException Unreadable(int number, string how) =>
        new(Failure.Damaged, $"Block {number} of the archive's runs is {how}.");
}
