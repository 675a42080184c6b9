using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>An import makes an archive when the first article comes, and otherwise none.</summary>
public sealed class NothingCameInTests
{
    [Theory]
    [BothWays(1, "missing.txt")]
    [BothWays(3, "notes.txt")]
    [BothWays(3, "notes.txt", "missing.txt", "blank.txt")]
    [BothWays(0, "blank.txt")]
    [BothWays(0, "empty")]
    public void Where_nothing_came_in_no_archive_is_made_and_the_report_says_why(Way way, int code, params string[] inputs)
    {
        using var place = With();
        var before = place.Files();
        var run = place.Run(way, ["import", .. inputs.Select(place.At), "--json"]);
        Assert.Equal(code, run.Code);
        Assert.Contains("\"imported\":0", run.Text);
        Assert.Equal(before, place.Files());

        var report = place.Write("report.jsonl", """{"input":"an earlier one"}""");
        Assert.Equal(code, place.Run(way, ["import", .. inputs.Select(place.At), "--report", report]).Code);
        Assert.DoesNotContain("an earlier one", File.ReadAllText(report));
        Assert.Equal(inputs is ["empty"] ? 0 : inputs.Length, File.ReadLines(report).Count());
        Assert.Equal([.. before, "report.jsonl"], place.Files());
    }

    [Theory, BothWays]
    public void What_came_before_the_first_article_is_in_the_report_as_well(Way way)
    {
        using var place = With();
        var report = place.At("report.jsonl");
        var run = place.Run(way, "import", place.At("notes.txt"), place.At("blank.txt"), Fixture.In("corpus", "lighthouse.txt"),
            place.At("missing.txt"), "--report", report, "--json");
        Assert.Equal((3, """{"formatVersion":1,"imported":1,"updated":0,"unchanged":0,"removed":0,"rejected":2,"warnings":0}""" + "\n"), (run.Code, run.Text));
        Assert.Equal(["rejected", "blank", "imported", "rejected"], File.ReadLines(report).Select(line => line.Split("\"outcome\":\"")[1].Split('"')[0]));
        Assert.Single(place.Run(way, "list").Lines);
    }

    [Theory, BothWays]
    public void Through_a_link_to_nothing_it_is_made_where_the_link_leads_and_only_then(Way way)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Not everybody may make links there.");
        using var place = With();
        File.CreateSymbolicLink(place.Archive, place.At("real.db"));
        Assert.Equal(1, place.Run(way, "import", place.At("missing.txt")).Code);
        Assert.False(File.Exists(place.At("real.db")));
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus).Code);
        Assert.True(File.Exists(place.At("real.db")));
    }

    [Theory]
    [BothWays("real.db")]
    [BothWays("none/real.db")]
    public void A_link_that_leads_nowhere_is_no_archive(Way way, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Not everybody may make links there.");
        using var place = new Workplace();
        File.CreateSymbolicLink(place.Archive, place.At(target));
        Assert.All(ProgramVerbs.OfAnArchive, verb =>
        {
            var run = place.Run(way, [.. ProgramVerbs.Call(verb, place), .. verb == "import" ? ["--dry-run"] : Array.Empty<string>()]);
            Assert.Equal(verb == "import" ? 0 : 10, run.Code);
            Assert.Equal(["archive.db"], place.Files());
        });
    }

    private static Workplace With()
    {
        var place = new Workplace();
        place.Write("notes.txt", "Milk, bread, and nothing else.\n");
        place.Write("blank.txt", "\n\n\n");
        Directory.CreateDirectory(place.At("empty"));
        return place;
    }
}
