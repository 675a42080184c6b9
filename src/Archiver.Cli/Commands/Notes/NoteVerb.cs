using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Exporting.Reports;
using Archiver.Querying;
using Archiver.Texts;

namespace Archiver.Cli.Commands.Notes;

/// <summary>What the verbs have in common by which the reader says something: it is said of articles, or taken back.</summary>
/// <param name="kind">What is said.</param>
/// <param name="done">What was done, as in "Tagged".</param>
/// <param name="isOfOne">Whether it is said of one article, which is printed whole.</param>
internal sealed class NoteVerb(NoteKind kind, string done, bool isOfOne = false)
{
    /// <param name="Place">The archive.</param>
    /// <param name="Articles">Finds the articles.</param>
    /// <param name="Note">What is said; null to take the last of its kind back.</param>
    /// <param name="Json">Whether to print the articles as they are with it.</param>
    public sealed record Options(ArchivePlace Place, Func<Archive, IReadOnlyList<Article>> Articles, Note? Note, bool Json);

    private readonly Option<bool> _undo =
        SharedOptions.Flag("--undo", "Take back what was said so last. What was imported stays.");

    private readonly Option<bool> _json = SharedOptions.Json(isOfOne
        ? "Print the article as it is then as one object, as show does."
        : "Print the articles as they are then as an array, as list does.");

    /// <summary>Adds the verb's help and the options that all have.</summary>
    public Command AddTo(Command verb, string examples)
    {
        verb.Options.Add(_undo);
        verb.Options.Add(_json);
        return HelpSection.AddTo(verb, examples,
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    /// <summary>Refuses a call that says nothing, or something and to take it back.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="says">Whether a call says something.</param>
    /// <param name="what">How to say it, so that it can follow "Say".</param>
    public void Require(Command verb, Func<CommandResult, bool> says, string what) => verb.Validators.Add(result =>
    {
        if (says(result) == result.GetValue(_undo))
        {
            result.AddError(result.GetValue(_undo)
                ? $"--undo takes the last back, whatever it was: leave out {what}."
                : $"Say {what}, or --undo.");
        }
    });

    /// <param name="parsed">What was typed.</param>
    /// <param name="session">What the command talks to.</param>
    /// <param name="articles">Finds the articles.</param>
    /// <param name="note">What is said, if it is not to be taken back.</param>
    public Options Read(ParseResult parsed, Session session, Func<Archive, IReadOnlyList<Article>> articles, Note note) => new(
        SharedOptions.PlaceOf(parsed, session), articles,
        parsed.GetValue(_undo) ? null : note with { At = ReadingTime.Now(session.Clock) }, parsed.GetValue(_json));

    public int Run(Options options, Session session)
    {
        using var archive = options.Place.OpenToChange(session.CancelOnSignals());
        var before = options.Articles(archive);
        var now = options.Note is { } note
            ? archive.Annotate(before, note, session.Clock)
            : archive.TakeBackNote(before, kind);
        var changed = now.Where((article, index) => article != before[index]).Count();
        Say(options, session, now, changed);
        if (options.Json && isOfOne)
        {
            JsonOutput.Write(WholeArticle.Of(now[0], archive.ReadText(now[0])), session.Output);
        }
        else if (options.Json)
        {
            JsonOutput.WriteArray(now.Select(ListedArticle.Of), session.Output);
        }
        else if (options.Note?.Highlight is { } highlight && !IsIn(archive.ReadOwnText(now[0]), highlight.Text))
        {
            session.Say("The text is not in the article as it is written here; the highlight is kept all the same.");
        }

        return ExitCode.Done;
    }

    private void Say(Options options, Session session, IReadOnlyList<Article> now, int changed)
    {
        var what = options.Note is null ? "Taken back" : options.Note.WithoutHighlight is null ? done : "No longer highlighted";
        var rest = now.Count - changed;
        if (now.Count > 1)
        {
            var others = rest == 0 ? "" : $"; {Figures.Number(rest)} {(rest == 1 ? "stays" : "stay")} as before";
            session.Say($"{what}: {Figures.Count(changed, "article")}{others}.");
            return;
        }

        var tags = kind != NoteKind.Tags ? "."
            : now[0].Details.Tags is { Count: > 0 } all ? $"; its tags are {string.Join(", ", all)}."
            : "; it has no tags.";
        session.Say($"{(changed == 0 ? "This was said already" : what)}: {now[0].Id}{tags}");
    }

    /// <summary>Whether a text stands in a body, whatever white space is in it.</summary>
    private static bool IsIn(ArticleText text, string marked)
    {
        var paragraphs = text.Paragraphs.Select(paragraph => Words(Encoding.UTF8.GetString(paragraph.Span)));
        return string.Join(' ', paragraphs).Contains(Words(marked), StringComparison.Ordinal);

        static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
