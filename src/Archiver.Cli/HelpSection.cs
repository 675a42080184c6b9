using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Archiver.Cli;

/// <summary>What System.CommandLine's help does not have: an example and the exit codes.</summary>
internal sealed class HelpSection(HelpAction standard, string example, int[] exitCodes) : SynchronousCommandLineAction
{
    /// <summary>Who asks for help need not have given the arguments.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        standard.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var code in exitCodes)
        {
            output.WriteLine($"  {code,-4} {ExitCode.MeaningOf(code)}");
        }

        return ExitCode.Done;
    }

    /// <summary>Gives a verb its help.</summary>
    public static Command AddTo(Command verb, string example, params int[] exitCodes)
    {
        verb.Options.Add(Option(example, exitCodes));
        return verb;
    }

    public static void AddTo(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Add(Option("archiver import samples/dumps && archiver list --date 2025",
            [ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.DoneInPart, ExitCode.NoArchive,
                ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled]));
    }

    /// <summary>Without the names that begin with a slash, which are paths: <c>import /h</c>.</summary>
    private static HelpOption Option(string example, int[] exitCodes) =>
        new("--help", "-h", "-?") { Action = new HelpSection(new HelpAction(), example, exitCodes) };
}
