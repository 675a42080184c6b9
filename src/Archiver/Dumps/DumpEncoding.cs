using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Archiver.Dumps;

/// <summary>How the bytes of a dump are to be read; the names stand at the head of frames.</summary>
internal enum DumpEncoding
{
    Utf8,
    Utf8Bom,
    Utf16Le,
    Utf16LeBom,
    Utf16Be,
    Utf16BeBom,
    Windows1252,
    ShiftJis,
}

internal static class DumpEncodings
{
    private static readonly string[] Names =
    [
        "utf-8", "utf-8-bom", "utf-16le", "utf-16le-bom", "utf-16be", "utf-16be-bom", "windows-1252", "shift_jis",
    ];

    private static readonly Lazy<Encoding> Windows1252 = new(() => CodePage(1252));
    private static readonly Lazy<Encoding> ShiftJisCodePage = new(() => CodePage(932));

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static string Name(this DumpEncoding encoding) => Names[(int)encoding];

    public static DumpEncoding? Parse(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (Ascii.Equals(name, Names[i]))
            {
                return (DumpEncoding)i;
            }
        }

        return null;
    }

    /// <summary>
    /// Finds the encoding of bytes that are not UTF-16. Text that is UTF-8 but for some damage is taken for it: what
    /// is read is then mostly right, where another encoding would make all of it wrong.
    /// </summary>
    public static DumpEncoding Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(ByteOrderMark))
        {
            return DumpEncoding.Utf8Bom;
        }

        if (System.Text.Unicode.Utf8.IsValid(bytes) || IsDamagedUtf8(bytes))
        {
            return DumpEncoding.Utf8;
        }

        return ShiftJis.IsLikely(bytes) ? DumpEncoding.ShiftJis : DumpEncoding.Windows1252;
    }

    /// <summary>Decodes bytes that are neither UTF-8 nor UTF-16, or damaged, into UTF-8.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> bytes, DumpEncoding encoding)
    {
        var decoder = encoding switch
        {
            DumpEncoding.Windows1252 => Windows1252.Value,
            DumpEncoding.ShiftJis => ShiftJisCodePage.Value,
            _ => Encoding.UTF8,
        };
        return Encoding.UTF8.GetBytes(decoder.GetString(bytes));
    }

    /// <summary>Writes text in an encoding, its byte order mark first where it has one.</summary>
    public static void Write(ReadOnlySpan<byte> text, DumpEncoding encoding, IBufferWriter<byte> output)
    {
        switch (encoding)
        {
            case DumpEncoding.Utf8:
                output.Write(text);
                break;
            case DumpEncoding.Utf8Bom:
                output.Write(ByteOrderMark);
                output.Write(text);
                break;
            case DumpEncoding.Windows1252:
                output.Write(Windows1252.Value.GetBytes(Encoding.UTF8.GetString(text)));
                break;
            case DumpEncoding.ShiftJis:
                output.Write(ShiftJisCodePage.Value.GetBytes(Encoding.UTF8.GetString(text)));
                break;
            default:
                WriteUtf16(text, encoding, output);
                break;
        }
    }

    private static void WriteUtf16(ReadOnlySpan<byte> text, DumpEncoding encoding, IBufferWriter<byte> output)
    {
        var hasMark = encoding is DumpEncoding.Utf16LeBom or DumpEncoding.Utf16BeBom;
        var characters = Encoding.UTF8.GetString(text);
        var units = new ushort[characters.Length + (hasMark ? 1 : 0)];
        units[0] = hasMark ? (ushort)0xFEFF : units[0];
        MemoryMarshal.Cast<char, ushort>(characters).CopyTo(units.AsSpan(hasMark ? 1 : 0));
        var isBigEndian = encoding is DumpEncoding.Utf16Be or DumpEncoding.Utf16BeBom;
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        output.Write(MemoryMarshal.AsBytes<ushort>(units));
    }

    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (bytes.Length > 0)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
            }

            bytes = bytes[length..];
        }

        // In other encodings hardly any sequence of high bytes is valid UTF-8.
        return good >= 8 * bad;
    }

    private static Encoding CodePage(int number)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(number);
    }
}
