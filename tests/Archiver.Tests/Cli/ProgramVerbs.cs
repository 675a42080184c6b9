using System.CommandLine;
using Archiver.Cli;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli;

/// <summary>The verbs as the program lists them, and how each may be called.</summary>
internal static class ProgramVerbs
{
    public static RootCommand Root { get; } = CommandLine.Root([.. CommandLine.VerbNames], Session(TextWriter.Null, _ => null));

    public static IEnumerable<string> Names => Root.Subcommands.Select(verb => verb.Name);

    /// <summary>Those that look into an archive.</summary>
    public static IEnumerable<string> OfAnArchive => Names.Where(name => name != "help");

    public static IEnumerable<string> WithJson => Root.Subcommands.Where(verb => Has(verb, "--json")).Select(verb => verb.Name);

    /// <summary>
    /// A call of the verb that does something in a workplace with the corpus, without a question: to <c>restore</c>, once
    /// <see cref="Fixture.Cat"/> is in the bin.
    /// </summary>
    public static string[] Call(string name, Workplace place)
    {
        var verb = Root.Subcommands.Single(verb => verb.Name == name);
        string[] argument = verb.Arguments.FirstOrDefault()?.Name switch
        {
            "PATH" => [Fixture.Corpus],
            SharedOptions.ArticlesAndTags => [Fixture.Lighthouse, "+sea"],
            "ARTICLE" when name == "note" => [Fixture.Lighthouse, "Who keeps it now?"],
            "ARTICLE" when name == "edit" => [Fixture.Lighthouse, "--title", "A light"],
            "ARTICLE" when name == "highlight" => [Fixture.Lighthouse, "--text", "light"],
            "ARTICLE" => [name == "restore" ? Fixture.Cat : Fixture.Lighthouse],
            "QUERY" => ["the"],
            "FILE" or "NEWFILE" => [place.At("new.db")],
            _ => [],
        };
        return [name, .. argument, .. Has(verb, "--yes") ? ["--yes"] : Array.Empty<string>()];
    }

    /// <summary>A session with nobody at it.</summary>
    public static Session Session(TextWriter error, Func<string, string?> variable) => new()
    {
        OpenInput = () => Stream.Null,
        InputIsTerminal = () => false,
        Output = Stream.Null,
        Error = error,
        OutputTerminal = TerminalInfo.Pipe,
        ErrorTerminal = TerminalInfo.Pipe,
        Variable = variable,
    };

    private static bool Has(Command verb, string option) => verb.Options.Any(each => each.Name == option);
}
