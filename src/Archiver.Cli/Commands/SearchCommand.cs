using System.CommandLine;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

internal static class SearchCommand
{
    private const int DefaultLimit = 20;

    public sealed record Options(ArchivePlace Place, Selection Selection, bool Ranked, bool Json, bool Count);

    public static Command Create(Session session)
    {
        var verb = new Command("search", $"Finds articles by an index of their words, the best first, {DefaultLimit} unless told otherwise.");
        var selection = new SelectionOptions(verb, SortOrder.NewestFirst, "the best first");
        var json = SharedOptions.Json("Print an array of objects.");
        var count = new Option<bool>("--count") { Description = "Print only how many articles match." };
        verb.Options.Add(json);
        verb.Options.Add(count);
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(SharedOptions.PlaceOf(parsed, session),
            selected, parsed.GetResult("--sort") is null, parsed.GetValue(json), parsed.GetValue(count)), session));
        return HelpSection.AddTo(verb, "archiver search 'swing bridge' category:city --limit 5",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var hits = archive.Search(options.Selection, session.Complain);
        if (options.Count)
        {
            session.Text.WriteLine(options.Json ? $$"""{"count":{{hits.Count}}}""" : $"{hits.Count}");
            return NothingMatched.Check(hits.Count, options.Selection, session);
        }

        var limit = options.Selection.Limit ?? DefaultLimit;
        var articles = options.Ranked
            ? archive.Load(hits.Take(limit))
            : archive.Select(options.Selection with { Limit = limit });
        if (options.Json)
        {
            using var writer = ExportWriter.Create(ExportFormat.Json, session.Output);
            writer.Begin();
            foreach (var article in articles)
            {
                writer.WriteListing(article);
            }

            writer.Complete();
        }
        else
        {
            var table = new ArticleTable(session.Text, session.OutputTerminal);
            foreach (var article in articles)
            {
                table.Write(article);
            }

            table.Complete();
        }

        return NothingMatched.Check(hits.Count, options.Selection, session);
    }
}
