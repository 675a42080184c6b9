using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Commands;

internal static class HistoryCommand
{
    public sealed record Options(ArchivePlace Place, IReadOnlyList<NamedArticle> Articles, bool Diff, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("history",
            "Lists what you have said of an article, and its states that were imported, newest first.");
        var article = SharedOptions.AddArticleTo(verb);
        var diff = SharedOptions.Flag("--diff", "Print the paragraphs that each state removed and added.");
        var json = SharedOptions.Json("Print an array of objects.");
        verb.Options.Add(diff);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(
            SharedOptions.PlaceOf(parsed, session), NamedArticle.Read([parsed.GetValue(article)!], session),
            parsed.GetValue(diff), parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver history 98c8ea6a --diff",
            "A line a note: no number, when it was made, two empty fields, what it says. A line a state: its number, when it was "
                + "imported, when it was updated, words, what changed. With --diff below it a line a paragraph: - or +, the text.",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        return NamedArticle.ForEach(options.Articles, archive, session,
            (article, _) => Run(archive, article, options, session), hasGaps: !options.Json);
    }

    private static int Run(Archive archive, Article article, Options options, Session session)
    {
        var revisions = NewestFirst(archive, article);
        if (options.Json)
        {
            var reports = revisions.Select(each =>
                RevisionReport.Of(each.Revision, each.Text, each.Changes, options.Diff, article.Notes));
            JsonOutput.WriteArray(reports, session.Output);
            return ExitCode.Done;
        }

        var view = new HistoryView(session.Text, session.OutputTerminal);
        foreach (var note in article.Notes.Reverse())
        {
            view.Write(note);
        }

        foreach (var (revision, text, changes) in revisions)
        {
            view.Write(revision, text.Source!.Imported, changes, options.Diff);
        }

        return ExitCode.Done;
    }

    private static IEnumerable<(Revision Revision, ArticleText Text, RevisionChanges? Changes)> NewestFirst(
        Archive archive, Article article)
    {
        var revisions = archive.History(article);
        var text = archive.ReadText(revisions[^1].Article);
        for (var index = revisions.Count - 1; index >= 0; index--)
        {
            var before = index == 0 ? null : archive.ReadText(revisions[index - 1].Article);
            yield return (revisions[index], text, before is null
                ? null
                : RevisionChanges.Between((revisions[index - 1].Article, before), (revisions[index].Article, text)));
            text = before!;
        }
    }
}
