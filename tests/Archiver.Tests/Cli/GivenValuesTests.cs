using System.CommandLine;
using System.CommandLine.Help;

namespace Archiver.Tests.Cli;

public sealed class GivenValuesTests
{
    [Fact]
    public void No_flag_of_any_verb_takes_a_value()
    {
        var root = ProgramVerbs.Root;
        var flags = root.Subcommands.Append<Command>(root).SelectMany(verb => verb.Options.Select(option => (verb, option)))
            .Where(pair => pair.option.ValueType == typeof(bool) || pair.option is HelpOption or VersionOption).ToArray();
        Assert.True(flags.Length > root.Subcommands.Count, "There are fewer flags than verbs.");
        Assert.Empty(flags.Where(pair => pair.option.Arity.MaximumNumberOfValues != 0).Select(pair => $"{pair.verb.Name} {pair.option.Name}"));
    }

    [Theory]
    [BothWays("search", "--count", "true")]
    [BothWays("search", "--count", "FALSE")]
    [BothWays("search", "--facets", "false")]
    [BothWays("list", "--json", "true")]
    [BothWays("list", "--json", "false")]
    [BothWays("export", "--json", "False")]
    public void A_word_after_a_flag_is_a_word_of_the_query(Way way, string verb, string flag, string word)
    {
        using var place = new Workplace();
        foreach (var text in (string[])["It is true that the tide comes in.", "It is false that the tide stays.", "The tide goes out."])
        {
            var dump = $"{text}\nDetails\nURL: https://tide.example/{text.Length}\n";
            Assert.Equal(0, place.Run(way, new Surroundings { Input = System.Text.Encoding.UTF8.GetBytes(dump) }, "import", "-").Code);
        }

        var after = place.Run(way, verb, flag, word);
        Assert.Equal((0, place.Run(way, verb, word, flag).Text), (after.Code, after.Text));
        Assert.NotEqual(place.Run(way, verb, "tide", flag).Text, after.Text);
    }

    [Theory]
    [BothWays("list", "--json=true")]
    [BothWays("verify", "--quick=false")]
    [BothWays("verify", "--quick", "true")]
    [BothWays("remove", "--yes:true", "c0ff")]
    public void A_value_that_is_given_to_a_flag_is_refused(Way way, string verb, params string[] arguments)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(1, place.Run(way, [verb, .. arguments]).Code);
    }

    [Fact]
    public void No_option_and_no_argument_of_any_verb_takes_an_empty_value_for_something_else()
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var root = ProgramVerbs.Root;
        foreach (var verb in root.Subcommands)
        {
            foreach (var option in verb.Options.Concat(root.Options).Where(option => option.Arity.MaximumNumberOfValues > 0))
            {
                var run = place.Run(Way.InProcess, [verb.Name, .. Needed(verb, option), option.Name, ""]);
                Assert.Equal((1, ""), (run.Code, run.Text));
                Assert.Matches($"^archiver: {option.Name} is empty. ", run.Error);
            }

            foreach (var argument in verb.Arguments.Where(argument => argument.Name is not ("QUERY" or "TOPIC" or "ARTICLE" or "TEXT")))
            {
                var run = place.Run(Way.InProcess, verb.Name, "");
                Assert.Equal((1, ""), (run.Code, run.Text));
                Assert.StartsWith($"archiver: {argument.Name} is empty. Name a", run.Error, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, File.ReadAllBytes(place.Archive));
        Assert.Equal(["archive.db"], place.Files().Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("=")]
    [InlineData(":")]
    public void Where_nothing_stands_behind_the_sign_the_next_word_is_no_value(string sign)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        foreach (var (verb, option, name) in Named())
        {
            string[] call = [verb.Name, .. Needed(verb, option), name + sign];
            foreach (var arguments in (string[][])[call, [.. call, "--json"], [.. call, "value"]])
            {
                var run = place.Run(Way.InProcess, arguments);
                Assert.Equal((1, ""), (run.Code, run.Text));
                Assert.Matches($"^archiver: {option.Name} is empty. ", run.Error);
            }
        }

        Assert.Equal(before, File.ReadAllBytes(place.Archive));
        Assert.Equal(["archive.db"], place.Files().Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_option_is_given_twice_where_once_counts()
    {
        using var place = Workplace.WithCorpus();
        foreach (var (verb, option, name) in Named().Where(each => each.Option.Arity.MaximumNumberOfValues == 1))
        {
            var run = place.Run(Way.InProcess, [verb.Name, .. Needed(verb, option), name, "5", name, "6"]);
            Assert.Equal((1, "", $"archiver: {option.Name} is given twice. Give it once."), (run.Code, run.Text, run.Error.Split('\n')[0]));
        }
    }

    /// <summary>Every option of every verb that takes a value, by each of its names.</summary>
    private static IEnumerable<(Command Verb, Option Option, string Name)> Named() =>
        from verb in ProgramVerbs.Root.Subcommands
        from option in verb.Options.Concat(ProgramVerbs.Root.Options)
        where option.Arity.MaximumNumberOfValues > 0
        from name in option.Aliases.Append(option.Name)
        select (verb, option, name);

    [Theory]
    [BothWays("remove c0ff --yes --archive", "--archive is empty. Name a file.")]
    [BothWays("remove --yes --query", "--query is empty. Name a query, such as category:science.")]
    [BothWays("import", "PATH is empty. Name a file.")]
    [BothWays("import nowhere --encoding", "--encoding is empty. Give it a value, or leave it out.")]
    [BothWays("import nowhere --max-input", "--max-input is empty. Give it a value, or leave it out.")]
    [BothWays("backup", "FILE is empty. Name a file.")]
    [BothWays("list --category", "--category is empty. Name a category; -has:category in a query finds the articles without one.")]
    public void What_is_said_of_an_empty_value_fits_it(Way way, string command, string said)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, [.. command.Split(' '), ""]);
        Assert.Equal((1, "", $"archiver: {said}"), (run.Code, run.Text, run.Error.Split('\n')[0]));
    }

    /// <summary>What a verb wants before it looks at an option.</summary>
    private static string[] Needed(Command verb, Option option) => verb.Arguments.FirstOrDefault() is not { } argument
        || argument.Name is "QUERY" or "TOPIC" || option.Name == "--query" || (verb.Name, option.Name) is ("similar", "--text") ? []
        : argument.Name == "ARTICLE" ? ["c0ff"] : ["nowhere"];
}
