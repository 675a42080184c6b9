using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Dumps;

/// <summary>
/// The part of an input that is in memory, as text in which headings can be found: the bytes themselves, or, where the
/// input is in an encoding in which ASCII takes other bytes, a translation into UTF-8.
/// </summary>
/// <param name="input">The input.</param>
/// <param name="capacity">How much of it has to fit in: more memory is not taken.</param>
/// <param name="stated">What somebody said the input is in.</param>
internal sealed class InputWindow(Stream input, int capacity, TextEncoding? stated = null)
{
    /// <summary>Enough for a small file in one go.</summary>
    private const int FirstFill = 192 * 1024;

    private const int LaterFill = 256 * 1024;

    private readonly int _capacity = (int)Math.Min(Array.MaxLength, capacity + (2L * LaterFill));
    private readonly Buffer _raw = new();
    private Stream _input = input;
    private Buffer? _text;
    private bool _isBegun, _isAtEnd;

    /// <summary>How many of the raw bytes are translated.</summary>
    private int _translated;

    /// <summary>What the text is translated from; null where it is the bytes themselves.</summary>
    public TextEncoding? Encoding { get; private set; }

    /// <summary>What somebody said the input is in, or its mark says against that; null where nobody did.</summary>
    public TextEncoding? Stated { get; private set; }

    /// <summary>Whether the window reaches to the input's end.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Where the window begins in the input.</summary>
    public long Offset { get; private set; }

    public ReadOnlySpan<byte> Text => (_text ?? _raw).Span;

    /// <summary>Begins another input.</summary>
    public void Begin(Stream next)
    {
        _raw.Return();
        _text?.Return();
        (_input, _text, _isBegun, _isAtEnd, _translated) = (next, null, false, false, 0);
        (Encoding, IsLast, Offset) = (null, false, 0);
    }

    /// <summary>Reads on: the window is longer afterwards, or it is the last.</summary>
    public void Extend()
    {
        var length = Math.Max(_isBegun ? LaterFill : FirstFill, 2L * Text.Length);
        length = length > _capacity / 2 ? Math.Max(_capacity, Text.Length + 1) : length;
        while (!_isAtEnd && (Text.Length < length || !_isBegun))
        {
            var read = _input.Read(_raw.Free((int)Math.Clamp(length - _raw.Length, 4096, LaterFill), _capacity));
            _raw.Length += read;
            _isAtEnd = read == 0;
            if (!_isBegun && (_raw.Length >= PlainUtf16.HeadLength || _isAtEnd))
            {
                FindEncoding();
            }

            Translate();
        }

        IsLast = _isAtEnd;
    }

    /// <summary>Takes a length of text off the window's front.</summary>
    /// <returns>The length of it in the input.</returns>
    public int Take(int length)
    {
        var rawLength = RawLength(length);
        _text?.Take(length);
        _raw.Take(rawLength);
        _translated -= rawLength;
        Offset += rawLength;
        if (_isAtEnd && _raw.Length == 0)
        {
            _raw.Return();
            _text?.Return();
        }

        return rawLength;
    }

    /// <summary>The bytes in the input of the text at the window's front.</summary>
    public ReadOnlySpan<byte> Raw(int length) => _raw.Span[..RawLength(length)];

    private int RawLength(int length)
    {
        if (_text is null)
        {
            return length;
        }

        // The last of them may be a part of a unit.
        return length == _text.Length && _isAtEnd ? _raw.Length
            : Math.Min(_raw.Length, Encoding!.UnitLength * Units(_text.Span[..length]));
    }

    /// <summary>How many units a text has: in UTF-16 a character beyond the first 65,536 has two.</summary>
    private int Units(ReadOnlySpan<byte> text)
    {
        if (Encoding!.UnitLength == 2)
        {
            return System.Text.Encoding.UTF8.GetCharCount(text);
        }

        var count = 0;
        foreach (var value in text)
        {
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private void FindEncoding()
    {
        _isBegun = true;
        var head = _raw.Span[..Math.Min(_raw.Length, PlainUtf16.HeadLength)];
        var mark = TextEncoding.OfMark(head);
        Stated = stated is null ? null : mark ?? stated;
        var encoding = mark ?? stated ?? PlainUtf32.Find(head) ?? PlainUtf16.Find(head) ?? TextEncoding.Utf8;
        if (encoding.IsTranslated)
        {
            Encoding = encoding == TextEncoding.Utf16 ? PlainUtf16.Find(head) ?? TextEncoding.Utf16Le
                : encoding == TextEncoding.Utf32 ? PlainUtf32.Find(head) ?? TextEncoding.Utf32Le
                : encoding.WithoutMark;
            _text = new Buffer();
        }
    }

    private void Translate()
    {
        if (_text is null)
        {
            return;
        }

        var bytes = _raw.Span[_translated..];
        var whole = bytes[..(bytes.Length - (bytes.Length % Encoding!.UnitLength))];
        _translated += Encoding.UnitLength switch
        {
            1 => TranslateCodePage(whole),
            2 => TranslateUtf16(whole),
            _ => TranslateUtf32(whole),
        };
        if (_isAtEnd && whole.Length < bytes.Length)
        {
            "\uFFFD"u8.CopyTo(_text.Free(3, _capacity));
            _text.Length += 3;
        }
    }

    private int TranslateUtf16(ReadOnlySpan<byte> bytes)
    {
        var units = ArrayPool<char>.Shared.Rent((bytes.Length / 2) + 1);
        var characters = units.AsSpan(0, bytes.Length / 2);
        bytes.CopyTo(MemoryMarshal.AsBytes(characters));
        if (Encoding!.IsBigEndian == BitConverter.IsLittleEndian)
        {
            var values = MemoryMarshal.Cast<char, ushort>(characters);
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        Utf8.FromUtf16(characters, _text!.Free(3 * (characters.Length + 1), _capacity), out var read, out var written,
            replaceInvalidSequences: true, isFinalBlock: _isAtEnd);
        _text.Length += written;
        ArrayPool<char>.Shared.Return(units);
        return 2 * read;
    }

    private int TranslateUtf32(ReadOnlySpan<byte> bytes)
    {
        var text = _text!.Free(bytes.Length, _capacity);
        for (var at = 0; at < bytes.Length; at += 4)
        {
            var value = Encoding!.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            var length = (Rune.TryCreate(value, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(text);
            text = text[length..];
            _text.Length += length;
        }

        return bytes.Length;
    }

    private int TranslateCodePage(ReadOnlySpan<byte> bytes)
    {
        // In EBCDIC a line may end in NEL, and does so where LF is not used.
        var characters = Encoding!.Decode(bytes).Replace('\u0085', '\n');
        _text!.Length += System.Text.Encoding.UTF8.GetBytes(characters, _text.Free(3 * characters.Length, _capacity));
        return bytes.Length;
    }

    /// <summary>Bytes that come in at the end and go out at the front.</summary>
    private sealed class Buffer
    {
        private byte[] _bytes = [];
        private int _start;

        public int Length { get; set; }

        public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Length);

        /// <summary>Room for so much more.</summary>
        public Span<byte> Free(int length, int capacity)
        {
            if (_bytes.Length - _start - Length < length)
            {
                // Room is doubled, but soon all at once: what is not written to takes no memory, each move as much again.
                var doubled = Math.Max(Length + length, 8L * Length > capacity ? capacity : 2 * Length);
                var bytes = Length + length <= _bytes.Length ? _bytes : Allocate((int)doubled);
                Span.CopyTo(bytes);
                if (bytes != _bytes)
                {
                    Return(_bytes);
                }

                (_bytes, _start) = (bytes, 0);
            }

            return _bytes.AsSpan(_start + Length, length);
        }

        public void Take(int length)
        {
            _start += length;
            Length -= length;
        }

        public void Return()
        {
            Return(_bytes);
            (_bytes, _start, Length) = ([], 0, 0);
        }

        /// <summary>Large ones are no use to anybody else, and the pool would make them twice as large.</summary>
        private static byte[] Allocate(int length) => length <= LaterFill
            ? ArrayPool<byte>.Shared.Rent(length)
            : GC.AllocateUninitializedArray<byte>(length);

        private static void Return(byte[] bytes)
        {
            if (bytes.Length is > 0 and <= LaterFill)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }
}
