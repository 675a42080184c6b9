using System.Buffers.Binary;

namespace Archiver.Inputs;

/// <summary>Where the directory of a zip file lies.</summary>
/// <param name="Offset">In the file, in bytes.</param>
/// <param name="Count">How many members it has.</param>
/// <param name="Shift">What to add to its offsets, where something stands before the zip file: where that begins.</param>
/// <param name="End">Where the zip file ends.</param>
internal sealed record ZipDirectory(long Offset, long Count, long Shift, long End)
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int LongEndLength = 56;

    /// <summary>A comment may follow the end.</summary>
    private const int MaxTail = EndLength + LocatorLength + ushort.MaxValue;

    /// <returns>Null where there is none, or where it is not in the file.</returns>
    public static ZipDirectory? Find(FileStream file) => Find(file, file.Length);

    /// <param name="file">The file.</param>
    /// <param name="before">The last zip file before this place is meant.</param>
    public static ZipDirectory? Find(FileStream file, long before)
    {
        var length = (int)Math.Min(before, MaxTail);
        var tail = new byte[length];
        file.Position = before - length;
        var found = file.ReadAtLeast(tail, length, throwOnEndOfStream: false) == length
            ? Find(file, tail, before)
            : null;
        file.Position = 0;
        return found;
    }

    private static ZipDirectory? Find(FileStream file, ReadOnlySpan<byte> tail, long before)
    {
        for (var at = tail.LastIndexOf("PK\x5\x6"u8); at >= 0; at = tail[..at].LastIndexOf("PK\x5\x6"u8))
        {
            if (at + EndLength > tail.Length)
            {
                continue;
            }

            var end = tail[at..];
            long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            var place = before - tail.Length + at;
            var last = Math.Min(before, place + EndLength + BinaryPrimitives.ReadUInt16LittleEndian(end[20..]));
            if ((count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
                && at >= LocatorLength && tail[(at - LocatorLength)..].StartsWith("PK\x6\x7"u8))
            {
                place = BinaryPrimitives.ReadInt64LittleEndian(tail[(at - LocatorLength + 8)..]);
                if (!TryReadLongEnd(file, place, ref count, ref size, ref offset))
                {
                    continue;
                }
            }

            // The directory lies before its end; where it does not stand at its offset, all offsets are shifted.
            var start = place - size;
            if (offset >= 0 && start >= offset && IsAt(file, start, count))
            {
                return new ZipDirectory(start, count, start - offset, last);
            }
        }

        return null;
    }

    private static bool TryReadLongEnd(FileStream file, long place, ref long count, ref long size, ref long offset)
    {
        var end = new byte[LongEndLength];
        if (place < 0 || place > file.Length - LongEndLength)
        {
            return false;
        }

        file.Position = place;
        file.ReadExactly(end);
        (count, size, offset) = (BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)));
        return end.AsSpan().StartsWith("PK\x6\x6"u8);
    }

    private static bool IsAt(FileStream file, long start, long count)
    {
        var mark = new byte[4];
        file.Position = start;
        return count == 0
            || (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) == mark.Length && ZipEntry.IsCentral(mark));
    }
}
