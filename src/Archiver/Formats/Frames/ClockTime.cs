using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Formats.Frames;

/// <summary>How a dump writes a time.</summary>
internal enum TimeStyle
{
    /// <summary><c>2025/02/01 07:00</c></summary>
    Slash,

    /// <summary><c>2025-02-01 07:00</c></summary>
    Dash,

    /// <summary><c>2025-02-01T07:00</c></summary>
    Iso,
}

/// <summary>Times as they stand in a dump's details.</summary>
internal static class ClockTime
{
    /// <summary>Reads a time from the start of the text; seconds are read over.</summary>
    /// <returns>The number of bytes that were the time, or 0.</returns>
    public static int Read(ReadOnlySpan<byte> text, out WallTime time)
    {
        time = default;
        if (text.Length < 16 || !char.IsAsciiDigit((char)text[0]) || CalendarDate.Read(text, out var date) != 10
            || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':'
            || !Digits.Read(text[11..], 2, out var hour) || !Digits.Read(text[14..], 2, out var minute)
            || hour > 23 || minute > 59)
        {
            return 0;
        }

        time = new WallTime(date.ToDateTime(new TimeOnly(hour, minute)));
        var hasSeconds = text.Length >= 19 && text[16] == ':' && Digits.Read(text[17..], 2, out var second) && second < 60;
        return hasSeconds ? 19 : 16;
    }

    /// <summary>Writes a time: always 16 bytes.</summary>
    public static int Write(WallTime time, TimeStyle style, Span<byte> destination)
    {
        var value = time.ToDateTime();
        CalendarDate.Write(DateOnly.FromDateTime(value), style == TimeStyle.Slash ? DateStyle.Slash : DateStyle.Iso,
            destination);
        destination[10] = style == TimeStyle.Iso ? (byte)'T' : (byte)' ';
        Digits.Write(value.Hour, 2, destination[11..]);
        destination[13] = (byte)':';
        Digits.Write(value.Minute, 2, destination[14..]);
        return 16;
    }
}
