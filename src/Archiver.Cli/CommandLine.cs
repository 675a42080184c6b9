using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Cli.Commands;
using Archiver.Cli.Terminal;
using Archiver.Files;

namespace Archiver.Cli;

/// <summary>The list of verbs, and the one place where a failure becomes a message and an exit code.</summary>
internal static class CommandLine
{
    private static readonly (string Name, Func<Session, Command> Create)[] Verbs =
    [
        ("import", ImportCommand.Create),
        ("list", ListCommand.Create),
        ("search", SearchCommand.Create),
        ("similar", SimilarCommand.Create),
        ("show", ShowCommand.Create),
        ("read", ReadCommand.Create),
        ("summarize", SummarizeCommand.Create),
        ("export", ExportCommand.Create),
        ("categories", CategoriesCommand.Create),
        ("stats", StatsCommand.Create),
        ("duplicates", DuplicatesCommand.Create),
        ("history", HistoryCommand.Create),
        ("remove", RemoveCommand.Create),
        ("restore", RestoreCommand.Create),
        ("backup", BackupCommand.Create),
        ("compact", CompactCommand.Create),
        ("verify", VerifyCommand.Create),
        ("salvage", SalvageCommand.Create),
    ];

    /// <summary>How long a cancelled command lets somebody read what it wrote.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    private static string? Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public static int Run(string[] arguments, Session session)
    {
        try
        {
            var parsed = Root(arguments, session).Parse(arguments, Configuration());
            if (parsed.Action?.ClearsParseErrors != true && WhatIsWrong(parsed, arguments) is { } wrong)
            {
                session.Complain(wrong);
                session.Error.WriteLine($"See `archiver {VerbOf(parsed)}--help`.");
                return ExitCode.Failure;
            }

            var code = parsed.Invoke(new InvocationConfiguration
            {
                Output = session.Text,
                Error = session.Error,
                EnableDefaultExceptionHandler = false,
            });
            session.Flush();
            return code;
        }
        catch (Exception exception)
        {
            SaveOutput(session, exception is OperationCanceledException);
            return Explain(exception, session, NameIn(arguments));
        }
        finally
        {
            session.Dispose();
        }
    }

    /// <summary>
    /// Without files of arguments, which a name that begins with an at sign would be; and without bundles of short
    /// options, which a query such as <c>-host:news.example</c> would be.
    /// </summary>
    internal static ParserConfiguration Configuration() => new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>The verb that is named first, or all of them: to make those that nobody asks for takes as long as a short list.</summary>
    internal static RootCommand Root(string[] arguments, Session session)
    {
        var root = new RootCommand("Keeps the articles you have read: imports what a reading app lets you copy, "
            + "stores each paragraph once, and lists, shows and exports it.");
        var named = Array.FindIndex(Verbs, verb => verb.Name == arguments.FirstOrDefault());
        foreach (var (_, create) in named < 0 ? Verbs : Verbs.AsSpan(named, 1))
        {
            root.Subcommands.Add(create(session));
        }

        root.Subcommands.Add(HelpCommand.Create(root, session));
        SharedOptions.AddTo(root);
        HelpSection.AddTo(root);
        return root;
    }

    /// <summary>The first error, and of a word that means nothing that it means nothing, not what is missing without it.</summary>
    /// <returns>Null where nothing is wrong.</returns>
    private static string? WhatIsWrong(ParseResult parsed, string[] arguments) => GivenValues.FlagWithValue(parsed, arguments) is { } flag ? flag
        : parsed.UnmatchedTokens.Count == 0 && GivenValues.Unusable(parsed) is { } unusable ? unusable
        : parsed.Errors.Count == 0 ? null
        : parsed.UnmatchedTokens is [var word, ..] ? parsed.CommandResult.Command is RootCommand && !word.StartsWith('-')
            ? $"there is no verb '{word}'."
            : $"'{word}' is one too many, or misspelt."
        : parsed.Errors[0].Message;

    private static string? NameIn(string[] arguments) => Array.Find(Verbs, verb => arguments.Contains(verb.Name)).Name;

    private static string VerbOf(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    /// <summary>
    /// What a command wrote before it failed is of use, too, where it can be written. Who cancelled it does not wait for
    /// somebody to read it.
    /// </summary>
    private static void SaveOutput(Session session, bool isCancelled)
    {
        try
        {
            if (isCancelled)
            {
                Waiting.For(FlushAll, new CancellationToken(canceled: true), OutputGrace);
            }
            else
            {
                FlushAll();
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It cannot.
        }

        bool FlushAll()
        {
            session.Flush();
            return true;
        }
    }

    /// <summary>What no thread has caught ends the process, and is explained as everything else.</summary>
    public static void ExplainUnhandled(Session session, string[] arguments) =>
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => Environment.Exit(
            Explain((Exception)unhandled.ExceptionObject, session, NameIn(arguments)));

    private static int Explain(Exception exception, Session session, string? verb)
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
            case var _ when FileFailure.IsTooLong(exception):
                session.Complain($"a file cannot be written: {FileFailure.Reason(exception)} What was acknowledged stays.");
                return ExitCode.NotWritable;
            case var _ when exception.GetBaseException() is OutOfMemoryException:
                session.Complain("there is not enough memory for this. What was acknowledged stays; allow more, or ask for less at once.");
                return ExitCode.Failure;
            default:
                session.Complain($"this is a bug in Archiver: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
                session.Error.WriteLine($"Please report it with this: `archiver {verb}`, version {Version}, {RuntimeInformation.OSDescription}.");
                return ExitCode.Failure;
        }
    }
}
