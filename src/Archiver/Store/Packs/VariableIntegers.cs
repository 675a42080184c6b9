using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>Unsigned integers in groups of seven bits, the lowest first; the top bit says that more follow (LEB128).</summary>
internal sealed class VariableIntegers
{
    private const int MaxLength = 10;

    private byte[] _bytes = new byte[64];
    private int _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public void Write(ReadOnlySpan<byte> integers)
    {
        Reserve(integers.Length);
        integers.CopyTo(_bytes.AsSpan(_used));
        _used += integers.Length;
    }

    public void Write(ulong value)
    {
        Reserve(MaxLength);

        while (value >= 0x80)
        {
            _bytes[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_used++] = (byte)value;
    }

    private void Reserve(int length)
    {
        if (_bytes.Length - _used < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }
    }

    public void WriteDifference(uint before, uint value)
    {
        var difference = (int)(value - before);
        Write((uint)((difference << 1) ^ (difference >> 31)));
    }

    public static uint Read(ref ReadOnlySpan<byte> bytes)
    {
        var value = ReadLong(ref bytes);
        return value <= uint.MaxValue ? (uint)value : throw Damaged();
    }

    /// <summary>A count of things that take at least a byte each.</summary>
    public static int ReadCount(ref ReadOnlySpan<byte> bytes)
    {
        var count = ReadLong(ref bytes);
        return count <= (ulong)bytes.Length ? (int)count : throw Damaged();
    }

    public static ulong ReadLong(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (var place = 0; place < Math.Min(bytes.Length, MaxLength); place++)
        {
            value |= (ulong)(bytes[place] & 0x7F) << (7 * place);
            if (bytes[place] < 0x80)
            {
                bytes = bytes[(place + 1)..];
                return value;
            }
        }

        throw Damaged();
    }

    public static uint ReadDifference(ref ReadOnlySpan<byte> bytes, uint before)
    {
        var zigzag = Read(ref bytes);
        return before + ((zigzag >> 1) ^ (uint)-(int)(zigzag & 1));
    }

    public static ArchiverException Damaged() => new(Failure.Damaged, "A list of numbers in the archive is damaged.");
}
