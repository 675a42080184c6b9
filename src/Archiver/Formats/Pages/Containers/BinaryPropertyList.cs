using System.Buffers.Binary;
using System.Text;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// Finds values in a binary property list of Apple's: a trailer says where the table of objects is, and dictionaries name their
/// objects by number. Only what is asked for is read, so that circles and depths in hostile files do no harm.
/// </summary>
internal sealed class BinaryPropertyList
{
    private const int TrailerLength = 32;
    private const int String = 5, WideString = 6, Data = 4, Dictionary = 13;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _offsetSize, _numberSize;
    private readonly long _count, _table;

    private BinaryPropertyList(ReadOnlyMemory<byte> bytes)
    {
        var trailer = bytes.Span[^TrailerLength..];
        (_bytes, _offsetSize, _numberSize) = (bytes, trailer[6], trailer[7]);
        _count = BinaryPrimitives.ReadInt64BigEndian(trailer[8..]);
        Top = BinaryPrimitives.ReadInt64BigEndian(trailer[16..]);
        _table = BinaryPrimitives.ReadInt64BigEndian(trailer[24..]);
    }

    /// <summary>The number of the object that all others are in.</summary>
    public long Top { get; }

    /// <returns>Null where the trailer does not tell where things are.</returns>
    public static BinaryPropertyList? Of(ReadOnlyMemory<byte> bytes)
    {
        var list = bytes.Length > TrailerLength + 8 ? new BinaryPropertyList(bytes) : null;
        return list is { _offsetSize: >= 1 and <= 8, _numberSize: >= 1 and <= 8, _count: > 0, _table: >= 8 }
            && list._table <= bytes.Length - TrailerLength
            && list._count <= (bytes.Length - TrailerLength - list._table) / list._offsetSize ? list : null;
    }

    /// <summary>The number of a dictionary's value; null where the object is no dictionary, or has no such key.</summary>
    public long? Value(long? dictionary, string key)
    {
        if (Find(dictionary, Dictionary) is not { } place || place.Length > (_bytes.Length - place.Start) / (2 * _numberSize))
        {
            return null;
        }

        for (var i = 0; i < place.Length; i++)
        {
            var at = place.Start + (i * _numberSize);
            if (Text(Number(at, _numberSize)) == key)
            {
                return Number(at + ((long)place.Length * _numberSize), _numberSize);
            }
        }

        return null;
    }

    /// <summary>The text of a string; null where the object is none.</summary>
    public string? Text(long? number)
    {
        if (Find(number, String) is { } narrow && Bytes(narrow.Start, narrow.Length) is { } ascii)
        {
            return Encoding.Latin1.GetString(ascii.Span);
        }

        return Find(number, WideString) is { } wide && Bytes(wide.Start, 2L * wide.Length) is { } utf16
            ? Encoding.BigEndianUnicode.GetString(utf16.Span)
            : null;
    }

    /// <summary>The bytes of data and where they are; null where the object is none.</summary>
    public (ReadOnlyMemory<byte> Bytes, long Start)? DataOf(long? number) =>
        Find(number, Data) is { } place && Bytes(place.Start, place.Length) is { } bytes ? (bytes, place.Start) : null;

    /// <summary>Where an object of a kind has its content, and how many units of it.</summary>
    private (long Start, int Length)? Find(long? number, int kind)
    {
        if (number is not (>= 0 and var index) || index >= _count
            || Number(_table + (index * _offsetSize), _offsetSize) is not (>= 0 and var at)
            || at >= _table || _bytes.Span[(int)at] >> 4 != kind)
        {
            return null;
        }

        long length = _bytes.Span[(int)at] & 0x0F;
        if (length < 0x0F)
        {
            return (at + 1, (int)length);
        }

        // A long one has its length in an integer behind the mark.
        var size = at + 1 < _table && _bytes.Span[(int)at + 1] is >= 0x10 and <= 0x13 and var mark
            ? 1 << (mark & 0x0F)
            : 0;
        length = size > 0 && at + 2 + size <= _table ? Number(at + 2, size) : -1;
        return length is >= 0 and <= int.MaxValue ? (at + 2 + size, (int)length) : null;
    }

    private ReadOnlyMemory<byte>? Bytes(long start, long length) =>
        length <= _table - start ? _bytes.Slice((int)start, (int)length) : null;

    /// <returns>Less than 0 where it is beyond all that is possible.</returns>
    private long Number(long at, int size)
    {
        var number = 0L;
        foreach (var digit in _bytes.Span.Slice((int)at, size))
        {
            number = (number << 8) | digit;
        }

        return number;
    }
}
