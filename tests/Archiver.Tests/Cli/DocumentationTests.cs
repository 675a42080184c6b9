using System.Globalization;
using Archiver.Exporting;
using Archiver.Querying;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What the README says is there.</summary>
public sealed class DocumentationTests
{
    private static string Readme => File.ReadAllText(Path.Combine(Fixture.Repository, "README.md"));

    [Fact]
    public void Every_verb_stands_in_the_README() =>
        Assert.All(ProgramVerbs.Names, verb => Assert.Matches($@"(archiver |`){verb}\b", Readme));

    [Fact]
    public void Every_exit_code_stands_in_the_README() => Assert.All(UsageTests.ExitCodes,
        code => Assert.Matches($@"(?m)^\|? *`?{code.ToString(CultureInfo.InvariantCulture)}`? *\|", Readme));

    [Fact]
    public void The_table_of_fields_in_the_README_is_the_one_of_the_program() => Assert.Equal(
        ["| field | takes | finds | example |", "| --- | --- | --- | --- |",
            .. QueryField.All.Select(field => $"| `{field.Name}:` | {field.Value} | {field.Finds} | `{field.Example}` |")],
        Readme.Split('\n').SkipWhile(line => !line.StartsWith("| field |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|')));

    [Fact]
    public void The_table_of_formats_in_the_README_is_the_one_of_the_program_and_its_examples_run()
    {
        using var place = Workplace.WithCorpus();
        string[][] rows = [.. Readme.Split('\n').SkipWhile(line => !line.StartsWith("| format | what", StringComparison.Ordinal))
            .Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Split('|', StringSplitOptions.TrimEntries))];
        Assert.Equal(ExportFormat.All.Select(format => ($"`{format.Name}`", format.Description)), rows.Select(row => (row[1], row[2])));
        Assert.All(rows, row =>
        {
            var words = row[3].Trim('`').Split(' ')[1..].Where(word => !word.Contains(':', StringComparison.Ordinal)).ToList();
            var output = words.IndexOf("--output") + 1;
            words[output] = output > 0 ? place.At(words[output]) : words[output];
            Assert.Equal((0, true), (place.Run(Way.InProcess, [.. words]).Code, output == 0 || Path.Exists(words[output])));
        });
    }

    [Theory, BothWays]
    public void The_samples_are_imported_without_a_warning(Way way)
    {
        using var place = new Workplace();
        var run = place.Run(way, "import", Path.Combine(Fixture.Repository, "samples", "dumps"), "--strict");
        Assert.Equal((0, "Imported 9."), (run.Code, run.Error.Split('\n')[0]));
    }

    [Theory]
    [BothWays("swing-bridge.txt", "3f0c6b1e")]
    [BothWays("comet-crlf.txt", "a81d2c97")]
    [BothWays("library-japanese.txt", "c4e7a5d0")]
    public void A_sample_is_shown_as_it_was(Way way, string file, string id)
    {
        using var place = new Workplace();
        var path = Path.Combine(Fixture.Repository, "samples", "dumps", file);
        place.Run(way, "import", path);
        Assert.Equal(File.ReadAllBytes(path), place.Run(way, "show", id, "--original").Output);
    }
}
