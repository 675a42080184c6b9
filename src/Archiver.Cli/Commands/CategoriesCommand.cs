using System.CommandLine;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class CategoriesCommand
{
    public sealed record Options(ArchivePlace Place, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("categories", "Lists each category with its count of articles and its first and last date.");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver categories --json",
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
            var table = new CategoryTable(session.Text, session.OutputTerminal);
            foreach (var category in categories)
            {
                table.Write(category.Category, category.Count, category.First, category.Last);
            }

            table.Complete();
        }

        return ExitCode.Done;
    }
}
