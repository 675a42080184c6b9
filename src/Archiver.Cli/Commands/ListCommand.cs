using System.CommandLine;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

internal static class ListCommand
{
    public sealed record Options(ArchivePlace Place, Selection Selection, bool Json, RowShape? Shape = null);

    public static Command Create(Session session)
    {
        var verb = new Command("list", "Lists articles, newest first.");
        var selection = new SelectionOptions(verb, session, SortOrder.NewestFirst, "newest first");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(json);
        var rows = new RowOptions(verb, json, () => ArticleField.All);
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(
            SharedOptions.PlaceOf(parsed, session), selected, parsed.GetValue(json), rows.ShapeOf(parsed)), session));
        return HelpSection.AddTo(verb, "archiver list category:science date:2025-01 -is:read --limit 20\n"
            + "archiver list --from 7d --sort -words\n"
            + "archiver list --fields date,title,url\n"
            + "archiver list is:unread --template '- {title}: {url}'",
            "A line an article: date, category, ID, words, title.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        using var progress = session.ErrorTerminal.IsTerminal
            ? Progress.Start(session.ErrorTerminal, session.Error, "Reading", archive.Count)
            : null;
        archive.Reading = progress is null ? null : read => progress.Report(read, read);
        var count = 0;
        if (options.Shape is { } shape)
        {
            var rows = shape.Rows(archive, options.Selection);
            count = options.Json ? JsonOutput.WriteArray(rows, shape.Fields, session.Output)
                : new ArticleRows(shape, session.Text, session.OutputTerminal).WriteAll(rows, () => progress?.Dispose());
        }
        else if (options.Json)
        {
            count = JsonOutput.WriteArray(archive.Select(options.Selection).Select(ListedArticle.Of), session.Output);
        }
        else
        {
            var table = new ArticleTable(session.Text, session.OutputTerminal, archive.IdLengths);
            foreach (var article in archive.Select(options.Selection))
            {
                if (++count == Table.Sample)
                {
                    // The first rows come now, and a bar would stand among them.
                    progress?.Dispose();
                }

                table.Write(article);
            }

            progress?.Dispose();
            table.Complete();
        }

        return NothingMatched.Check(count, options.Selection, archive, session);
    }
}
