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
internal sealed class InputWindow(Stream input)
{
    /// <summary>Enough for a small file in one go.</summary>
    private const int FirstFill = 192 * 1024;

    private const int LaterFill = 1024 * 1024;

    private readonly Buffer _raw = new();
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

    /// <summary>Reads on: the window is longer afterwards, or it is the last.</summary>
    public void Extend()
    {
        var length = Math.Max(_isBegun ? LaterFill : FirstFill, 2 * Text.Length);
        while (!_isAtEnd && (Text.Length < length || !_isBegun))
        {
            var read = input.Read(_raw.Free(Math.Max(4096, length - _raw.Length)));
            _raw.Length += read;
            _isAtEnd = read == 0;
            if (!_isBegun && (_raw.Length >= 2 || _isAtEnd))
            {
                Begin();
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

    private void Begin()
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

        Utf8.FromUtf16(characters, _text.Free(3 * (characters.Length + 1)), out var read, out var written,
            replaceInvalidSequences: true, isFinalBlock: _isAtEnd);
        _text.Length += written;
        _translated += 2 * read;
        if (_isAtEnd && bytes.Length % 2 != 0)
        {
            "\uFFFD"u8.CopyTo(_text.Free(3));
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

        /// <summary>Room for more.</summary>
        public Span<byte> Free(int length)
        {
            if (_bytes.Length - _start - Length < length)
            {
                var bytes = Length + length <= _bytes.Length ? _bytes : ArrayPool<byte>.Shared.Rent(Length + length);
                Span.CopyTo(bytes);
                if (bytes != _bytes)
                {
                    Return(_bytes);
                }

                (_bytes, _start) = (bytes, 0);
            }

            return _bytes.AsSpan(_start + Length);
        }

        public void Take(int length)
        {
            _start += length;
            Length -= length;
        }

        public void Return()
        {
            Return(_bytes);
            (_bytes, _start) = ([], 0);
        }

        private static void Return(byte[] bytes)
        {
            if (bytes.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }
}
