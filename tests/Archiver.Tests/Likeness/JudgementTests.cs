using Archiver.Benchmarks.Judging;
using Archiver.Importing;
using Archiver.Store.Runs;

namespace Archiver.Tests.Likeness;

/// <summary>A small run of what the verb <c>judge</c> of the benchmarks does with 20,000 articles.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void Planted_copies_and_families_are_found()
    {
        using var output = new StringWriter();
        Assert.True(JudgeCommand.Run(count: Extent.Of(600, 1600), copies: Extent.Of(20, 40), seed: 2, output, families: Extent.Of(10, 50)) == 0, output.ToString());
        Assert.Contains("three words of ten changed: recall", output.ToString());
    }
}
