using System.Diagnostics;
using System.Globalization;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Measuring;

/// <summary>One run of a whole process, from its start to its end.</summary>
/// <param name="Time">Wall-clock time.</param>
/// <param name="PeakBytes">Peak resident memory, where it was asked for.</param>
internal sealed record ProcessRun(TimeSpan Time, long PeakBytes)
{
    private const string GnuTime = "/usr/bin/time";

    private static readonly bool HasGnuTime = OperatingSystem.IsLinux() && File.Exists(GnuTime);

    /// <summary>Only the time: nothing stands between us and the program.</summary>
    public static ProcessRun Timed(string program, params string[] arguments) => Run(program, arguments, poll: false);

    /// <summary>Time and memory. GNU time asks the system for the peak; where it is missing, we look at it often.</summary>
    public static ProcessRun TimedWithMemory(string program, params string[] arguments)
    {
        if (!HasGnuTime)
        {
            return Run(program, arguments, poll: true);
        }

        var peak = Path.GetTempFileName();
        try
        {
            var run = Run(GnuTime, ["-f", "%M", "-o", peak, program, .. arguments], poll: false);
            return run with { PeakBytes = 1024 * long.Parse(File.ReadAllText(peak), CultureInfo.InvariantCulture) };
        }
        finally
        {
            File.Delete(peak);
        }
    }

    private static ProcessRun Run(string program, IEnumerable<string> arguments, bool poll)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new MeasurementException($"{program} does not start");
        var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        var errors = process.StandardError.ReadToEndAsync();
        var peak = poll ? PeakUntilExit(process) : 0;
        process.WaitForExit();
        var time = clock.Elapsed;
        output.Wait();
        return process.ExitCode == 0
            ? new ProcessRun(time, peak)
            : throw new MeasurementException(
                $"{program} {string.Join(' ', start.ArgumentList)}: exit code {process.ExitCode}\n{errors.Result}");
    }

    private static long PeakUntilExit(Process process)
    {
        var peak = 0L;
        do
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended between two looks.
            }
        }
        while (!process.WaitForExit(2));
        return peak;
    }
}

/// <summary>What is measured does not work; the message says what to look at.</summary>
internal sealed class MeasurementException(string message) : Exception(message);
