using System.Text.RegularExpressions;
using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli;

/// <summary>The examples of the pages for users: they are run, one after the other, and show what the page says.</summary>
public sealed partial class ExampleTests
{
    private static readonly string[] Samples = ["import", Path.Combine(Fixture.Repository, "samples", "dumps")];

    [Fact]
    public void The_examples_of_the_README_show_what_it_says()
    {
        using var place = new Workplace();
        var examples = ConsoleExample.Of(Page("README.md"));
        Assert.InRange(examples.Count, 6, 30);
        Assert.All(examples, example => Fits(example, place));
    }

    [Fact]
    public void The_examples_of_the_reference_show_what_it_says()
    {
        using var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, Samples).Code);
        var examples = ConsoleExample.Of(Page("src/REFERENCE.md"));
        Assert.InRange(examples.Count, 6, 50);
        Assert.All(examples, example => Fits(example, place));
    }

    [Theory]
    [InlineData("$ archiver categories\nCATEGORY  COUNT  FIRST       LAST\n…", true)]
    [InlineData("$ archiver categories\nCATEGORY  COUNT  FIRST       LAST\nbooks         2  2020-05-02  2020-05-02\n…", false)]
    [InlineData("$ archiver categories\nCATEGORY  COUNT  FIRST       LAST", false)]
    [InlineData("$ archiver list 'title:\"swing bridge\"' | wc -l\n1", true)]
    [InlineData("$ archiver list 'title:\"swing bridge\"' | wc -l\n2", false)]
    [InlineData("$ archiver list nowhere\n", false)]
    public void What_an_example_does_not_show_is_seen(string text, bool fits)
    {
        using var place = new Workplace();
        place.Run(Way.InProcess, Samples);
        var example = Assert.Single(ConsoleExample.Of($"```console\n{text}\n```"));
        Assert.Equal(fits, example.Fits(example.Run(place)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/REFERENCE.md")]
    public void An_example_is_as_wide_as_the_terminal_that_it_is_of(string page) =>
        Assert.All(ConsoleExample.Of(Page(page)).SelectMany(example => example.Expected),
            line => Assert.True(DisplayWidth.Of(line) <= ConsoleExample.Width, line));

    /// <summary>What they pipe to is not there everywhere, so that they are not run.</summary>
    [Fact]
    public void The_recipes_name_verbs_and_options_that_there_are()
    {
        var calls = Script().Matches(Page("README.md")).SelectMany(block => Call().Matches(block.Groups[1].Value)).ToArray();
        Assert.InRange(calls.Length, 8, 40);
        Assert.All(calls, call =>
        {
            var verb = Assert.Single(ProgramVerbs.Root.Subcommands, verb => verb.Name == call.Groups[1].Value);
            var known = verb.Options.Concat(ProgramVerbs.Root.Options).SelectMany(option => option.Aliases.Append(option.Name)).ToArray();
            Assert.All(Option().Matches(call.Value).Select(option => option.Value), option => Assert.Contains(option, known));
        });
    }

    private static void Fits(ConsoleExample example, Workplace place)
    {
        var shown = example.Run(place);
        Assert.True(example.Fits(shown), $"$ {example.Command}\nshows\n{string.Join('\n', shown)}\nand not\n{string.Join('\n', example.Expected)}");
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Fixture.Repository, name));

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();

    /// <summary>The program with what is said to it, up to a pipe or the command's end.</summary>
    [GeneratedRegex(@"\barchiver ([a-z]+)[^|;)\n]*")]
    private static partial Regex Call();

    [GeneratedRegex("(?<= )--?[a-zA-Z][a-z-]*")]
    private static partial Regex Option();
}
