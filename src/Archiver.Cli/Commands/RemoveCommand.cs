using System.CommandLine;
using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Exporting;

namespace Archiver.Cli.Commands;

internal static class RemoveCommand
{
    public sealed record Options(ArchivePlace Place, IReadOnlyList<string> Articles, bool Yes, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("remove", "Moves articles to the bin, from which `restore` brings them back.");
        var articles = SharedOptions.Articles(ArgumentArity.ZeroOrMore);
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var list = new Option<bool>("--list") { Description = "Show what is in the bin." };
        var json = SharedOptions.Json("Print the count as one object; with --list an array of objects.");
        verb.Arguments.Add(articles);
        foreach (var option in (Option[])[yes, list, json])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(result =>
        {
            var named = result.GetValue(articles)!.Length > 0;
            if (named == result.GetValue(list))
            {
                result.AddError(named ? "--list takes no ARTICLE." : "Name an ARTICLE, or say --list.");
            }
        });
        verb.SetAction(parsed =>
        {
            var place = SharedOptions.PlaceOf(parsed, session);
            return parsed.GetValue(list)
                ? List(place, parsed.GetValue(json), session)
                : Run(new Options(place, parsed.GetValue(articles)!, parsed.GetValue(yes), parsed.GetValue(json)), session);
        });
        return HelpSection.AddTo(verb, "archiver remove 98c8ea6a --yes",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        if (!options.Yes && !session.InputIsTerminal())
        {
            throw new ArchiverException(Failure.General, "remove asks first, and here nobody can answer. Say --yes.");
        }

        // Nobody should have to wait for an answer that may never come: the archive is opened to read for the question.
        if (!options.Yes && !IsConfirmed(options, session))
        {
            session.Error.WriteLine("Nothing was removed.");
            return ExitCode.Cancelled;
        }

        using var archive = options.Place.OpenToChange(session.CancelOnSignals());
        var articles = options.Articles.Select(archive.Find).DistinctBy(article => article.Number).ToArray();
        archive.Remove(articles);
        session.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Removed {articles.Length}. `archiver restore` brings back what is in the bin."));
        if (options.Json)
        {
            CountJson.Write("removed", articles.Length, session.Output);
        }

        return ExitCode.Done;
    }

    private static bool IsConfirmed(Options options, Session session)
    {
        using (var archive = options.Place.OpenToRead())
        {
            foreach (var article in options.Articles.Select(archive.Find).DistinctBy(article => article.Number))
            {
                session.Error.WriteLine($"{article.Id}  {VisibleText.Of(article.Title)}");
            }
        }

        session.Error.Write("Remove? [y/N] ");
        using var answer = new StreamReader(session.OpenInput());
        return answer.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static int List(ArchivePlace place, bool json, Session session)
    {
        using var archive = place.OpenToRead();
        if (json)
        {
            RemovedJson.Write(archive.Removed(), session.Output);
            return ExitCode.Done;
        }

        var table = new ArticleTable(session.Text, session.OutputTerminal);
        foreach (var removed in archive.Removed())
        {
            table.Write(removed.Article);
        }

        table.Complete();
        return ExitCode.Done;
    }
}
