using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Mutating;

/// <summary>The verb <c>mutate</c>: reads damaged dumps, and stops at the first that is not read as it must be.</summary>
internal static class MutateCommand
{
    /// <summary>Reading a dump takes a part of a millisecond; what takes so long hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many inputs.", DefaultValueFactory = _ => 1_000_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed, the same inputs.", DefaultValueFactory = _ => 1 };
        var command = new Command("mutate", "Reads dumps that were damaged at random, and checks that every byte is accounted for.")
        {
            count, seed,
        };
        command.SetAction(parsed => Run(parsed.GetValue(count), parsed.GetValue(seed)));
        return command;
    }

    public static int Run(int count, ulong seed)
    {
        var mutator = new Mutator(seed);
        var clock = Stopwatch.StartNew();
        var (longest, settled) = (TimeSpan.Zero, 0L);
        for (var number = 0; number < count; number++)
        {
            var begun = clock.Elapsed;
            try
            {
                mutator.Run(number);
            }
            catch (MutationException failure)
            {
                var path = Path.Combine(Path.GetTempPath(), $"mutated-{seed}-{number}.bin");
                File.WriteAllBytes(path, failure.Input);
                Console.Error.WriteLine($"{failure.Message}\nThe input is kept in {path}.");
                return 1;
            }

            var time = clock.Elapsed - begun;
            longest = time > longest ? time : longest;
            if (time > Hang)
            {
                Console.Error.WriteLine($"number {number} of seed {seed} took {time.TotalSeconds:f1} s");
                return 1;
            }

            settled = number == count / 10 ? GC.GetTotalMemory(forceFullCollection: true) : settled;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: {count:n0} inputs, {mutator.Bytes / 1e6:n0} MB in {clock.Elapsed.TotalSeconds:f0} s; {Counts(mutator)}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"no crash, no hang (longest {longest.TotalMilliseconds:f0} ms), every byte accounted for; memory in use "
            + $"{settled / 1e6:f1} MB after a tenth, {GC.GetTotalMemory(forceFullCollection: true) / 1e6:f1} MB at the end"));
        return 0;
    }

    private static string Counts(Mutator mutator) => string.Join(", ", Enum.GetValues<StretchKind>()
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{mutator.Stretches.GetValueOrDefault(kind):n0} {kind}")));
}
