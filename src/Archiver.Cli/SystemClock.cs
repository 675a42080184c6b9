using System.Runtime.InteropServices;
using Archiver.Articles;

namespace Archiver.Cli;

/// <summary>
/// The time that a clock on the wall shows here, as the system says it. .NET reads only names of zones out of the variable
/// TZ, and takes its other forms (<c>JST-9</c>, rules for summer time) for UTC without a word.
/// </summary>
internal sealed class SystemClock : TimeProvider
{
    /// <summary>What .NET allows a zone.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(14);

    /// <exception cref="ArchiverException">
    /// The clock is before the year 1 or after 9999: of that .NET makes a time that is not valid.
    /// </exception>
    public override DateTimeOffset GetUtcNow()
    {
        var now = DateTime.UtcNow;
        return now.Ticks >= DateTime.MinValue.Ticks && now.Ticks <= DateTime.MaxValue.Ticks ? now
            : throw new ArchiverException(Failure.General,
                "the system's clock shows a year that there is not. Set it, and run the command again.");
    }

    public override TimeZoneInfo LocalTimeZone => Read(GetUtcNow()) is not { } offset ? TimeZoneInfo.Local
        : TimeZoneInfo.CreateCustomTimeZone("the system's", offset, null, null);

    /// <summary>How far the wall is ahead of UTC now, to the minute; null where the system cannot be asked.</summary>
    private static TimeSpan? Read(DateTimeOffset now)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        var seconds = now.ToUnixTimeSeconds();
        if (LocalTime(in seconds, out var local) == 0 || local.Year is < -1800 or > 8000)
        {
            return null;
        }

        var wall = new DateTime(local.Year + 1900, local.Month + 1, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Utc);
        var utc = now.UtcDateTime;
        var offset = TimeSpan.FromMinutes(Math.Floor((wall - utc.Date).TotalMinutes) - Math.Floor(utc.TimeOfDay.TotalMinutes));
        return offset.Duration() <= Furthest ? offset : Furthest * Math.Sign(offset.Ticks);
    }

    [DllImport("libc", EntryPoint = "localtime_r")]
    private static extern nint LocalTime(in long seconds, out Parts parts);

    /// <summary>A <c>struct tm</c>, of which every system has more than this at its end.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 128)]
    private readonly struct Parts
    {
        public readonly int Second;
        public readonly int Minute;
        public readonly int Hour;
        public readonly int Day;
        public readonly int Month;
        public readonly int Year;
    }
}
