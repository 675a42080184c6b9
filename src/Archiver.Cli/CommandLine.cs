using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Cli.Commands;
using Archiver.Cli.Commands.Notes;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Cli;

/// <summary>The list of verbs, and the one place where a failure becomes a message and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>The verbs, in the groups and the order of the help.</summary>
    private static readonly VerbRow[] Verbs =
    [
        new("Take in and find", "import", "takes in files, folders and standard input", ImportCommand.Create) { Acknowledges = true },
        new("Take in and find", "list", "lists articles, newest first", ListCommand.Create),
        new("Take in and find", "search", "finds articles by their words, the best first", SearchCommand.Create),
        new("Take in and find", "similar", "finds articles that are about the same", SimilarCommand.Create),
        new("Read", "show", "shows an article to read", ShowCommand.Create),
        new("Read", "read", "shows an article, and logs that it was read", ReadCommand.Create) { Acknowledges = true },
        new("Read", "open", "opens an article's URL in the browser, or the article as a page", OpenCommand.Create),
        new("Read", "summarize", "prints the sentences that say most of an article", SummarizeCommand.Create),
        new("Read", "history", "lists the states of an article that were imported", HistoryCommand.Create),
        new("Read", "serve", "shows the archive in a browser", ServeCommand.Create),
        new("Say what you think", "tag", "gives tags to articles, and takes them away", TagCommand.Create) { Acknowledges = true },
        new("Say what you think", "star", "gives articles a star", StarCommand.Create) { Acknowledges = true },
        new("Say what you think", "unstar", "takes the star of articles away", StarCommand.CreateUnstar) { Acknowledges = true },
        new("Say what you think", "note", "notes what you have to say of an article", NoteCommand.Create) { Acknowledges = true },
        new("Say what you think", "edit", "corrects title, category, date and more", EditCommand.Create) { Acknowledges = true },
        new("Say what you think", "highlight", "highlights a text of an article", HighlightCommand.Create) { Acknowledges = true },
        new("Look at the whole", "categories", "lists the categories", GroupsCommand.CreateCategories),
        new("Look at the whole", "tags", "lists the tags", GroupsCommand.CreateTags),
        new("Look at the whole", "stats", "counts articles, words and readings, and draws them", StatsCommand.Create),
        new("Look at the whole", "duplicates", "reports what is there more than once", DuplicatesCommand.Create),
        new("Take out", "export", "writes articles, whole, in many formats", ExportCommand.Create),
        new("Take out", "remove", "moves articles to the bin", RemoveCommand.Create) { Acknowledges = true },
        new("Take out", "restore", "brings removed articles back", RestoreCommand.Create) { Acknowledges = true },
        new("Look after the archive", "backup", "copies the archive into one file, and verifies the copy", BackupCommand.Create),
        new("Look after the archive", "compact", "makes the archive smaller", CompactCommand.Create),
        new("Look after the archive", "verify", "checks everything in the archive", VerifyCommand.Create),
        new("Look after the archive", "salvage", "saves what is intact in a damaged archive", SalvageCommand.Create),
        new("Help", "help", "explains a verb; and help query, help formats, help json", HelpCommand.Create),
    ];

    /// <summary>How long a cancelled command lets somebody read what it wrote.</summary>
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    /// <summary>The names of all verbs.</summary>
    internal static IEnumerable<string> VerbNames => Verbs.Select(verb => verb.Name);

    private static string Version
    {
        get
        {
            var whole = typeof(CommandLine).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            return whole.Split('+') is [var number, var commit]
                ? $"{number} ({commit[..Math.Min(8, commit.Length)]})"
                : whole;
        }
    }

    public static int Run(string[] arguments, Session session)
    {
        try
        {
            var parsed = Root(arguments, session).Parse(arguments, Configuration());
            if (WhatIsWrong(parsed, arguments, session) is { } wrong)
            {
                session.Complain(wrong);
                session.Error.WriteLine($"See `archiver {VerbOf(parsed)}--help`.");
                return ExitCode.Failure;
            }

            session.Apply(parsed);
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
    internal static ParserConfiguration Configuration() =>
        new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Only the verbs that are named: to make all takes as long as a short list.</summary>
    internal static RootCommand Root(string[] arguments, Session session)
    {
        var root = new RootCommand("Keeps the articles you have read, in one file: imports what a reading app lets you copy, "
            + "finds it again in an instant, and gives back the bytes that went in.");
        foreach (var verb in Verbs.Where(verb => arguments.Contains(verb.Name)))
        {
            root.Subcommands.Add(verb.Create(session));
        }

        root.SetAction(parsed => Overview.Write(SharedOptions.PlaceOf(parsed, session), session));
        root.Options.Clear();
        SharedOptions.AddTo(root);
        root.Options.Add(new VersionOption("--version", "-V")
        {
            Action = new VersionAction(Version),
            Description = "Print the version; without a verb.",
        });
        HelpSection.AddTo(root, Verbs);
        return root;
    }

    /// <summary>The first error, and of a word that means nothing that it means nothing, not what is missing without it.</summary>
    /// <returns>Null where nothing is wrong.</returns>
    private static string? WhatIsWrong(ParseResult parsed, string[] arguments, Session session)
    {
        // Who asks for help need not have given the arguments, but the right verb.
        if (parsed.CommandResult.Command is RootCommand
            && parsed.UnmatchedTokens.FirstOrDefault(word => !word.StartsWith('-')) is { } verb)
        {
            var meant = CalledElsewhere(verb) ?? Spelling.Nearest(verb, VerbNames);
            return $"there is no verb '{verb}'.{(meant is null ? "" : $" Did you mean {meant}?")}";
        }

        return parsed.Action?.ClearsParseErrors == true ? null
            : GivenValues.FlagWithValue(parsed, arguments)
                ?? GivenValues.NothingAfterSign(parsed, arguments)
                ?? GivenValues.GivenTwice(parsed)
                ?? new Mistakes(parsed, arguments, () => Verbs.Select(each => each.Create(session))).First()
                ?? GivenValues.Unusable(parsed)
                ?? (parsed.Errors is [var error, ..] ? error.Message : null);
    }

    /// <summary>The verb for a word that other programs have for it, or people.</summary>
    private static string? CalledElsewhere(string word) => word.ToLowerInvariant() switch
    {
        "ls" => "list",
        "find" or "grep" => "search",
        "get" or "cat" or "view" => "show",
        "add" => "import",
        "annotate" or "comment" => "note",
        "untag" or "label" => "tag",
        "favorite" or "favourite" => "star",
        "rm" or "del" or "delete" => "remove",
        "undo" => "restore",
        "log" => "history",
        "statistics" => "stats",
        "dedupe" => "duplicates",
        "dump" or "save" => "export",
        "copy" => "backup",
        "vacuum" => "compact",
        "check" or "fsck" => "verify",
        "repair" => "salvage",
        "version" => "--version",
        _ => null,
    };

    private static string? NameIn(string[] arguments) => Array.Find(arguments, word => VerbNames.Contains(word));

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
            case AmbiguousNameException ambiguous:
                Ambiguity.Write(ambiguous, session);
                return ExitCode.Failure;
            case ArchiverException known:
                session.Complain(known.Failure == Failure.Damaged && verb is not ("verify" or "salvage")
                        ? $"{known.Message} `archiver verify` names all that is damaged. "
                            + "Restore a backup, or save the rest with `archiver salvage NEWFILE`."
                    : known.Message);
                return ExitCode.Of(known.Failure);
            case OperationCanceledException:
                session.Complain(Verbs.Any(row => row.Name == verb && row.Acknowledges)
                    ? "cancelled; what was acknowledged stays."
                    : "cancelled.");
                return ExitCode.Cancelled;
            case IOException pipe when ClosedPipe.IsCauseOf(pipe):
                return ExitCode.Done;
            case IOException or UnauthorizedAccessException:
                session.Complain(exception.Message.StartsWith(StandardOutput.Name, StringComparison.Ordinal) ? exception.Message
                    : $"a file cannot be read or written: {FileFailure.Reason(exception)}");
                return ExitCode.NotWritable;
            case var _ when FileFailure.IsTooLong(exception):
                session.Complain(
                    $"a file cannot be written: {FileFailure.Reason(exception)} What was acknowledged stays.");
                return ExitCode.NotWritable;
            case var _ when exception.GetBaseException() is OutOfMemoryException:
                session.Complain("there is not enough memory for this. What was acknowledged stays; "
                    + "allow more, or ask for less at once.");
                return ExitCode.Failure;
            default:
                session.Complain(
                    $"this is a bug in Archiver: {exception.GetType().Name}: {exception.Message.Split('\n')[0]}");
                session.Error.WriteLine(
                    $"Please report it with this: `archiver {verb}`, version {Version}, {RuntimeInformation.OSDescription}.");
                return ExitCode.Failure;
        }
    }
}
