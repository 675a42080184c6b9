using System.Buffers;
using System.Text;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Finds the encoding of each text of an input: the one that was stated, the one that the bytes prove, else a guess.
/// </summary>
/// <param name="window">The input.</param>
/// <param name="stated">What somebody said all inputs are in; a byte order mark knows better.</param>
internal sealed class DumpDecoder(InputWindow window, TextEncoding? stated = null)
{
    private TextEncoding? _last;

    /// <summary>Forgets the input so far.</summary>
    public void Begin() => _last = null;

    /// <summary>What bytes of the window say, in UTF-8: themselves where nothing is to be translated.</summary>
    public ReadOnlySpan<byte> Peek(ReadOnlySpan<byte> bytes)
    {
        var encoding = Find(bytes, out _);
        return encoding.WithoutMark == TextEncoding.Utf8 ? bytes : encoding.ToUtf8(bytes, out _);
    }

    /// <summary>Decodes a dump.</summary>
    /// <param name="bytes">Its bytes in the window.</param>
    /// <param name="original">Its bytes in the input.</param>
    /// <param name="closing">Where its closing begins, then where it does in the decoded text; -1 where it has none.</param>
    /// <param name="details">
    /// Where its details begin, then where they do in the decoded text; -1 where it has none.
    /// </param>
    public DecodedDump Decode(ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> original, ref int closing, ref int details)
    {
        var encoding = Find(bytes, out var isGuess);
        _last = isGuess ? encoding : _last;
        var text = original;
        var invalid = 0;
        if (window.Encoding is { } translation)
        {
            encoding = encoding.HasMark ? translation.WithMark() : translation;
            text = bytes.ToArray();
            invalid = bytes.Count("\uFFFD"u8);
        }
        else if (encoding.WithoutMark != TextEncoding.Utf8 || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            text = ToUtf8(encoding, bytes, ref closing, ref details, out invalid);
        }

        if (encoding.HasMark)
        {
            var length = TextEncoding.ByteOrderMark.Length;
            text = text[length..];
            closing -= closing < 0 ? 0 : length;
            details -= details < 0 ? 0 : length;
        }

        return new DecodedDump(text, encoding, Warnings(bytes, encoding, isGuess, invalid));
    }

    /// <summary>A whole text that is no dump, in UTF-8 and without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> text)
    {
        var window = new InputWindow(new MemoryStream(text.ToArray()), text.Length);
        while (!window.IsLast)
        {
            window.Extend();
        }

        var none = -1;
        return new DumpDecoder(window).Decode(window.Text, text, ref none, ref none).Text;
    }

    private TextEncoding Find(ReadOnlySpan<byte> bytes, out bool isGuess)
    {
        isGuess = false;
        if (bytes.StartsWith(TextEncoding.ByteOrderMark))
        {
            return TextEncoding.Utf8.WithMark();
        }

        if (window.Encoding is not null || window.Stated is not null && !IsAsciiStated)
        {
            return window.Encoding is null ? window.Stated!.WithoutMark : TextEncoding.Utf8;
        }

        var isValid = System.Text.Unicode.Utf8.IsValid(bytes);
        var isUtf8 = isValid ? IsAsciiStated : IsDamagedUtf8(bytes);
        var found = isUtf8 ? null : isValid ? SevenBitText.Find(bytes) : EncodingGuess.Of(bytes, _last);
        isGuess = found is not null;
        return found ?? TextEncoding.Utf8;
    }

    /// <summary>Whether ASCII was stated and no mark says otherwise: all that is found is ASCII and more.</summary>
    private bool IsAsciiStated => window.Stated == TextEncoding.Ascii;

    private string[] Warnings(ReadOnlySpan<byte> bytes, TextEncoding encoding, bool isGuess, int invalid)
    {
        var warnings = new List<string>();
        if (isGuess)
        {
            warnings.Add($"its encoding is a guess: taken for {encoding.DisplayName}; "
                + "if that is wrong, state it with --encoding");
        }

        if (window.Encoding is null && window.Stated is null && !isGuess && SevenBitText.Unreadable(bytes) is { } unreadable)
        {
            warnings.Add($"its encoding seems to be {unreadable}, which is not read: it stays as it is; "
                + "import it in UTF-8 for its text");
        }

        if (IsAsciiStated)
        {
            if (TextEncoding.CountBeyondAscii(bytes) is > 0 and var beyond)
            {
                warnings.Add("its encoding is not what was stated: "
                    + $"{(beyond == 1 ? "1 byte is" : $"{beyond} bytes are")} beyond ASCII; "
                    + $"it was taken for {encoding.DisplayName}");
            }
        }
        else if (stated is not null && !encoding.Agrees(stated))
        {
            warnings.Add("its encoding is not what was stated: "
                + $"the input begins with the mark of {encoding.DisplayName}, and was read so");
        }

        if (invalid > 0)
        {
            warnings.Add((invalid == 1 ? "1 character is" : $"{invalid} characters are")
                + $" not valid in its encoding: {encoding.DisplayName}");
        }

        return [.. warnings];
    }

    /// <summary>Piece by piece, so that the places are known.</summary>
    private static byte[] ToUtf8(
        TextEncoding encoding, ReadOnlySpan<byte> bytes, ref int closing, ref int details, out int invalid)
    {
        var body = encoding.ToUtf8(bytes[..Math.Max(0, closing)], out invalid);
        bytes = bytes[Math.Max(0, closing)..];
        var beforeDetails = details < 0 ? 0 : details - Math.Max(0, closing);
        var statistics = encoding.ToUtf8(bytes[..beforeDetails], out var inStatistics);
        var rest = encoding.ToUtf8(bytes[beforeDetails..], out var inRest);
        invalid += inStatistics + inRest;
        closing = closing < 0 ? -1 : body.Length;
        details = details < 0 ? -1 : body.Length + statistics.Length;
        return [.. body, .. statistics, .. rest];
    }

    /// <summary>
    /// Text that is UTF-8 but for some damage is taken for it: what is read is then mostly right, where another encoding
    /// would make all of it wrong.
    /// </summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            var isGood = Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done;
            if (!isGood && SurrogatePairs.LengthAt(bytes[at..]) is > 0 and var pair)
            {
                (isGood, length) = (true, pair);
            }

            (good, bad) = isGood ? (good + 1, bad) : (good, bad + 1);
            bytes = bytes[(at + length)..];
        }

        // In other encodings hardly any sequence of high bytes is valid UTF-8.
        return good >= 8 * bad;
    }
}

/// <param name="Text">In UTF-8, without a byte order mark.</param>
/// <param name="Encoding">The encoding of the original.</param>
/// <param name="Warnings">What is not sure or not right about it.</param>
internal readonly record struct DecodedDump(ReadOnlyMemory<byte> Text, TextEncoding Encoding, string[] Warnings);
