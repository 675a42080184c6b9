using System.CommandLine;
using Archiver.Cli.Views;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class HelpCommand
{
    /// <summary>What is explained beside the verbs.</summary>
    private static readonly Dictionary<string, Action<TextWriter>> Topics = new()
    {
        ["query"] = QueryHelp.Write,
        ["formats"] = FormatsHelp.Write,
        ["json"] = JsonHelp.Write,
    };

    public static Command Create(Session session)
    {
        var verb = new Command("help",
            "Explains a verb, how to write a query: `help query`, what can be imported and exported: `help formats`, "
                + "or what --json prints: `help json`.");
        var topic = new Argument<string?>("TOPIC")
        {
            Description = $"A verb, {string.Join(" or ", Topics.Keys)}. Without it: the list of verbs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        verb.Arguments.Add(topic);
        verb.Validators.Add(result =>
        {
            string[] names = [.. CommandLine.VerbNames, .. Topics.Keys];
            if (result.GetValue(topic) is { } name && !names.Contains(name))
            {
                result.AddError($"there is no help on '{name}'. " + (Spelling.Nearest(name, names) is { } meant
                    ? $"Did you mean {meant}?" : $"The topics are {string.Join(", ", Topics.Keys)} and the verbs."));
            }
        });
        verb.SetAction(parsed =>
        {
            var name = parsed.GetValue(topic);
            if (name is not null && Topics.TryGetValue(name, out var write))
            {
                write(session.Text);
                return ExitCode.Done;
            }

            string[] arguments = name is null ? ["--help"] : [name, "--help"];
            return CommandLine.Root(arguments, session).Parse(arguments, CommandLine.Configuration())
                .Invoke(parsed.InvocationConfiguration);
        });
        return HelpSection.AddTo(verb, "archiver help query", ExitCode.Done, ExitCode.Failure);
    }
}
