namespace Archiver.Storage;

/// <summary>Unsigned integers in groups of seven bits, the lowest first; the top bit says that more follow (LEB128).</summary>
internal sealed class VariableIntegers
{
    private byte[] _bytes = new byte[64];
    private int _used;

    public void Write(uint value)
    {
        if (_bytes.Length - _used < 5)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (value >= 0x80)
        {
            _bytes[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_used++] = (byte)value;
    }

    public void WriteDifference(uint before, uint value)
    {
        var difference = (int)(value - before);
        Write((uint)((difference << 1) ^ (difference >> 31)));
    }

    public byte[] ToArray() => _bytes.AsSpan(0, _used).ToArray();

    public static uint Read(ref ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (bytes.IsEmpty)
            {
                break;
            }

            var group = bytes[0];
            bytes = bytes[1..];
            value |= (uint)(group & 0x7F) << shift;
            if (group < 0x80)
            {
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

    public static ArchiverException Damaged() => new(Failure.Damaged, "An article's list of paragraphs is damaged.");
}
