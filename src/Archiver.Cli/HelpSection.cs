using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Archiver.Cli.Terminal;

namespace Archiver.Cli;

/// <summary>What System.CommandLine's help does not have: examples, what a pipe gets, and the exit codes.</summary>
internal sealed class HelpSection(HelpAction standard, string examples, string? inPipe, int[] exitCodes)
    : SynchronousCommandLineAction
{
    /// <summary>In columns. Longer lines tire the eye, and a pipe has no width of its own.</summary>
    private const int WidestLine = 100;

    private const string Indent = "  ";
    private const int CodeWidth = 5;

    /// <summary>Who asks for help need not have given the arguments.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var width = Width();
        standard.MaxWidth = width;
        standard.Invoke(parseResult);
        WriteEnd(output, width, examples, inPipe, exitCodes);
        return ExitCode.Done;
    }

    /// <summary>Gives a verb its help.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="examples">A command line each.</param>
    /// <param name="exitCodes">How it may end.</param>
    public static Command AddTo(Command verb, string examples, params int[] exitCodes) =>
        AddTo(verb, examples, null, exitCodes);

    /// <summary>Gives a verb its help, with what it prints to a pipe.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="examples">A command line each.</param>
    /// <param name="inPipe">What a line is made of that goes to a pipe or a file; null where it is nothing to take apart.</param>
    /// <param name="exitCodes">How it may end.</param>
    public static Command AddTo(Command verb, string examples, string? inPipe, params int[] exitCodes)
    {
        verb.Options.Add(Option(new HelpSection(new HelpAction(), examples, inPipe, exitCodes)));
        return verb;
    }

    /// <summary>Gives the program its help: its verbs in groups, and what holds for all of them.</summary>
    public static void AddTo(RootCommand root, IReadOnlyList<VerbRow> verbs)
    {
        root.Options.Add(Option(new RootHelp(root, verbs)));
    }

    /// <summary>Without the names that begin with a slash, which are paths: <c>import /h</c>.</summary>
    private static HelpOption Option(CommandLineAction action) =>
        new("--help", "-h", "-?") { Action = action, Description = "Show this." };

    private static int Width() => Console.IsOutputRedirected
        ? TerminalInfo.FallbackWidth
        : Math.Min(WidestLine, TerminalInfo.OfOutput().Width);

    private static void WriteEnd(TextWriter output, int width, string examples, string? inPipe, int[] exitCodes)
    {
        var lines = examples.Split('\n');
        output.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
        foreach (var line in lines)
        {
            output.WriteLine(Indent + line);
        }

        output.WriteLine();
        if (inPipe is not null)
        {
            output.WriteLine("In a pipe:");
            WriteWrapped(output, Indent, $"{inPipe} Between the fields stand tabs; what is not known is empty.", width);
            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        foreach (var code in exitCodes)
        {
            WriteWrapped(output, $"{Indent}{code,-(CodeWidth - 1)} ", ExitCode.MeaningOf(code), width);
        }
    }

    private static void WriteWrapped(TextWriter output, string first, string text, int width)
    {
        foreach (var line in TextLayout.Wrap(text, Math.Max(10, width - first.Length)))
        {
            output.WriteLine(first + line);
            first = new string(' ', first.Length);
        }
    }

    /// <summary>The help of the program: its verbs in groups, and what holds for all of them.</summary>
    private sealed class RootHelp(RootCommand root, IReadOnlyList<VerbRow> verbs) : SynchronousCommandLineAction
    {
        private const int NameWidth = 13;

        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var (output, width) = (parseResult.InvocationConfiguration.Output, Width());
            WriteWrapped(output, "", root.Description!, width);
            output.WriteLine();
            output.WriteLine("Usage: archiver VERB [options]; `archiver VERB --help` explains a verb.");
            foreach (var group in verbs.GroupBy(verb => verb.Group))
            {
                output.WriteLine();
                output.WriteLine($"{group.Key}:");
                foreach (var verb in group)
                {
                    WriteWrapped(output, $"{Indent}{verb.Name,-NameWidth}", verb.Does, width);
                }
            }

            output.WriteLine();
            output.WriteLine("Options of every verb:");
            foreach (var option in root.Options)
            {
                var names = option.Aliases.Where(alias => alias != "-?").Append(option.Name);
                var name = string.Join(", ", names) + (option.HelpName is { } value ? $" {value}" : "");
                WriteWrapped(output, $"{Indent}{name,-(NameWidth + 10)} ", option.Description ?? "", width);
            }

            output.WriteLine();
            WriteEnd(output, width, """
                archiver import ~/dumps
                archiver search 'swing bridge' date:2024
                archiver show 3f0c6b1e
                archiver list category:science -is:read
                """, null, ExitCode.All);
            return ExitCode.Done;
        }
    }
}
