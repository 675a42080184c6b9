using System.Buffers.Binary;

namespace Archiver.Inputs;

/// <summary>The block before a member of a tar file: ustar, pax, GNU tar and the old form without a mark.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Type">What it is: a file, a folder, or something about the next member.</param>
/// <param name="StatedLength">The length of what follows, as it is stated.</param>
internal readonly record struct TarHeader(string Name, char Type, long StatedLength)
{
    public const int BlockLength = 512;

    /// <summary>The length of what follows; behind a folder, a link or a device there is nothing, whatever is stated.</summary>
    public long Length => Type is >= '1' and <= '6' ? 0 : StatedLength;

    public bool IsFile =>
        Type is '0' or '\0' or '7' or not (>= '0' and <= '7' or 'x' or 'g' or 'L' or 'K' or 'V' or 'D' or 'S' or 'M');

    /// <summary>Reads a header, if its checksum says that it is one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out TarHeader header)
    {
        header = default;
        if (block.Length < BlockLength || !TryReadNumber(block[148..156], out var stated))
        {
            return false;
        }

        // Some old programs added the bytes up as signed ones.
        long unsigned = 8 * ' ', signed = 8 * ' ';
        for (var at = 0; at < BlockLength; at++)
        {
            unsigned += at is >= 148 and < 156 ? 0 : block[at];
            signed += at is >= 148 and < 156 ? 0 : (sbyte)block[at];
        }

        if ((stated != unsigned && stated != signed) || stated == 8 * ' '
            || !TryReadNumber(block[124..136], out var length))
        {
            return false;
        }

        var name = Text(block[..100]);
        var prefix = block[257..263].SequenceEqual("ustar\0"u8) ? Text(block[345..500]) : [];
        header = new TarHeader(MemberName.Of(prefix.IsEmpty ? name : [.. prefix, (byte)'/', .. name]), (char)block[156], length);
        return true;
    }

    /// <summary>A path and a length that a pax header gives the next member.</summary>
    public static (string? Name, long? Length, bool IsSparse) ReadPax(ReadOnlySpan<byte> records)
    {
        (string? Name, long? Length, bool IsSparse) found = default;
        while (records.IndexOf((byte)' ') is > 0 and < 10 and var space
            && TryReadDecimal(records[..space], out var length) && length > space + 1 && length <= records.Length)
        {
            var record = records[(space + 1)..(int)length].TrimEnd((byte)'\n');
            var equals = record.IndexOf((byte)'=');
            var key = record[..Math.Max(0, equals)];
            var value = record[(equals + 1)..];
            if (key.SequenceEqual("path"u8))
            {
                found.Name = MemberName.Of(value);
            }
            else if (key.SequenceEqual("size"u8) && TryReadDecimal(value, out var size))
            {
                found.Length = size;
            }

            found.IsSparse |= key.StartsWith("GNU.sparse."u8);
            records = records[(int)length..];
        }

        return found;
    }

    /// <summary>The text before the first NUL.</summary>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }

    private static bool TryReadDecimal(ReadOnlySpan<byte> digits, out long number) =>
        long.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);

    /// <summary>Octal digits, or, where they would not suffice, a binary number that a high bit announces.</summary>
    private static bool TryReadNumber(ReadOnlySpan<byte> field, out long number)
    {
        number = 0;
        if ((field[0] & 0x80) != 0)
        {
            number = BinaryPrimitives.ReadInt64BigEndian(field[^8..]);
            return field[0] == 0x80 && number >= 0 && !field[1..^8].ContainsAnyExcept((byte)0);
        }

        field = field.Trim(" \0"u8);
        foreach (var digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            number = (8 * number) + digit - '0';
        }

        return true;
    }
}
