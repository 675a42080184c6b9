using System.Buffers;

namespace Archiver.Texts;

/// <summary>Tells data that is no text, such as an image, by its control characters.</summary>
internal static class BinaryData
{
    /// <summary>What no text holds: the control characters but tabs, line ends, form feeds, escapes and the shifts of ISO-2022.</summary>
    public static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31]);

    /// <summary>Whether control characters are more than a slip: more than one in a hundred bytes.</summary>
    public static bool Is(ReadOnlySpan<byte> data)
    {
        var count = 0;
        var limit = data.Length / 100;
        for (var at = data.IndexOfAny(Controls); at >= 0; at = data.IndexOfAny(Controls))
        {
            if (++count > limit)
            {
                return true;
            }

            data = data[(at + 1)..];
        }

        return false;
    }
}
