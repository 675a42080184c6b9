using System.CommandLine;
using Archiver.Cli.Terminal;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

internal static class HelpCommand
{
    private const string QueryTopic = "query";

    public static Command Create(Session session)
    {
        var verb = new Command("help", "Explains a verb, or how to write a query: `help query`.");
        var topic = new Argument<string?>("TOPIC")
        {
            Description = $"A verb, or {QueryTopic}. Without it: the list of verbs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        verb.Arguments.Add(topic);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(topic) is { } name && name != QueryTopic && !CommandLine.VerbNames.Contains(name))
            {
                result.AddError($"there is no help on '{name}'. " + (Spelling.Nearest(name, CommandLine.VerbNames.Append(QueryTopic)) is { } meant
                    ? $"Did you mean {meant}?" : $"The topics are {QueryTopic} and the verbs."));
            }
        });
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(topic) == QueryTopic)
            {
                QueryHelp.Write(session.Text);
                return ExitCode.Done;
            }

            string[] arguments = parsed.GetValue(topic) is { } other ? [other, "--help"] : ["--help"];
            return CommandLine.Root(arguments, session).Parse(arguments, CommandLine.Configuration()).Invoke(parsed.InvocationConfiguration);
        });
        return HelpSection.AddTo(verb, "archiver help query", ExitCode.Done, ExitCode.Failure);
    }
}
