using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class CategoriesCommand
{
    private const int DateWidth = 10;

    public sealed record Options(ArchivePlace Place, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("categories", "Lists each category with its count of articles and its first and last date.");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver categories\narchiver categories --json",
            "A line a category: its name, how many articles, the first date, the last.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var categories = archive.Categories();
        if (options.Json)
        {
            JsonOutput.WriteArray(categories.Select(CategoryReport.Of), session.Output);
        }
        else
        {
            Write("CATEGORY", categories, session.Text, session.OutputTerminal);
        }

        return ExitCode.Done;
    }

    /// <summary>On a narrow terminal the first date makes room for the name.</summary>
    internal static void Write(string heading, IEnumerable<GroupSummary> groups, TextWriter output, TerminalInfo terminal)
    {
        var table = new Table(output, terminal,
            new Column(heading), new Column("COUNT") { IsNumber = true }, new Column("FIRST") { Narrowest = DateWidth, From = 50 }, new Column("LAST") { Narrowest = DateWidth });
        foreach (var group in groups)
        {
            table.Write(group.Name, group.Count.ToString(CultureInfo.InvariantCulture), Date(group.First), Date(group.Last));
        }

        table.Complete();

        static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
