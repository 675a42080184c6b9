using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Exporting;
using Archiver.Formats;
using Archiver.Querying;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What the README and the reference say is there.</summary>
public sealed class DocumentationTests
{
    private static string ReferencePath { get; } = Path.Combine(Fixture.Repository, "src", "REFERENCE.md");

    private static string Readme => File.ReadAllText(Path.Combine(Fixture.Repository, "README.md"));

    private static string Reference => File.ReadAllText(ReferencePath);

    [Fact]
    public void Every_verb_stands_in_the_README_and_in_the_reference() => Assert.All(ProgramVerbs.Names, verb =>
    {
        Assert.Matches($@"(archiver |`){verb}\b", Readme);
        Assert.Matches($@"(?m)^\| `{verb}\b", Reference);
    });

    [Fact]
    public void Every_option_stands_in_the_reference() => Assert.All(
        ProgramVerbs.Root.Subcommands.SelectMany(verb => verb.Options.Concat(ProgramVerbs.Root.Options).Select(option => (verb.Name, Option: option.Name))),
        named => Assert.Matches($@"(?m)^\|.*`{named.Option}\b", Reference));

    [Fact]
    public void Every_exit_code_stands_in_the_reference() => Assert.All(UsageTests.ExitCodes,
        code => Assert.Matches($@"(?m)^\|? *`?{code.ToString(CultureInfo.InvariantCulture)}`? *\|", Reference));

    [Fact]
    public void The_table_of_fields_is_the_one_of_the_program() => IsTable("### The fields",
        ["| field | takes | finds | example |", "| --- | --- | --- | --- |",
            .. QueryField.All.Select(field => $"| `{field.Name}:` | {field.Value} | {field.Finds} | `{field.Example}` |")]);

    [Fact]
    public void The_table_of_formats_to_import_is_the_one_of_the_program() => IsTable("### What can be imported",
        ["| `--format` | what it is |", "| --- | --- |",
            .. ArticleFormats.All.Select(format => $"| `{format.Name}` | {format.Description} |")]);

    [Fact]
    public void The_table_of_formats_to_export_is_the_one_of_the_program() => IsTable("## What can be exported",
        ["| format | what it is | for example |", "| --- | --- | --- |",
            .. ExportFormat.All.Select(format => $"| `{format.Name}` | {format.Description} | `{ExampleOf(format.Name)}` |")]);

    [Fact]
    public void The_table_of_the_fields_that_come_back_is_what_comes_back() => IsTable("### Fields", RoundTripTests.Table());

    [Fact]
    public void The_help_names_every_format_and_its_lines_are_narrow()
    {
        using var place = new Workplace();
        var lines = place.Run(Way.InProcess, "help", "formats").Lines;
        Assert.Equal(
            [.. ArticleFormats.All.Select(format => format.Name), .. ExportFormat.All.Select(format => format.Name)],
            lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line[2..].Split(' ')[0]));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void The_examples_of_the_formats_to_export_run()
    {
        using var place = Workplace.WithCorpus();
        Assert.All(ExportFormat.All, format =>
        {
            var words = ExampleOf(format.Name).Split(' ')[1..].Where(word => !word.Contains(':', StringComparison.Ordinal)).ToList();
            var output = words.IndexOf("--output") + 1;
            words[output] = output > 0 ? place.At(words[output]) : words[output];
            Assert.True(format == ExportFormat.All[0] || words[words.IndexOf("--format") + 1] == format.Name, format.Name);

            // One article of the corpus has no address, and cannot be a bookmark.
            Assert.Equal((format.Name == "netscape" ? 3 : 0, true), (place.Run(Way.InProcess, [.. words]).Code, output == 0 || Path.Exists(words[output])));
        });
    }

    /// <summary>What the reference has; of a format that is new to it what it begins with.</summary>
    private static string ExampleOf(string format) => Regex.Match(Reference, $@"(?m)^\| `{format}` \|.*\| `(archiver [^`]*)` \|$") is { Success: true } row
        ? row.Groups[1].Value : $"archiver export --format {format} --output {format}";

    /// <summary>The first table under a heading; it is written where golden files are.</summary>
    private static void IsTable(string heading, IReadOnlyList<string> expected)
    {
        var lines = Reference.Split('\n').ToList();
        var start = lines.FindIndex(lines.IndexOf(heading), line => line.StartsWith('|'));
        var rows = lines.Skip(start).TakeWhile(line => line.StartsWith('|')).ToArray();
        if (Fixture.IsRewriting)
        {
            lines.RemoveRange(start, rows.Length);
            lines.InsertRange(start, expected);
            File.WriteAllText(ReferencePath, string.Join('\n', lines));
            return;
        }

        Assert.Equal(expected, rows);
    }

    [Theory, BothWays]
    public void The_samples_are_imported_without_a_warning(Way way)
    {
        using var place = new Workplace();
        var samples = Path.Combine(Fixture.Repository, "samples");
        var run = place.Run(way, "import", Path.Combine(samples, "dumps"), Path.Combine(samples, "pages"), "--strict");
        Assert.Equal((0, "Imported 14."), (run.Code, run.Error.Split('\n')[0]));
        run = place.Run(way, "import", Path.Combine(samples, "apps"), "--strict");
        Assert.Equal((0, "Imported 15, updated 1."), (run.Code, run.Error.Split('\n')[0]));
        run = place.Run(way, "import", samples, "--strict");
        Assert.Equal((0, "Unchanged 30."), (run.Code, run.Error.Split('\n')[0]));
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
