using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;

namespace Archiver.Cli.Commands.Notes;

internal static class NoteCommand
{
    public static Command Create(Session session)
    {
        var verb = new Command("note", "Notes what you have to say of an article, instead of what you noted before.");
        var article = SharedOptions.AddArticleTo(verb);
        var text = new Argument<string[]>("TEXT")
        {
            Description = "What you have to say, in any number of words and lines.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        verb.Arguments.Add(text);
        var note = new NoteVerb(NoteKind.Comment, "Noted", isOfOne: true);
        note.Require(verb, result => result.GetValue(text)!.Length > 0, "a TEXT");
        verb.SetAction(parsed => note.Run(note.Read(parsed, session, NamedArticle.Only(parsed.GetValue(article)!, session),
            new Note { Comment = string.Join(' ', parsed.GetValue(text)!) }), session));
        return note.AddTo(verb, "archiver note 98c8ea6a 'Compare it with the treaty of 1960.'");
    }
}
