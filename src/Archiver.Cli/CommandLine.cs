using System.CommandLine;
using Archiver.Cli.Commands;
using Archiver.Cli.Terminal;

namespace Archiver.Cli;

/// <summary>The list of verbs, and the one place where a failure becomes a message and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] arguments, Session session)
    {
        try
        {
            var parsed = Root(session).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    session.Complain(error.Message);
                }

                session.Error.WriteLine($"See `archiver {VerbOf(parsed)}--help`.");
                return ExitCode.Failure;
            }

            return parsed.Invoke(new InvocationConfiguration
            {
                Output = session.Text,
                Error = session.Error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Exception exception)
        {
            return Explain(exception, session);
        }
        finally
        {
            session.Dispose();
        }
    }

    private static RootCommand Root(Session session)
    {
        var root = new RootCommand("Keeps the articles you have read: imports what a reading app lets you copy, "
            + "stores each paragraph once, and lists, shows and exports it.")
        {
            ImportCommand.Create(session),
            ListCommand.Create(session),
            ShowCommand.Create(session),
            ExportCommand.Create(session),
            CategoriesCommand.Create(session),
        };
        SharedOptions.AddTo(root);
        HelpSection.AddTo(root);
        return root;
    }

    private static string VerbOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private static int Explain(Exception exception, Session session)
    {
        switch (exception)
        {
            case ArchiverException known:
                session.Complain(known.Message);
                return ExitCode.Of(known.Failure);
            case OperationCanceledException:
                session.Complain("cancelled; what was acknowledged stays.");
                return ExitCode.Cancelled;
            case IOException pipe when ClosedPipe.IsCauseOf(pipe):
                return ExitCode.Done;
            case IOException or UnauthorizedAccessException:
                session.Complain(exception.Message);
                return ExitCode.NotWritable;
            default:
                session.Complain($"this is a bug in Archiver, please report it: {exception.GetType().Name}: {exception.Message}");
                return ExitCode.Failure;
        }
    }
}
