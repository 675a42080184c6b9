using System.CommandLine;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class TagsCommand
{
    public sealed record Options(ArchivePlace Place, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("tags", "Lists each tag with its count of articles and its first and last date.");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver tags\narchiver tags --json",
            "A line a tag: its name, how many articles, the first date, the last.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var tags = archive.Tags();
        if (options.Json)
        {
            JsonOutput.WriteArray(tags.Select(TagReport.Of), session.Output);
        }
        else
        {
            CategoriesCommand.Write("TAG", tags, session.Text, session.OutputTerminal);
        }

        return ExitCode.Done;
    }
}
