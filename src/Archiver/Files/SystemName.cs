using System.Text;

namespace Archiver.Files;

/// <summary>
/// Names as a Unix system has them: any bytes, mostly UTF-8. In a string half a surrogate pair, U+DC80 to U+DCFF,
/// stands for a byte that is not UTF-8, so that two names of different bytes stay different, and the bytes can be had
/// again. .NET would make U+FFFD of all such bytes alike.
/// </summary>
public static class SystemName
{
    private const char First = '\uDC80';
    private const char Last = '\uDCFF';

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var name = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isUtf8 = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            name.Append(isUtf8 ? rune.ToString() : new string((char)(0xDC00 + bytes[0]), 1));
            bytes = bytes[(isUtf8 ? length : 1)..];
        }

        return name.ToString();
    }

    /// <summary>Whether there are bytes in it that are no UTF-8, so that .NET cannot open what is named so.</summary>
    public static bool IsBytes(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] is >= First and <= Last && (at == 0 || !char.IsHighSurrogate(name[at - 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The bytes, and the zero that ends them.</summary>
    internal static byte[] Encode(string name)
    {
        var bytes = new List<byte>(name.Length + 1);
        Span<byte> utf8 = stackalloc byte[4];
        for (var at = 0; at < name.Length;)
        {
            if (Rune.TryGetRuneAt(name, at, out var rune))
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                at += rune.Utf16SequenceLength;
            }
            else
            {
                bytes.AddRange(name[at] is >= First and <= Last ? [(byte)name[at]] : "\uFFFD"u8);
                at++;
            }
        }

        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>To be shown and kept: bytes that are no UTF-8 as <c>\xE9</c>.</summary>
    public static string Visible(string name)
    {
        if (!IsBytes(name))
        {
            return name;
        }

        var visible = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            var isByte = name[at] is >= First and <= Last && (at == 0 || !char.IsHighSurrogate(name[at - 1]));
            visible.Append(isByte ? $"\\x{(byte)name[at]:X2}" : name[at].ToString());
        }

        return visible.ToString();
    }
}
