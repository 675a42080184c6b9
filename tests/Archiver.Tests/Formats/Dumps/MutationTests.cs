using Archiver.Benchmarks.Mutating;
using Archiver.Store.Runs;
using CsCheck;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>A small run of what the verb <c>mutate</c> of the benchmarks does a million times.</summary>
public sealed class MutationTests
{
    [Fact]
    public void Every_byte_of_a_damaged_dump_is_accounted_for() => Gen.ULong.Sample(seed =>
    {
        var mutator = new Mutator(seed);
        for (var number = 0; number < 200; number++)
        {
            mutator.Run(number);
        }
    }, iter: Extent.Of(4, 10), threads: 1);

    /// <summary>None of its syllables has one letter; the generator went on to look for one for ever.</summary>
    [Fact(Timeout = 60_000)]
    public Task A_seed_without_short_syllables_makes_dumps_like_any_other() =>
        Task.Run(() => new Mutator(3650807061140381).Run(0), TestContext.Current.CancellationToken);
}
