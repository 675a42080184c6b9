using Archiver.Files;

namespace Archiver.Tests;

/// <summary>Twice as much of anything takes about twice the work of a processor.</summary>
internal static class LinearWork
{
    private const double Most = 2.5;

    /// <summary>In milliseconds: long enough for what is measured not to be the first calls.</summary>
    private const double Least = 5;

    public static void AssertLinear(int size, Func<int, Action> prepare)
    {
        // What is measured may be disturbed, but not many times in the same way.
        var (once, twice) = (prepare(size), prepare(2 * size));
        var times = 1;
        while (Cost(once, times) < Least)
        {
            times *= 2;
        }

        var ratio = double.MaxValue;
        for (var turn = 0; turn < 8 && ratio > Most; turn++)
        {
            ratio = Math.Min(ratio, Cost(twice, times) / Cost(once, times));
        }

        Assert.True(ratio <= Most, $"Twice as much took {ratio:0.0} times the work.");
    }

    /// <summary>How long a processor worked on it, in milliseconds.</summary>
    private static double Cost(Action work, int times)
    {
        var before = ProcessorTime.OfThread;
        for (var turn = 0; turn < times; turn++)
        {
            work();
        }

        return (ProcessorTime.OfThread - before).TotalMilliseconds;
    }
}
