using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

/// <summary>The verbs <c>categories</c> and <c>tags</c>: what articles are sorted by, and how many there are of each.</summary>
internal static class GroupsCommand
{
    private const int DateWidth = 10;

    public static Command CreateCategories(Session session) =>
        Create("categories", "category", archive => archive.Categories(), CategoryReport.Of, session);

    public static Command CreateTags(Session session) =>
        Create("tags", "tag", archive => archive.Tags(), TagReport.Of, session);

    private static Command Create<T>(
        string name, string one, Func<Archive, IEnumerable<GroupSummary>> groupsOf, Func<GroupSummary, T> report, Session session)
        where T : class
    {
        var verb = new Command(name, $"Lists each {one} with its count of articles and its first and last date.");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(json);
        verb.SetAction(parsed =>
        {
            using var archive = SharedOptions.PlaceOf(parsed, session).OpenToRead();
            var groups = groupsOf(archive);
            if (parsed.GetValue(json))
            {
                JsonOutput.WriteArray(groups.Select(report), session.Output);
            }
            else
            {
                Write(one.ToUpperInvariant(), groups, session.Text, session.OutputTerminal);
            }

            return ExitCode.Done;
        });
        return HelpSection.AddTo(verb, $"archiver {name}\narchiver {name} --json",
            $"A line a {one}: its name, how many articles, the first date, the last.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    /// <summary>On a narrow terminal the first date makes room for the name.</summary>
    private static void Write(
        string heading, IEnumerable<GroupSummary> groups, TextWriter output, TerminalInfo terminal)
    {
        var table = new Table(output, terminal,
            new Column(heading),
            new Column("COUNT") { IsNumber = true },
            new Column("FIRST") { Narrowest = DateWidth, From = 50 },
            new Column("LAST") { Narrowest = DateWidth });
        foreach (var group in groups)
        {
            table.Write(group.Name, group.Count.ToString(CultureInfo.InvariantCulture), Date(group.First), Date(group.Last));
        }

        table.Complete();

        static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
