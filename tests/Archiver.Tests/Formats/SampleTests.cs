using Archiver.Tests.Cli;

namespace Archiver.Tests.Formats;

/// <summary>Files of the kinds that people have, each with the records that it holds.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. ExpectedRecords.Names(Folder)];

    private static string Folder { get; } = Environment.GetEnvironmentVariable("ARCHIVER_SAMPLES") ?? Fixture.In("formats");

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_gives_its_records(string name)
    {
        var stated = name.Contains("no-front-matter", StringComparison.Ordinal) ? "markdown"
            : name.StartsWith("netscape", StringComparison.Ordinal) ? "bookmarks" : null;
        if (ExpectedRecords.Compare(Path.Combine(Folder, name), stated).Differences is { Count: > 0 } differences)
        {
            Assert.Fail(string.Join('\n', differences));
        }
    }
}
