using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Archiver.Files;

/// <summary>
/// How long the processor worked for this thread: what a limit goes by that must not depend on what else the machine does.
/// Where the system is not asked, the time that went by.
/// </summary>
internal static partial class ProcessorTime
{
    private const int OfThisThread = 3;

    /// <summary>Since some moment, always the same for a thread.</summary>
    public static TimeSpan OfThread =>
        OperatingSystem.IsLinux() && ReadClock(OfThisThread, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + new TimeSpan(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
            : Stopwatch.GetElapsedTime(0);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
