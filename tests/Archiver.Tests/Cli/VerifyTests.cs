using System.Text.Json;
using Archiver.Store.Runs;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Cli;

public sealed class VerifyTests
{
    [Theory]
    [BothWays("")]
    [BothWays("--quick")]
    public void A_whole_archive_is_said_to_be_so(Way way, string option)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, ["verify", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("Checked 6 articles, 0 in the bin,", run.Lines[0]);
        Assert.Equal(option == "" ? "Everything is as it was imported." : "The structure is whole.", run.Lines[^1]);
    }

    [Theory, BothWays]
    public void Damage_is_named_and_ends_with_code_12(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Damage();
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(way, "verify");
        Assert.Equal((12, ""), (run.Code, run.Error));
        Assert.Contains("Damaged pages: 1", run.Text);
        Assert.Contains("is lost", run.Text);
        Assert.InRange(run.Lines.Length, 4, 40);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void The_report_is_one_object(Way way)
    {
        using var place = Workplace.WithCorpus();
        place.Damage();
        var report = JsonDocument.Parse(place.Run(way, "verify", "--json").Output).RootElement;
        Assert.Equal(["formatVersion", "quick", "count", "removed", "revisions", "categories", "packs", "texts", "entries", "pages",
            "unusedPacks", "unusedTexts", "unacknowledgedLogBytes", "findings"], report.EnumerateObject().Select(property => property.Name));
        var finding = report.GetProperty("findings").EnumerateArray().First(each => each.GetProperty("kind").GetString() == "page");
        Assert.Equal(JsonValueKind.Null, finding.GetProperty("id").ValueKind);
        Assert.Contains("is not as it was written", finding.GetProperty("what").GetString());
    }

    [Theory, BothWays]
    public void What_is_no_archive_is_code_10(Way way)
    {
        using var place = new Workplace();
        Assert.Equal(10, place.Run(way, "verify").Code);
        place.Write("archive.db", new string('x', 50_000));
        Assert.Equal(10, place.Run(way, "verify").Code);
        Assert.Equal(10, place.Run(way, "salvage", place.At("saved.db")).Code);
        Assert.Equal(["archive.db"], place.Files());
    }
}
