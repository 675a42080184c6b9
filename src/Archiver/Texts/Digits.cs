namespace Archiver.Texts;

/// <summary>Numbers of a fixed width, which need no culture and no general parser.</summary>
internal static class Digits
{
    public static bool Read(ReadOnlySpan<byte> text, int width, out int value)
    {
        value = 0;
        if (text.Length < width)
        {
            return false;
        }

        foreach (var digit in text[..width])
        {
            if ((uint)(digit - '0') > 9)
            {
                return false;
            }

            value = (10 * value) + digit - '0';
        }

        return true;
    }

    public static void Write(int value, int width, Span<byte> destination)
    {
        for (var i = width - 1; i >= 0; i--)
        {
            destination[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
