using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Reading;

/// <summary>
/// The text of fields: UTF-8, else windows-1252. UTF-8 with some damage, such as the half characters that apps leave where they cut,
/// stays UTF-8. What one record shows holds for those after it.
/// </summary>
/// <param name="stated">What was stated; null where nothing was.</param>
internal sealed class FieldText(TextEncoding? stated)
{
    private static readonly TextEncoding Western = EncodingNames.Find("windows-1252")!;

    private bool _isUtf8;

    /// <summary>What a record is in, by what is in it.</summary>
    public TextEncoding EncodingOf(ReadOnlySpan<byte> record)
    {
        if (stated is not null)
        {
            return stated.WithoutMark;
        }

        var isAscii = !record.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        if (!isAscii && !_isUtf8)
        {
            _isUtf8 = Utf8.IsValid(record) || HasMoreUtf8(record);
        }

        return isAscii || _isUtf8 ? TextEncoding.Utf8 : Western;
    }

    public static string Of(ReadOnlySpan<byte> bytes, TextEncoding encoding) =>
        encoding == TextEncoding.Utf8 ? Encoding.UTF8.GetString(bytes) : Encoding.UTF8.GetString(encoding.ToUtf8(bytes, out _));

    /// <summary>Whether more of it is UTF-8, or the beginning of a character in it, than is not.</summary>
    private static bool HasMoreUtf8(ReadOnlySpan<byte> bytes)
    {
        var score = 0;
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            bytes = bytes[at..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            var isHalf = bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..];
            score += status == OperationStatus.Done || length > 1 || isHalf ? 1 : -1;
            bytes = bytes[(isHalf ? 3 : length)..];
        }

        return score > 0;
    }
}
