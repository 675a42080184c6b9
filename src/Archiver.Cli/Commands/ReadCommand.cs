using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Querying;

namespace Archiver.Cli.Commands;

internal static class ReadCommand
{
    /// <param name="Place">The archive.</param>
    /// <param name="Articles">Finds the articles.</param>
    /// <param name="At">When it was read; null for now.</param>
    /// <param name="Mark">Whether only to log.</param>
    /// <param name="Undo">Whether to take a reading back instead.</param>
    /// <param name="Json">Whether to print the article as an object, as it is with the reading.</param>
    public sealed record Options(
        ArchivePlace Place, Func<Archive, IReadOnlyList<Article>> Articles, WallTime? At, bool Mark, bool Undo, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("read",
            "Shows an article and logs that it was read; with --mark only logs it, of several articles as well.");
        var articles = new ArticleNames(verb);
        var mark = SharedOptions.Flag("--mark", "Only log the reading.");
        var at = new Option<WallTime?>("--at")
        {
            Description = "When it was read: 2025-02-01T11:10, 'yesterday 21:30', 21:30, or a day such as 2025-02-01, today, 7d. "
                + "Without it: now. The same minute is the same reading.",
            HelpName = "TIME",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!ReadingTime.TryParse(text, session.Clock, out var time))
                {
                    result.AddError(
                        $"--at takes a day or a time such as 2025-02-01T11:10 or 'yesterday 21:30', not '{text}'.");
                }
                else if (ReadingTime.IsToCome(time, session.Clock))
                {
                    result.AddError($"--at {text} is in the future.");
                }

                return time;
            },
        };
        var undo = SharedOptions.Flag("--undo",
            "Take back the last logged reading, or the one of --at. What a dump stated stays.");
        var list = SharedOptions.Flag("--list", "Show the logged readings instead.");
        var json = SharedOptions.Json("Print the article with the reading as one object, as show does; with --mark and --undo an array, "
            + "as list does; with --list an array of objects with the readings.");
        foreach (var option in (Option[])[mark, at, undo, list, json])
        {
            verb.Options.Add(option);
        }

        articles.Require(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(list) ? result.GetValue(mark) || result.GetValue(undo) || result.GetResult(at) is not null
                : result.GetValue(mark) && result.GetValue(undo))
            {
                result.AddError("--mark, --undo and --list exclude each other, and --list takes no --at.");
            }
        });
        verb.SetAction(parsed => articles.Run(parsed, session, find =>
        {
            var options = new Options(SharedOptions.PlaceOf(parsed, session), find,
                parsed.GetValue(at), parsed.GetValue(mark), parsed.GetValue(undo), parsed.GetValue(json));
            return parsed.GetValue(list) ? List(options, session) : Run(options, session);
        }));
        return HelpSection.AddTo(verb, "archiver read 98c8ea6a --mark --at 2025-02-01T11:10",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        // To read it nobody should have to wait for a process that writes.
        var shown = !options.Mark && !options.Undo && !options.Json ? Show(options, session) : (Guid?)null;
        try
        {
            using var archive = options.Place.OpenToChange(session.CancelOnSignals());
            var articles = shown is { } id ? [archive.Find(id.ToString())] : options.Articles(archive);
            if (options is { Mark: false, Undo: false })
            {
                RefuseSeveral(articles);
            }

            articles = Change(archive, articles, options, session);
            if (options.Json)
            {
                Write(archive, articles, options, session.Output);
            }

            return ExitCode.Done;
        }
        catch (ArchiverException exception) when (shown is not null)
        {
            // Who has read it should not take it for logged.
            throw new ArchiverException(exception.Failure, $"The reading was not logged. {exception.Message}", exception);
        }
    }

    /// <returns>The articles as they are now.</returns>
    private static IReadOnlyList<Article> Change(
        Archive archive, IReadOnlyList<Article> articles, Options options, Session session)
    {
        var now = options.Undo ? archive.TakeBackReadings(articles, options.At)
            : archive.LogReadings(articles, options.At ?? ReadingTime.Now(session.Clock));
        foreach (var (before, article) in articles.Zip(now))
        {
            var which = articles.Count == 1 ? "" : $"{article.Id}: ";
            var what = (article != before, options.Undo) switch
            {
                (true, true) => "Taken back",
                (true, false) => "Logged",
                (false, true) => "This reading was not logged",
                (false, false) => "This reading was logged already",
            };
            var last = article.LastRead is { } time ? $", last on {time.ToString().Replace('T', ' ')}" : "";
            session.Say($"{which}{what}: read {Times(article)}{last}.");
        }

        return now;
    }

    private static void Write(Archive archive, IReadOnlyList<Article> articles, Options options, Stream output)
    {
        if (options.Mark || options.Undo)
        {
            JsonOutput.WriteArray(articles.Select(ListedArticle.Of), output);
        }
        else
        {
            JsonOutput.Write(WholeArticle.Of(articles[0], archive.ReadText(articles[0])), output);
        }
    }

    /// <summary>A line a reading; as JSON an object an article, with its ID and its readings.</summary>
    private static int List(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var articles = options.Articles(archive);
        if (options.Json)
        {
            JsonOutput.WriteArray(articles.Select(article => new ReadingsReport(article.Id, article.Readings)), session.Output);
            return ExitCode.Done;
        }

        foreach (var article in articles)
        {
            foreach (var reading in article.Readings)
            {
                session.Text.WriteLine($"{article.Id}\t{reading}");
            }
        }

        return ExitCode.Done;
    }

    private static void RefuseSeveral(IReadOnlyList<Article> articles)
    {
        if (articles.Count != 1)
        {
            throw new ArchiverException(Failure.General,
                "read shows one article, and these are several. Name one, or log a reading of each with --mark.");
        }
    }

    /// <returns>The ID of the article.</returns>
    private static Guid Show(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var articles = options.Articles(archive);
        RefuseSeveral(articles);
        var article = articles[0];
        try
        {
            new ReadingView(session.Text, session.OutputTerminal).Write(
                article, archive.ReadText(article), article.Revisions.Count + 1);
            session.Flush();
        }
        catch (IOException exception) when (ClosedPipe.IsCauseOf(exception))
        {
            // Who leaves the pager before the end has read it, too.
        }

        return article.Id;
    }

    private static string Times(Article article) => article.ReadCount switch
    {
        null or 0 => article.LastRead is null ? "never" : "at a time that was not counted",
        1 => "once",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} times"),
    };
}
