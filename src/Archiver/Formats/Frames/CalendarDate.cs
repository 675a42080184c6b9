using System.Globalization;
using System.Text;
using Archiver.Texts;

namespace Archiver.Formats.Frames;

/// <summary>How a dump writes a date.</summary>
internal enum DateStyle
{
    /// <summary><c>Jan. 31, 2025</c>, <c>Sept. 1, 2025</c>, but <c>March 1, 2025</c>.</summary>
    Press,

    /// <summary><c>January 31, 2025</c></summary>
    Full,

    /// <summary><c>Jan 31, 2025</c></summary>
    Short,

    /// <summary><c>Sep. 1, 2025</c></summary>
    ShortPoint,

    /// <summary><c>2025-01-31</c></summary>
    Iso,

    /// <summary><c>2025/01/31</c></summary>
    Slash,
}

/// <summary>Dates as they stand in a dump's details.</summary>
internal static class CalendarDate
{
    private static readonly byte[][] FullNames =
    [
        .. "January February March April May June July August September October November December"
            .Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    private static readonly byte[][] PressNames =
    [
        .. "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".Split(' ').Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Reads a date from the start of the text.</summary>
    /// <returns>The number of bytes that were the date, or 0.</returns>
    public static int Read(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length >= 10 && Digits.Read(text, 4, out var year) && text[4] is (byte)'-' or (byte)'/')
        {
            return text[7] == text[4] && Digits.Read(text[5..], 2, out var numericMonth)
                && Digits.Read(text[8..], 2, out var numericDay) && TryMake(year, numericMonth, numericDay, out date)
                ? 10 : 0;
        }

        var month = Month(text, out var at);
        if (month == 0 || at >= text.Length || text[at] != ' ')
        {
            return 0;
        }

        at++;
        var digits = at + 1 < text.Length && char.IsAsciiDigit((char)text[at + 1]) ? 2 : 1;
        if (!Digits.Read(text[at..], digits, out var day))
        {
            return 0;
        }

        at += digits;
        if (!text[at..].StartsWith(", "u8) || !Digits.Read(text[(at + 2)..], 4, out year))
        {
            return 0;
        }

        return TryMake(year, month, day, out date) ? at + 6 : 0;
    }

    /// <summary>Writes a date; the destination must have room for 20 bytes.</summary>
    public static int Write(DateOnly date, DateStyle style, Span<byte> destination)
    {
        if (style is DateStyle.Iso or DateStyle.Slash)
        {
            var separator = style == DateStyle.Iso ? (byte)'-' : (byte)'/';
            Digits.Write(date.Year, 4, destination);
            destination[4] = separator;
            Digits.Write(date.Month, 2, destination[5..]);
            destination[7] = separator;
            Digits.Write(date.Day, 2, destination[8..]);
            return 10;
        }

        var full = FullNames[date.Month - 1].AsSpan();
        var name = style switch
        {
            DateStyle.Press => PressNames[date.Month - 1],
            DateStyle.Full => full,
            _ => full[..3],
        };
        name.CopyTo(destination);
        var at = name.Length;
        if (style == DateStyle.ShortPoint)
        {
            destination[at++] = (byte)'.';
        }

        destination[at++] = (byte)' ';
        date.Day.TryFormat(destination[at..], out var written, default, CultureInfo.InvariantCulture);
        at += written;
        destination[at++] = (byte)',';
        destination[at++] = (byte)' ';
        Digits.Write(date.Year, 4, destination[at..]);
        return at + 4;
    }

    private static int Month(ReadOnlySpan<byte> text, out int end)
    {
        for (var i = 0; i < 12; i++)
        {
            var full = FullNames[i].AsSpan();
            if (!text.StartsWith(full[..3]))
            {
                continue;
            }

            end = text.StartsWith(full) ? full.Length : text.StartsWith("Sept"u8) ? 4 : 3;
            if (end <= 4 && end < text.Length && text[end] == '.')
            {
                end++;
            }

            return i + 1;
        }

        end = 0;
        return 0;
    }

    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }
}
