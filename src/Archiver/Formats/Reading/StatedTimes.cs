using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Articles;

namespace Archiver.Formats.Reading;

/// <summary>
/// Times of what a reader did, as apps write them: instants become what a clock on the wall shows in a zone; what has no zone
/// stays as it stands.
/// </summary>
internal sealed partial class StatedTimes(TimeZoneInfo zone)
{
    private static readonly DateTime Latest = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Reads a number of seconds, or of thousandths or millionths of them, since 1970 or another year; or a time in ISO 8601's kind.</summary>
    /// <returns>Null where the text is no time, or the time is not known.</returns>
    public WallTime? Of(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 64)
        {
            return null;
        }

        if (!text.Contains(':', StringComparison.Ordinal) && Number().IsMatch(text) && !Compact().IsMatch(text))
        {
            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? OfNumber(number, text.Contains('.', StringComparison.Ordinal)) : null;
        }

        var match = Written().Match(text);
        if (!match.Success || !TryMake(match, out var written))
        {
            return null;
        }

        var offset = match.Groups["zone"].ValueSpan;
        if (offset.IsEmpty || !match.Groups["hour"].Success)
        {
            return new WallTime(written);
        }

        var shift = OffsetOf(offset);
        return shift is { } minutes && written.Ticks - (minutes * TimeSpan.TicksPerMinute) is > 0 and var utc && utc < DateTime.MaxValue.Ticks
            ? OnTheWall(new DateTime(utc, DateTimeKind.Utc)) : null;
    }

    /// <summary>The day as it stands there, whatever its zone; null where it does not begin with one of the kind 2024-05-06.</summary>
    public static DateOnly? DayOf(string? text)
    {
        var match = text is { Length: <= 64 } ? Written().Match(text.Trim()) : Match.Empty;
        return match.Success && TryMake(match, out var written) && written.Year > 1 ? DateOnly.FromDateTime(written) : null;
    }

    private WallTime? OfNumber(decimal number, bool hasFraction) => number switch
    {
        <= 0 => null,
        < 1_000_000_000 when hasFraction => OfSeconds(number + 978_307_200),
        < 100_000_000_000 => OfSeconds(number),
        < 100_000_000_000_000 => OfSeconds(number / 1000),
        < 10_000_000_000_000_000 => OfSeconds(number / 1_000_000),
        _ => OfSeconds((number / 1_000_000) - 11_644_473_600),
    };

    private WallTime? OfSeconds(decimal seconds) =>
        seconds is > 0 and < 4_102_444_800 ? OnTheWall(DateTime.UnixEpoch.AddSeconds((double)seconds)) : null;

    private WallTime? OnTheWall(DateTime utc) => utc > Latest ? null : new WallTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    private static bool TryMake(Match match, out DateTime time)
    {
        int Part(string name) => match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        var (year, month, day, hour, minute) = (Part("year"), Part("month"), Part("day"), Part("hour"), Part("minute"));
        var second = Math.Min(Part("second"), 59);
        var isTime = year is >= 1 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60;
        time = isTime ? new DateTime(year, month, day, hour, minute, second) : default;
        return isTime;
    }

    /// <returns>Minutes.</returns>
    private static int? OffsetOf(ReadOnlySpan<char> zone)
    {
        if (zone[0] is not ('+' or '-' or '\u2212'))
        {
            return 0;
        }

        Span<int> digits = stackalloc int[4];
        digits.Clear();
        var count = 0;
        foreach (var character in zone[1..])
        {
            if (char.IsAsciiDigit(character) && count < 4)
            {
                digits[count++] = character - '0';
            }
        }

        var minutes = (((digits[0] * 10) + digits[1]) * 60) + (digits[2] * 10) + digits[3];
        return minutes > 18 * 60 ? null : zone[0] == '+' ? minutes : -minutes;
    }

    [GeneratedRegex(@"^(19|20)[0-9]{6}([0-9]{6})?$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<dash>[-/.]?)(?<month>[0-9]{1,2})\k<dash>(?<day>[0-9]{1,2})(?:(?:[T ]\s*|(?<=^[0-9]{8}))(?<hour>[0-9]{1,2}):?(?<minute>[0-9][0-9])(?::?(?<second>[0-9][0-9])(?:[.,][0-9]+)?)?\s?(?<zone>Z|UTC|GMT|[+\-\u2212][0-9][0-9](?::?[0-9][0-9])?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
