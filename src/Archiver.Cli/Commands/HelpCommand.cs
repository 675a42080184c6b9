using System.CommandLine;
using Archiver.Cli.Terminal;

namespace Archiver.Cli.Commands;

internal static class HelpCommand
{
    /// <summary>What is explained beside the verbs.</summary>
    private static readonly Dictionary<string, Action<TextWriter>> Topics = new()
    {
        ["query"] = QueryHelp.Write,
        ["json"] = JsonHelp.Write,
    };

    public static Command Create(RootCommand root, Session session)
    {
        var verb = new Command("help", "Explains a verb, how to write a query: `help query`, or what --json prints: `help json`.");
        var topic = new Argument<string?>("TOPIC")
        {
            Description = $"A verb, {string.Join(" or ", Topics.Keys)}. Without it: the list of verbs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        verb.Arguments.Add(topic);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(topic) is { } name && !Topics.ContainsKey(name) && root.Subcommands.All(other => other.Name != name))
            {
                result.AddError($"there is no help on '{name}'; the topics are {string.Join(", ", Topics.Keys)} and the verbs.");
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

            return root.Parse(name is null ? ["--help"] : [name, "--help"], CommandLine.Configuration()).Invoke(parsed.InvocationConfiguration);
        });
        return HelpSection.AddTo(verb, "archiver help query", ExitCode.Done, ExitCode.Failure);
    }
}
