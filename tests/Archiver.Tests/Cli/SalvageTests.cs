using System.Text.Json;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class SalvageTests
{
    [Theory, BothWays]
    public void A_whole_archive_is_saved_whole(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "salvage", place.At("saved.db"));
        Assert.Equal((0, ""), (run.Code, run.Text));
        Assert.StartsWith("Saved 6 articles, 0 in the bin and 0 older states", run.Error);
        Assert.Contains("Nothing is missing.", run.Error);
        Assert.Equal(place.Run(way, "export").Text, place.Run(way, "export", "--archive", place.At("saved.db")).Text);
    }

    /// <summary>Without its first page LiteDB cannot open it at all.</summary>
    [Theory, BothWays]
    public void An_archive_without_its_first_page_gives_back_every_article(Way way)
    {
        using var place = Workplace.WithCorpus();
        var expected = place.Run(way, "export").Text;
        var bytes = File.ReadAllBytes(place.Archive);
        bytes.AsSpan(0, 8192).Clear();
        File.WriteAllBytes(place.Archive, bytes);
        Assert.Equal(10, place.Run(way, "list").Code);
        Assert.Equal(3, place.Run(way, "salvage", place.At("saved.db")).Code);
        Assert.Equal(expected, place.Run(way, "export", "--archive", place.At("saved.db")).Text);
        Assert.Equal(bytes, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void What_cannot_be_saved_is_named(Way way)
    {
        using var place = Workplace.WithCorpus();
        var bytes = File.ReadAllBytes(place.Archive);
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Fixture.LighthouseUrl));
        bytes[at + 10] ^= 1;
        File.WriteAllBytes(place.Archive, bytes);

        // All six articles lie on one page; only one document there is not as it was written.
        var run = place.Run(way, "salvage", place.At("saved.db"), "--json");
        Assert.Equal(3, run.Code);
        var report = JsonDocument.Parse(run.Text).RootElement;
        Assert.Equal((6, 1), (report.GetProperty("count").GetInt32(), report.GetProperty("withoutDetails").GetInt32()));
        Assert.Equal(0, place.Run(way, "verify", "--archive", place.At("saved.db")).Code);
    }

    [Theory, BothWays]
    public void The_report_is_one_object(Way way)
    {
        using var place = Workplace.WithCorpus();
        var report = JsonDocument.Parse(place.Run(way, "salvage", place.At("saved.db"), "--json").Output).RootElement;
        Assert.Equal(["formatVersion", "count", "removed", "revisions", "withoutText", "withoutOriginal", "withoutDetails", "bytes", "file", "complete", "findings"],
            report.EnumerateObject().Select(property => property.Name));
    }

    [Theory, BothWays]
    public void A_file_that_is_there_is_refused(Way way)
    {
        using var place = Workplace.WithCorpus();
        var other = place.Write("saved.db", "precious");
        Assert.Equal(1, place.Run(way, "salvage", other).Code);
        Assert.Equal(1, place.Run(way, "salvage", place.Archive).Code);
        Assert.Equal("precious", File.ReadAllText(other));
    }
}
