using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Archiver.Texts;

/// <summary>Counts words as the reading app does: whatever stands between white space, Unicode's included.</summary>
internal static class WordCount
{
    /// <summary>The lead bytes of the white space beyond ASCII: U+0085, U+00A0, U+1680, U+2000 to U+205F, U+3000.</summary>
    private static readonly SearchValues<byte> SpaceLeads = SearchValues.Create([0xC2, 0xE1, 0xE2, 0xE3]);

    public static int Of(ReadOnlySpan<byte> text)
    {
        var count = 0;
        var afterSpace = true;
        while (text.Length >= Vector128<byte>.Count && Vector128.IsHardwareAccelerated)
        {
            var bytes = Vector128.Create(text);
            // In ASCII white space is 9 to 13 and 32; subtracting 9 leaves 0 to 4 for the first five.
            var spaces = Vector128.Equals(bytes, Vector128.Create((byte)' '))
                | Vector128.LessThan(bytes - Vector128.Create((byte)9), Vector128.Create((byte)5));
            // Characters of three bytes need a closer look: a typographic quote and an en space start alike.
            var leads = Vector128.Equals(bytes & Vector128.Create((byte)0xFC), Vector128.Create((byte)0xE0))
                | Vector128.Equals(bytes, Vector128.Create((byte)0xC2));
            if (leads != Vector128<byte>.Zero)
            {
                var end = Vector128<byte>.Count;
                while (end < text.Length && (text[end] & 0xC0) == 0x80)
                {
                    end++;
                }

                count += Slowly(text[..end], ref afterSpace);
                text = text[end..];
                continue;
            }

            var words = ~spaces.ExtractMostSignificantBits() & 0xFFFF;
            var starts = words & ~((words << 1) | (afterSpace ? 0u : 1u));
            count += BitOperations.PopCount(starts);
            afterSpace = (words & 0x8000) == 0;
            text = text[Vector128<byte>.Count..];
        }

        return count + Slowly(text, ref afterSpace);
    }

    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        // The first byte nearly always tells.
        if (text.Length > 0 && text[0] > ' ' && text[0] < 0x80)
        {
            return false;
        }

        while (text.Length > 0)
        {
            var length = SpaceLength(text);
            if (length == 0)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    /// <summary>The length of the white space character at the start, or 0.</summary>
    internal static int SpaceLength(ReadOnlySpan<byte> text)
    {
        var first = text[0];
        if (first < 0x80)
        {
            return first == ' ' || (uint)(first - 9) < 5 ? 1 : 0;
        }

        return SpaceLeads.Contains(first)
            && Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done
            && Rune.IsWhiteSpace(rune) ? length : 0;
    }

    private static int Slowly(ReadOnlySpan<byte> text, ref bool afterSpace)
    {
        var count = 0;
        while (text.Length > 0)
        {
            var space = SpaceLength(text);
            if (space > 0)
            {
                afterSpace = true;
                text = text[space..];
                continue;
            }

            if (afterSpace)
            {
                count++;
                afterSpace = false;
            }

            text = text[1..];
        }

        return count;
    }
}
