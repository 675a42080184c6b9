using System.CommandLine;
using System.Globalization;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting;
using Archiver.Exporting.Reports;
using Archiver.Querying;
using Archiver.Statistics;

namespace Archiver.Cli.Commands;

internal static class StatsCommand
{
    public sealed record Options(
        ArchivePlace Place, Selection Selection, ReadingSpeed Speed, bool Json, string? Html, bool Force = false);

    public static Command Create(Session session)
    {
        var verb = new Command("stats", "Counts articles, words and readings, and draws them.");
        var selection = new SelectionOptions(
            verb, session, SortOrder.NewestFirst, "newest first, which matters only with --limit");
        var usual = new ReadingSpeed();
        var words = Speed("--words-per-minute", "words", usual.WordsPerMinute,
            "How many words are read in a minute.");
        var characters = Speed("--characters-per-minute", "characters", usual.CharactersPerMinute,
            "The same of Chinese, Japanese and Korean, and of other scripts without spaces between words.");
        var json = SharedOptions.Json("Print one object.");
        var html = new Option<string?>("--html")
        {
            Description = "Write a page with charts instead, complete in itself.",
            HelpName = "FILE",
        };
        var force = SharedOptions.Force("the page");
        foreach (var option in (Option[])[words, characters, json, html, force])
        {
            verb.Options.Add(option);
        }

        verb.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetResult(html) is not null)
            {
                result.AddError("--json and --html exclude each other.");
            }
        });
        selection.SetAction(verb, session, (parsed, selected) => Run(new Options(
            SharedOptions.PlaceOf(parsed, session), selected,
            new ReadingSpeed(parsed.GetValue(words)!.Value, parsed.GetValue(characters)!.Value),
            parsed.GetValue(json), parsed.GetValue(html), parsed.GetValue(force)), session));
        return HelpSection.AddTo(verb, "archiver stats\narchiver stats category:science date:2025 --html science.html",
            "A line a figure, which begins with what it is. total, category, month and weekday (1 is Monday): name, articles, "
                + "unread, words, characters, minutes. day: readings. host: its articles that were read, readings. "
                + "longestStreak: days, first, last. texts: referred to, stored. bytes: imported, in the archive.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        var cancellation = session.CancelOnSignals();
        if (options.Html is { } named)
        {
            options.Place.Protect("--html", named, []);
        }

        using var archive = options.Place.OpenToRead(cancellation);
        var today = DateOnly.FromDateTime(session.Clock.GetLocalNow().DateTime);
        ArchiveStatistics statistics;
        int? expected = options.Selection.IsWhole ? archive.Count : null;
        using (var progress = Progress.Start(session.ErrorTerminal, session.Error, "Counting", expected))
        {
            statistics = archive.Statistics(options.Selection, options.Speed, today, cancellation,
                count => progress.Report(count, count));
        }

        if (options.Html is { } file)
        {
            var code = NothingMatched.Check(statistics.Total.Articles, options.Selection, archive, session);
            if (code == ExitCode.Done)
            {
                NamedFile.Write(file, options.Force, output =>
                {
                    StatisticsPage.Write(statistics, options.Selection, today, output);
                    return code;
                }, cancellation);
                session.Say($"Wrote {file}.");
            }

            return code;
        }

        if (options.Json)
        {
            JsonOutput.Write(StatisticsReport.Of(statistics), session.Output);
        }
        else if (session.OutputTerminal.IsTerminal)
        {
            new StatisticsView(session.Text, session.OutputTerminal).Write(statistics, today);
        }
        else
        {
            new StatisticsFields(session.Text).Write(statistics);
        }

        return NothingMatched.Check(statistics.Total.Articles, options.Selection, archive, session);
    }

    private static Option<int?> Speed(string name, string unit, int usual, string description) => new Option<int?>(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
    }.Takes($"a number of {unit} from 1 to 100000", word =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var speed)
            && speed is > 0 and <= 100_000 ? speed : null);
}
