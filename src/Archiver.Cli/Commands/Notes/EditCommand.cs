using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Querying;

namespace Archiver.Cli.Commands.Notes;

internal static class EditCommand
{
    public static Command Create(Session session)
    {
        var verb = new Command("edit",
            "Corrects what is known of articles: title, category, date and more. What was imported stays beside it.");
        var articles = new ArticleNames(verb);
        var note = new NoteVerb(NoteKind.Edit, "Edited");
        var (title, category) = (Text("--title", "Its title.", "TEXT"), Text("--category", "Its category.", "C"));
        var site = Text("--site", "The name of the site or publication.", "NAME");
        var language = Text("--language", "Its language as BCP 47 names it, such as en or pt-BR.", "CODE")
            .Takes("a language as BCP 47 names it, such as en or pt-BR", LanguageTag.Of);
        var author = new Option<string[]>("--author")
        {
            Description = "Who wrote it. May be given more than once; those that were imported do not count then.",
            HelpName = "NAME",
        };
        var date = new Option<DateOnly?>("--date")
        {
            Description = "The day it is from: 2025-01-31, yesterday, 7d (the day 7 days ago).",
            HelpName = "D",
        }.Takes("a day such as 2025-01-31, yesterday or 7d",
            word => Period.TryParse(word, session.Clock, out var period) && period.First == period.Last ? period.First : null);
        Option[] fields = [title, category, date, author, site, language];
        foreach (var option in fields)
        {
            verb.Options.Add(option);
        }

        articles.Require(verb);
        note.Require(verb, result => fields.Any(field => result.GetResult(field) is { Implicit: false }),
            "what is to change: --title, --category, --date, --author, --site or --language");
        verb.SetAction(parsed => articles.Run(parsed, session, find => note.Run(note.Read(parsed, session, find, new Note
        {
            Title = parsed.GetValue(title),
            Category = parsed.GetValue(category),
            Date = parsed.GetValue(date),
            Authors = parsed.GetValue(author),
            Site = parsed.GetValue(site),
            Language = parsed.GetValue(language),
        }), session)));
        return note.AddTo(verb, "archiver edit 98c8ea6a --title 'An alliance renewed' --date 2025-01-31\n"
            + "archiver edit --query category:scince --category science");
    }

    private static Option<string?> Text(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
