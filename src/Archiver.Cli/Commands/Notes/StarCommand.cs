using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;

namespace Archiver.Cli.Commands.Notes;

internal static class StarCommand
{
    public static Command Create(Session session) =>
        Create(session, new Command("star", "Gives articles a star; is:starred in a query finds them."),
            isStarred: true, "Starred", "archiver star 98c8ea6a");

    public static Command CreateUnstar(Session session) =>
        Create(session, new Command("unstar", "Takes the star of articles away, also one that was imported."),
            isStarred: false, "Unstarred", "archiver unstar 98c8ea6a");

    private static Command Create(Session session, Command verb, bool isStarred, string done, string example)
    {
        var articles = new ArticleNames(verb);
        var note = new NoteVerb(NoteKind.Star, done);
        articles.Require(verb);
        verb.SetAction(parsed => articles.Run(parsed, session, find => note.Run(
            note.Read(parsed, session, find, new Note { IsStarred = isStarred }), session)));
        return note.AddTo(verb, example);
    }
}
