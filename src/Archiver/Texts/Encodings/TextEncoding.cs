using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Archiver.Texts.Encodings;

/// <summary>How bytes are to be read as text; the names stand at the head of frames.</summary>
public sealed class TextEncoding
{
    public static readonly TextEncoding Utf8 = new("utf-8", 1);
    public static readonly TextEncoding Utf16Le = new("utf-16le", 2);
    public static readonly TextEncoding Utf16Be = new("utf-16be", 2) { IsBigEndian = true };
    public static readonly TextEncoding Utf32Le = new("utf-32le", 4);
    public static readonly TextEncoding Utf32Be = new("utf-32be", 4) { IsBigEndian = true };

    /// <summary>Stated without an order of bytes: a mark decides, else the text, else it is little-endian.</summary>
    public static readonly TextEncoding Utf16 = new("utf-16", 2);

    public static readonly TextEncoding Utf32 = new("utf-32", 4);

    /// <summary>Only ever stated: where a text has more, it is not what was stated.</summary>
    public static readonly TextEncoding Ascii = new("us-ascii", 1);

    /// <summary>Those of Unicode, and ASCII; all others are .NET's code pages.</summary>
    internal static readonly TextEncoding[] OwnOnes =
    [
        Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be, Utf16, Utf32, Ascii,
        new(Utf8), new(Utf16Le), new(Utf16Be), new(Utf32Le), new(Utf32Be),
    ];

    private static readonly ConcurrentDictionary<int, TextEncoding> CodePages = new();

    private readonly Encoding? _decoder, _encoder;

    /// <summary>Whether a byte beyond ASCII means nothing, whatever .NET makes of it.</summary>
    private readonly bool _isSevenBit;

    private TextEncoding(string name, int unitLength) =>
        (Name, UnitLength, IsTranslated, WithoutMark) = (name, unitLength, unitLength > 1, this);

    private TextEncoding(TextEncoding withoutMark)
        : this($"{withoutMark.Name}-bom", withoutMark.UnitLength) =>
        (HasMark, IsBigEndian, WithoutMark) = (true, withoutMark.IsBigEndian, withoutMark);

    private TextEncoding(int codePage)
    {
        var provider = CodePagesEncodingProvider.Instance;
        _encoder = provider.GetEncoding(codePage) ?? throw new ArgumentOutOfRangeException(nameof(codePage));
        _decoder = provider.GetEncoding(codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        (Name, UnitLength, IsTranslated, WithoutMark) = (EncodingNames.NameOf(_encoder), 1, !IsLikeAscii(_encoder), this);
        _isSevenBit = codePage is (>= 50220 and <= 50229) or 52936;
    }

    public string Name { get; }

    /// <summary>The name as people write it.</summary>
    public string DisplayName => Name switch
    {
        "shift_jis" => "Shift_JIS",
        "big5" => "Big5",
        "csiso2022jp" => "ISO-2022-JP",
        _ when Name.StartsWith("windows-", StringComparison.Ordinal) => $"W{Name[1..]}",
        _ when Name.StartsWith("x-", StringComparison.Ordinal) || Name == "macintosh" => Name,
        _ => WithoutMark.Name.ToUpperInvariant(),
    };

    /// <summary>How many bytes each character takes, in UTF-16 each half of a pair; 1 where that differs.</summary>
    internal int UnitLength { get; }

    internal bool HasMark { get; }

    internal bool IsBigEndian { get; private init; }

    /// <summary>Whether a text has to be translated before headings and line ends can be found in it.</summary>
    internal bool IsTranslated { get; }

    /// <summary>This encoding without a byte order mark; itself where it has none.</summary>
    internal TextEncoding WithoutMark { get; }

    /// <summary>U+FEFF in UTF-8.</summary>
    internal static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>An encoding by the number that .NET and Windows give it; null where there is none.</summary>
    internal static TextEncoding? OfCodePage(int number)
    {
        if (CodePages.TryGetValue(number, out var known))
        {
            return known;
        }

        try
        {
            return CodePages.GetOrAdd(number, page => new TextEncoding(page));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding, with a mark, whose mark a text begins with; null where it begins with none.</summary>
    internal static TextEncoding? OfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8.WithMark(),
        [0xFF, 0xFE, 0, 0, ..] => Utf32Le.WithMark(),
        [0, 0, 0xFE, 0xFF, ..] => Utf32Be.WithMark(),
        [0xFF, 0xFE, ..] => Utf16Le.WithMark(),
        [0xFE, 0xFF, ..] => Utf16Be.WithMark(),
        _ => null,
    };

    internal TextEncoding WithMark() =>
        Array.Find(OwnOnes, encoding => encoding.HasMark && encoding.WithoutMark == this) ?? this;

    /// <summary>Whether a text in this encoding is what somebody stated.</summary>
    internal bool Agrees(TextEncoding stated) => stated.WithoutMark == WithoutMark
        || (stated == Utf16 && UnitLength == 2) || (stated == Utf32 && UnitLength == 4);

    /// <summary>Decodes bytes of a code page.</summary>
    internal string Decode(ReadOnlySpan<byte> bytes) => _decoder!.GetString(bytes);

    /// <summary>Decodes bytes in which lines end as in ASCII into UTF-8, without losing any line end to damage.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="invalid">How often bytes mean nothing in this encoding.</param>
    internal byte[] ToUtf8(ReadOnlySpan<byte> bytes, out int invalid)
    {
        invalid = 0;
        if (_decoder is null)
        {
            bytes = SurrogatePairs.Joined(bytes);
            var rest = bytes;
            while (rest.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
            {
                invalid += Rune.DecodeFromUtf8(rest[at..], out _, out var length) == OperationStatus.Done ? 0 : 1;
                rest = rest[(at + length)..];
            }

            return invalid == 0 ? bytes.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes));
        }

        var text = _decoder.IsSingleByte ? _decoder.GetString(bytes) : DecodeLines(bytes);
        foreach (var character in text)
        {
            invalid += MeansNothing(character) ? 1 : 0;
        }

        if (_isSevenBit)
        {
            invalid = Math.Max(invalid, CountBeyondAscii(bytes));
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Writes text in this encoding, its byte order mark first where it has one.</summary>
    internal void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (_encoder is not null)
        {
            output.Write(_encoder.GetBytes(Encoding.UTF8.GetString(text)));
        }
        else if (UnitLength == 1)
        {
            output.Write(HasMark ? ByteOrderMark : []);
            output.Write(text);
        }
        else if (UnitLength == 2)
        {
            WriteUtf16(text, output);
        }
        else
        {
            Encoding encoding = new UTF32Encoding(IsBigEndian, HasMark);
            output.Write(encoding.GetPreamble());
            output.Write(encoding.GetBytes(Encoding.UTF8.GetString(text)));
        }
    }

    /// <summary>What decoders make of bytes that an encoding does not define: .NET's tables have no other way to say so.</summary>
    internal static bool IsInvalid(char character) =>
        character is '\uFFFD' or (>= '\u0080' and <= '\u009F' and not '\u0085') or (>= '\uF780' and <= '\uF8FF');

    /// <summary>
    /// Whether a character means nothing here: one that .NET does not define, but for the mark of
    /// Apple in its encodings; an escape that was not followed; EBCDIC's line end where the encoding is not EBCDIC.
    /// </summary>
    internal bool MeansNothing(char character) => _encoder is null ? character == '\uFFFD' : character switch
    {
        '\uF8FF' => _encoder.CodePage is < 10000 or > 10099,
        '\u001B' => _isSevenBit,
        '\u0085' => !IsTranslated,
        _ => IsInvalid(character),
    };

    /// <summary>A half character must not take the line end that follows it for its other half.</summary>
    private string DecodeLines(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            text.Append(_decoder!.GetString(end < 0 ? bytes : bytes[..end]));
            if (end < 0)
            {
                break;
            }

            text.Append((char)bytes[end]);
            bytes = bytes[(end + 1)..];
        }

        return text.ToString();
    }

    internal static int CountBeyondAscii(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var value in bytes)
        {
            count += value > 0x7F ? 1 : 0;
        }

        return count;
    }

    private void WriteUtf16(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        var characters = Encoding.UTF8.GetString(text);
        var units = new ushort[characters.Length + (HasMark ? 1 : 0)];
        units.AsSpan(0, HasMark ? 1 : 0).Fill(0xFEFF);
        MemoryMarshal.Cast<char, ushort>(characters).CopyTo(units.AsSpan(HasMark ? 1 : 0));
        if (IsBigEndian == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        output.Write(MemoryMarshal.AsBytes<ushort>(units));
    }

    /// <summary>Whether letters, digits and line ends are those of ASCII; in EBCDIC they are not.</summary>
    private static bool IsLikeAscii(Encoding encoding) =>
        encoding.GetString("Similar Readings (12)\r\nID: 34567890"u8) == "Similar Readings (12)\r\nID: 34567890";
}
