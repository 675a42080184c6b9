using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Exporting.Reports;
using Archiver.Likeness;

namespace Archiver.Cli.Commands;

internal static class SummarizeCommand
{
    public sealed record Options(ArchivePlace Place, IReadOnlyList<NamedArticle> Articles, int Sentences, bool Json);

    public static Command Create(Session session)
    {
        var verb = new Command("summarize", "Prints the sentences of an article's body that say most of what it says. What the dump "
            + "brought as a summary is printed by show.");
        var article = SharedOptions.AddArticleTo(verb);
        var sentences = SharedOptions.Limit($"How many sentences at most, {Summarizer.DefaultSentences} unless told otherwise.",
            lowest: 1, Summarizer.MostSentences, "--sentences");
        var json = SharedOptions.Json("Print one object.");
        verb.Options.Add(sentences);
        verb.Options.Add(json);
        verb.SetAction(parsed => Run(new Options(
            SharedOptions.PlaceOf(parsed, session), NamedArticle.Read([parsed.GetValue(article)!], session),
            parsed.GetValue(sentences) ?? Summarizer.DefaultSentences, parsed.GetValue(json)), session));
        return HelpSection.AddTo(verb, "archiver summarize 98c8ea6a --sentences 5",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToRead();
        return NamedArticle.ForEach(options.Articles, archive, session,
            (article, name) => Run(archive, article, name, options, session), hasGaps: !options.Json);
    }

    private static int Run(Archive archive, Article article, string name, Options options, Session session)
    {
        var sentences = Summarizer.Summarize(archive.ReadOwnText(article).Paragraphs, options.Sentences);
        if (options.Json)
        {
            JsonOutput.Write(SummaryReport.Of(article, sentences), session.Output);
        }
        else
        {
            Write(sentences, session.Text, session.OutputTerminal);
        }

        if (sentences.Count > 0)
        {
            return ExitCode.Done;
        }

        session.ComplainAfterData($"{name} has no body to summarize.");
        return ExitCode.NothingMatched;
    }

    /// <summary>A sentence a line; on a terminal in lines that fit, with an empty one between two sentences.</summary>
    private static void Write(IReadOnlyList<SummarySentence> sentences, TextWriter output, TerminalInfo terminal)
    {
        for (var index = 0; index < sentences.Count; index++)
        {
            var text = VisibleText.Of(sentences[index].Text.Replace('\t', ' '));
            if (terminal.IsTerminal && index > 0)
            {
                output.WriteLine();
            }

            var width = Math.Min(ReadingView.WidestLine, terminal.Width);
            foreach (var line in terminal.IsTerminal ? TextLayout.Wrap(text, width) : [text])
            {
                output.WriteLine(line);
            }
        }
    }
}
