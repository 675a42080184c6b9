using System.Text;
using System.Text.RegularExpressions;

namespace Archiver.Tests.Cli;

/// <summary>A command in a page, and what the page says that a terminal shows then.</summary>
/// <param name="Command">As it is typed.</param>
/// <param name="Expected">The lines; a last one that is an ellipsis stands for any that follow.</param>
internal sealed partial record ConsoleExample(string Command, IReadOnlyList<string> Expected)
{
    public const int Width = 80;

    /// <summary>What a reader has for a place that is another in each test.</summary>
    private const string WrittenArchive = "/home/you/.local/share/archiver/archive.db";

    /// <summary>The examples of a page, in their order.</summary>
    public static IReadOnlyList<ConsoleExample> Of(string page)
    {
        List<ConsoleExample> examples = [];
        foreach (var line in Console().Matches(page).SelectMany(block => block.Groups[1].Value.Split('\n')))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                examples.Add(new ConsoleExample(line[2..], []));
            }
            else
            {
                examples[^1] = examples[^1] with { Expected = [.. examples[^1].Expected, line] };
            }
        }

        return [.. examples.Select(example => example with { Expected = WithoutEnd(example.Expected) })];
    }

    /// <summary>What the command shows in a workplace: where it is the program alone, on a terminal of <see cref="Width"/> columns.</summary>
    public IReadOnlyList<string> Run(Workplace place)
    {
        var run = Command.StartsWith("archiver ", StringComparison.Ordinal) && !Command.Contains(" | ", StringComparison.Ordinal)
            ? place.Run(Way.InProcess, Surroundings.Terminal(Width) with { Clock = new FixedClock(2025, 7, 1) }, [.. Words(Command).Skip(1).Select(WhereItLies)])
            : place.Bash($"cd '{Fixture.Repository}'; export ARCHIVER_ARCHIVE='{place.Archive}'; archiver() {{ \"$archiver\" \"$@\"; }}; {Command}");
        return WithoutEnd((run.Text + run.Error).Replace(place.Archive, WrittenArchive, StringComparison.Ordinal).Split('\n'));
    }

    /// <summary>Whether these lines are the expected ones.</summary>
    public bool Fits(IReadOnlyList<string> shown) => Expected is [.., "…"]
        ? shown.Count >= Expected.Count && shown.Take(Expected.Count - 1).SequenceEqual(Expected.SkipLast(1))
        : shown.SequenceEqual(Expected);

    /// <summary>The words of a command, as a shell sees them.</summary>
    private static IEnumerable<string> Words(string command) =>
        Word().Matches(command).Select(word => Quoted().Replace(word.Value, quoted => quoted.Value[1..^1]));

    private static string WhereItLies(string word) =>
        word.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Fixture.Repository, word) : word;

    private static string[] WithoutEnd(IReadOnlyList<string> lines) =>
        string.Join('\n', lines).TrimEnd('\n') is { Length: > 0 } text ? text.Split('\n') : [];

    [GeneratedRegex(@"```console\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("""(?:'[^']*'|"[^"]*"|[^\s'"])+""")]
    private static partial Regex Word();

    [GeneratedRegex("""'[^']*'|"[^"]*["]""")]
    private static partial Regex Quoted();
}
