using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Archiver.Dumps;

/// <summary>
/// The part of an input that is in memory, as text in which headings can be found: the bytes themselves, or, where a
/// byte order mark says that the input is UTF-16, a translation into UTF-8.
/// </summary>
/// <param name="input">The input.</param>
/// <param name="capacity">How much of it has to fit in: more memory is not taken.</param>
internal sealed class InputWindow(Stream input, int capacity)
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

    public bool IsUtf16 => _text is not null;

    public bool IsBigEndian { get; private set; }

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
        (IsBigEndian, IsLast, Offset) = (false, false, 0);
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
            if (!_isBegun && (_raw.Length >= 2 || _isAtEnd))
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

        // The last of them may be half a unit.
        return length == _text.Length && _isAtEnd ? _raw.Length
            : Math.Min(_raw.Length, 2 * Encoding.UTF8.GetCharCount(_text.Span[..length]));
    }

    private void FindEncoding()
    {
        _isBegun = true;
        if (_raw.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || _raw.Span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            IsBigEndian = _raw.Span[0] == 0xFE;
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
        var units = ArrayPool<char>.Shared.Rent((bytes.Length / 2) + 1);
        var characters = units.AsSpan(0, bytes.Length / 2);
        bytes[..(2 * characters.Length)].CopyTo(MemoryMarshal.AsBytes(characters));
        if (IsBigEndian == BitConverter.IsLittleEndian)
        {
            var values = MemoryMarshal.Cast<char, ushort>(characters);
            BinaryPrimitives.ReverseEndianness(values, values);
        }

        Utf8.FromUtf16(characters, _text.Free(3 * (characters.Length + 1), _capacity), out var read, out var written,
            replaceInvalidSequences: true, isFinalBlock: _isAtEnd);
        _text.Length += written;
        _translated += 2 * read;
        if (_isAtEnd && bytes.Length % 2 != 0)
        {
            "\uFFFD"u8.CopyTo(_text.Free(3, _capacity));
            _text.Length += 3;
        }

        ArrayPool<char>.Shared.Return(units);
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
