using System.Text.Json;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class FormatVersionTests
{
    [Theory, BothWays]
    public void Every_object_and_report_says_its_version_first(Way way) => Assert.All(ProgramVerbs.WithJson, verb =>
        AssertVersioned(way, verb == "similar" ? 2 : 0, place => [.. ProgramVerbs.Call(verb, place), "--json"]));

    [Theory]
    [BothWays("import CORPUS --dry-run --json")]
    [BothWays("search the --count --json")]
    [BothWays("search the --facets --json")]
    [BothWays("read 5a1b --mark --json")]
    [BothWays("read 5a1b --list --json")]
    [BothWays("export")]
    [BothWays("export --format jsonl")]
    [BothWays("remove 5a1b --dry-run --json")]
    [BothWays("remove --list --json")]
    public void So_do_those_of_its_other_forms(Way way, string command) => AssertVersioned(way, 0, _ =>
        [.. command.Split(' ').Select(word => word == "CORPUS" ? Fixture.Corpus : word)]);

    [Theory, BothWays]
    public void So_does_every_line_of_the_report_of_an_import(Way way)
    {
        using var place = new Workplace();
        var report = place.Write("report.jsonl", """{"input":"one from before there were versions"}""");
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);
        Assert.All(File.ReadLines(report), line => Assert.StartsWith("{\"formatVersion\":1,\"input\":", line));
        Assert.Equal(0, place.Run(way, "import", Fixture.Corpus, "--report", report).Code);

        // An export begins with its version, too, and is none.
        Assert.Equal(0, place.Run(way, "export", "--format", "jsonl", "--output", place.At("export.jsonl")).Code);
        Assert.Equal(1, place.Run(way, "import", Fixture.Corpus, "--report", place.At("export.jsonl")).Code);
    }

    private static void AssertVersioned(Way way, int code, Func<Workplace, string[]> command)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(0, place.Run(way, "remove", "c0ff", "--yes").Code);
        Assert.Equal(0, place.Run(way, "tag", "5a1b", "+light").Code);
        var run = place.Run(way, command(place));
        Assert.Equal(code, run.Code);
        IEnumerable<string> documents = run.Text.StartsWith('[') ? [run.Text] : run.Lines;
        JsonElement[] objects =
        [
            .. documents.Select(text => JsonDocument.Parse(text).RootElement)
                .SelectMany(root => root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root]),
        ];
        Assert.NotEmpty(objects);
        Assert.All(objects, each =>
        {
            var first = each.EnumerateObject().First();
            Assert.Equal(("formatVersion", 1), (first.Name, first.Value.GetInt32()));
        });
    }
}
