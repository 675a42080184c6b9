using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class ShowCommand
{
    /// <param name="Place">The archive.</param>
    /// <param name="Articles">The articles.</param>
    /// <param name="Revision">Which state of the one article; null for the current one.</param>
    /// <param name="As">What of it is written.</param>
    /// <param name="Shape">The fields that are asked for; null where none are.</param>
    public sealed record Options(
        ArchivePlace Place, IReadOnlyList<NamedArticle> Articles, int? Revision, ShowAs As, RowShape? Shape);

    public enum ShowAs
    {
        Text,
        Json,
        Original,
        Plain,
    }

    public static Command Create(Session session)
    {
        var verb = new Command("show", "Shows one article to read.");
        var article = SharedOptions.AddArticleTo(verb);
        var revision = SharedOptions.Limit("Show this state of it; `history` lists them.", name: "--revision");
        var json = SharedOptions.Json("Print one object, as export does; of several articles one a line.");
        var original = SharedOptions.Flag("--original", "Write the bytes that were imported.");
        verb.Options.Add(revision);
        verb.Options.Add(json);
        var plain = SharedOptions.Flag("--plain", "Show the text alone.");
        verb.Options.Add(original);
        verb.Options.Add(plain);
        var rows = new RowOptions(verb, json, () => ArticleField.All);
        verb.Validators.Add(result =>
        {
            if (((Option<bool>[])[json, original, plain]).Count(result.GetValue) > 1)
            {
                result.AddError("--json, --original and --plain exclude each other.");
            }
            else if (rows.IsGiven(result) && (result.GetValue(original) || result.GetValue(plain)))
            {
                result.AddError("--original and --plain take no --fields, --template, --csv or --null.");
            }
        });
        verb.SetAction(parsed =>
        {
            var form = parsed.GetValue(json) ? ShowAs.Json
                : parsed.GetValue(original) ? ShowAs.Original
                : parsed.GetValue(plain) ? ShowAs.Plain : ShowAs.Text;
            return Run(new Options(
                SharedOptions.PlaceOf(parsed, session), NamedArticle.Read([parsed.GetValue(article)!], session),
                parsed.GetValue(revision), form, rows.ShapeOf(parsed)), session);
        });
        return HelpSection.AddTo(verb, "archiver show 98c8ea6a\narchiver list is:starred --fields id | archiver show - --json",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        if (options is { Revision: not null, Articles.Count: > 1 })
        {
            throw new ArchiverException(Failure.General,
                $"--revision is about one article, and these are {options.Articles.Count}.");
        }

        if (options is { Shape: { } shape, As: not ShowAs.Json })
        {
            Article[] articles = [.. options.Articles.Select(name => name.Find(archive.Find))];
            new ArticleRows(shape, session.Text, session.OutputTerminal).WriteAll(articles
                .Select(article => StateOf(article, options, archive).Article)
                .Select(article => ArticleRow.Of(article, shape.NeedsText ? archive.ReadText(article) : null)));
            return ExitCode.Done;
        }

        return NamedArticle.ForEach(options.Articles, archive, session, (article, _) =>
        {
            Show(article, options, archive, session);
            return ExitCode.Done;
        }, hasGaps: options.As is ShowAs.Text or ShowAs.Plain);
    }

    private static void Show(Article named, Options options, Archive archive, Session session)
    {
        var (article, older) = StateOf(named, options, archive);
        switch (options)
        {
            case { As: ShowAs.Original }:
                WriteOriginal(archive.ReadOriginal(article).Span, session);
                break;
            case { As: ShowAs.Json, Shape: { } shape }:
                var row = ArticleRow.Of(article, shape.NeedsText ? archive.ReadText(article) : null);
                JsonOutput.Write(row, shape.Fields, session.Output);
                break;
            case { As: ShowAs.Json }:
                JsonOutput.Write(WholeArticle.Of(article, archive.ReadText(article)), session.Output);
                break;
            default:
                new ReadingView(session.Text, session.OutputTerminal).Write(
                    article, archive.ReadText(article), named.Revisions.Count + 1, older, options.As == ShowAs.Plain);
                break;
        }
    }

    /// <summary>Byte for byte; but a terminal would do what some of them say, and is shown them.</summary>
    private static void WriteOriginal(ReadOnlySpan<byte> original, Session session)
    {
        if (!session.OutputTerminal.IsTerminal)
        {
            session.Output.Write(original);
            return;
        }

        foreach (var line in original.TrimEnd("\r\n"u8).Split((byte)'\n'))
        {
            session.Text.WriteLine(VisibleText.OfProse(original[line].TrimEnd((byte)'\r')));
        }
    }

    /// <summary>The state of an article that is asked for; the second is null of the current one.</summary>
    private static (Article Article, Revision? Older) StateOf(Article article, Options options, Archive archive)
    {
        if (options.Revision is not { } number)
        {
            return (article, null);
        }

        var history = archive.History(article);
        var numbers = history.Count == 1 ? "only 1" : $"1 to {history.Count}";
        var shown = history.FirstOrDefault(revision => revision.Number == number)
            ?? throw new ArchiverException(Failure.NotFound,
                $"{options.Articles[0].Name} has no revision {number}; it has {numbers}.");
        return (shown.Article, shown.IsCurrent ? null : shown);
    }
}
