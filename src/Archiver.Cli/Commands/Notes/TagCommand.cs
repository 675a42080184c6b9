using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;

namespace Archiver.Cli.Commands.Notes;

internal static class TagCommand
{
    public static Command Create(Session session)
    {
        var verb = new Command("tag", "Gives tags to articles with +TAG, and takes them away with -TAG.");
        var articles = new ArticleNames(verb, withTags: true);
        var note = new NoteVerb(NoteKind.Tags, "Tagged");
        articles.Require(verb);
        note.Require(verb, result => articles.Tags(result).Count > 0,
            "+TAG or -TAG (write -- before a tag that looks like an option)");
        verb.SetAction(parsed => articles.Run(parsed, session, find => note.Run(
            note.Read(parsed, session, find, NoteOf(articles.Tags(parsed.CommandResult))), session)));
        return note.AddTo(verb, "archiver tag 98c8ea6a +energy -draft\n"
            + "archiver tag --query 'category:science date:2024' +'to read again'");
    }

    /// <summary>Of a tag that is named with both signs the last counts.</summary>
    private static Note NoteOf(IReadOnlyList<string> words)
    {
        var last = words.Reverse().DistinctBy(word => word[1..].Trim(), StringComparer.OrdinalIgnoreCase).Reverse().ToArray();
        string[] Named(char sign) => [.. last.Where(word => word[0] == sign).Select(word => word[1..])];
        return new Note { Tags = Named('+'), WithoutTags = Named('-') };
    }
}
