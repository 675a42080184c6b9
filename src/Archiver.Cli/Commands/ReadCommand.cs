using System.CommandLine;
using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Reading;

namespace Archiver.Cli.Commands;

internal static class ReadCommand
{
    /// <param name="Place">The archive.</param>
    /// <param name="Article">The article's name.</param>
    /// <param name="At">When it was read; null for now.</param>
    /// <param name="Mark">Whether only to log.</param>
    /// <param name="Json">Whether to print the article as an object, as it is with the reading.</param>
    public sealed record Options(ArchivePlace Place, string Article, WallTime? At, bool Mark, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("read", "Shows an article and logs that it was read.");
        var article = SharedOptions.Article();
        var mark = new Option<bool>("--mark") { Description = "Only log the reading." };
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
                    result.AddError($"--at takes a day or a time such as 2025-02-01T11:10 or 'yesterday 21:30', not '{text}'.");
                }
                else if (ReadingTime.IsToCome(time, session.Clock))
                {
                    result.AddError($"--at {text} is still to come.");
                }

                return time;
            },
        };
        var json = SharedOptions.Json("Print the article with the reading as one object, as show does; with --mark as list does.");
        verb.Arguments.Add(article);
        foreach (var option in (Option[])[mark, at, json])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session), parsed.GetValue(article)!,
            parsed.GetValue(at), parsed.GetValue(mark), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver read 98c8ea6a --mark --at 2025-02-01T11:10",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        // To read it nobody should have to wait for a process that writes.
        if (!options.Mark && !options.Json)
        {
            Show(options, session);
        }

        using var archive = options.Place.OpenToChange(session.CancelOnSignals());
        var before = archive.Find(options.Article);
        var article = archive.LogReading(before, options.At ?? ReadingTime.Now(session.Clock));
        var what = article == before ? "This reading was logged already" : "Logged";
        session.Error.WriteLine($"{what}: read {Times(article.ReadCount)}, last on {article.LastRead?.ToString().Replace('T', ' ')}.");
        if (options.Json)
        {
            Write(archive, article, options.Mark, session.Output);
        }

        return ExitCode.Done;
    }

    private static void Show(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        var article = archive.Find(options.Article);
        try
        {
            new ReadingView(session.Text, session.OutputTerminal).Write(article, archive.ReadText(article));
            session.Flush();
        }
        catch (IOException exception) when (ClosedPipe.IsCauseOf(exception))
        {
            // Who leaves the pager before the end has read it, too.
        }
    }

    private static void Write(Archive archive, Article article, bool asListing, Stream output)
    {
        using var writer = ExportWriter.Create(ExportFormat.JsonLines, output);
        writer.Begin();
        if (asListing)
        {
            writer.WriteListing(article);
        }
        else
        {
            writer.Write(article, archive.ReadText(article));
        }

        writer.Complete();
    }

    private static string Times(int? count) =>
        count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}
