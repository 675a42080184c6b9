using System.Globalization;

namespace Archiver.Articles;

/// <summary>
/// A time as a clock on the wall showed it: a day, an hour and a minute, and no zone. The reading app writes its
/// times so, and Archiver keeps them so: converting to another zone would invent what the dump does not say.
/// </summary>
public readonly record struct WallTime : IComparable<WallTime>
{
    private readonly DateTime _value;

    /// <param name="value">Taken to the minute; its kind is ignored.</param>
    public WallTime(DateTime value) =>
        _value = new DateTime(value.Year, value.Month, value.Day, value.Hour, value.Minute, 0, DateTimeKind.Unspecified);

    /// <summary>This time as a <see cref="DateTime"/> of unspecified kind.</summary>
    public DateTime ToDateTime() => _value;

    /// <summary>Reads ISO 8601 to the minute, <c>2025-02-01T07:00</c>: the form the archive and JSON use.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out WallTime time)
    {
        var parsed = DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var value);
        time = new WallTime(value);
        return parsed;
    }

    /// <summary>Reads the digits <c>202502010700</c>: the form the archive stores.</summary>
    /// <exception cref="InvalidDataException">They are not those of a time.</exception>
    public static WallTime FromInteger(long digits)
    {
        var (year, month, day) = (digits / 1_0000_0000, (int)(digits / 1_00_0000 % 100), (int)(digits / 1_0000 % 100));
        var (hour, minute) = ((int)(digits / 100 % 100), (int)(digits % 100));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth((int)year, month)
            && hour is >= 0 and < 24 && minute is >= 0 and < 60
            ? new WallTime(new DateTime((int)year, month, day, hour, minute, 0))
            : throw new InvalidDataException($"{digits} is not a time.");
    }

    /// <summary>The digits of year, month, day, hour and minute, in the order of time: <c>202502010700</c>.</summary>
    public long ToInteger() =>
        (((((((_value.Year * 100L) + _value.Month) * 100) + _value.Day) * 100) + _value.Hour) * 100) + _value.Minute;

    public int CompareTo(WallTime other) => _value.CompareTo(other._value);

    public static bool operator <(WallTime left, WallTime right) => left._value < right._value;

    public static bool operator >(WallTime left, WallTime right) => left._value > right._value;

    public static bool operator <=(WallTime left, WallTime right) => left._value <= right._value;

    public static bool operator >=(WallTime left, WallTime right) => left._value >= right._value;

    /// <summary>ISO 8601 to the minute: <c>2025-02-01T07:00</c>.</summary>
    public override string ToString() => _value.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
}
