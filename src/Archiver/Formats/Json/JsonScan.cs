using System.Buffers;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Json;

/// <summary>Finds where values end in JSON that is read as it comes, by its marks alone: whether it is JSON is seen later.</summary>
internal static class JsonScan
{
    private static readonly SearchValues<byte> Marks = SearchValues.Create("\"{}[]"u8);

    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>The length of the value that a window begins with.</summary>
    /// <param name="window">It grows until the value is whole.</param>
    /// <param name="maxLength">What is longer has no end.</param>
    /// <returns>-1 where it has no end, or it cannot be one.</returns>
    public static int ValueLength(ByteWindow window, int maxLength)
    {
        var first = window.Bytes[0];
        if (first is not ((byte)'{' or (byte)'[' or (byte)'"'))
        {
            return ScalarLength(window, maxLength);
        }

        var (at, depth) = (0, 0);
        while (true)
        {
            if (at > maxLength)
            {
                return -1;
            }

            var found = at < window.Bytes.Length ? window.Bytes[at..].IndexOfAny(Marks) : -1;
            if (found < 0)
            {
                at = window.Bytes.Length;
                if (at > maxLength || !window.Grow())
                {
                    return -1;
                }

                continue;
            }

            at += found;
            if (window.Bytes[at] == '"')
            {
                at = StringEnd(window, at, maxLength);
                if (at < 0)
                {
                    return -1;
                }
            }
            else
            {
                depth += window.Bytes[at] is (byte)'{' or (byte)'[' ? 1 : -1;
                at++;
            }

            if (depth <= 0)
            {
                return at;
            }
        }
    }

    /// <summary>Where a text ends, behind its mark; -1 where it has no end, or a line ends in it.</summary>
    private static int StringEnd(ByteWindow window, int start, int maxLength)
    {
        var at = start + 1;
        while (true)
        {
            var found = at < window.Bytes.Length ? window.Bytes[at..].IndexOfAny("\"\\\n"u8) : -1;
            if (found < 0)
            {
                at = window.Bytes.Length;
                if (at > maxLength || !window.Grow())
                {
                    return -1;
                }

                continue;
            }

            at += found;
            switch (window.Bytes[at])
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\n':
                    return -1;
                default:
                    at += 2;
                    while (at > window.Bytes.Length)
                    {
                        if (!window.Grow())
                        {
                            return -1;
                        }
                    }

                    break;
            }
        }
    }

    private static int ScalarLength(ByteWindow window, int maxLength)
    {
        var at = 0;
        while (true)
        {
            var found = window.Bytes[at..].IndexOfAny(AfterScalar);
            if (found >= 0)
            {
                return at + found;
            }

            at = window.Bytes.Length;
            if (at > maxLength)
            {
                return -1;
            }

            if (!window.Grow())
            {
                return at;
            }
        }
    }
}
