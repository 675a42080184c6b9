using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;

namespace Archiver.Cli.Commands.Notes;

internal static class HighlightCommand
{
    public static Command Create(Session session)
    {
        var verb = new Command("highlight",
            "Highlights a text of an article, with a comment if you like; `show` shows it below the article.");
        var article = SharedOptions.AddArticleTo(verb);
        var text = new Option<string?>("--text")
        {
            Description = "The text, as it stands in the article. Again with another comment it gets that.",
            HelpName = "TEXT",
        };
        var comment = new Option<string?>("--comment") { Description = "What you have to say of it.", HelpName = "TEXT" };
        verb.Options.Add(text);
        var away = SharedOptions.Flag("--remove", "Take the highlight of this --text away, also one that was imported.");
        verb.Options.Add(comment);
        verb.Options.Add(away);
        var note = new NoteVerb(NoteKind.Highlight, "Highlighted", isOfOne: true);
        note.Require(verb, result => result.GetResult(text) is not null, "the --text");
        verb.Validators.Add(result =>
        {
            if (result.GetResult(comment) is not null && result.GetResult(text) is null)
            {
                result.AddError("Say the --text that the --comment is about.");
            }

            if (result.GetValue(away) && (result.GetResult(text) is null || result.GetResult(comment) is not null))
            {
                result.AddError("--remove takes the highlight of a --text away: name that, and no --comment.");
            }
        });
        verb.SetAction(parsed => note.Run(note.Read(parsed, session, NamedArticle.Only(parsed.GetValue(article)!, session),
            parsed.GetValue(away) ? new Note { WithoutHighlight = parsed.GetValue(text) }
                : new Note { Highlight = new Highlight(parsed.GetValue(text) ?? "", parsed.GetValue(comment)) }), session));
        return note.AddTo(verb, "archiver highlight 98c8ea6a --text alliance --comment renewed");
    }
}
