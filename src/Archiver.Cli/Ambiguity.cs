using Archiver.Articles;
using Archiver.Cli.Views;

namespace Archiver.Cli;

/// <summary>Lists the articles that a name may mean, with as much of each ID as tells it from the others.</summary>
internal static class Ambiguity
{
    public static void Write(AmbiguousNameException ambiguous, Session session)
    {
        session.Complain(ambiguous.Message);
        var lengths = ArticleId.TellingLengths(ambiguous.Articles.Select(article => article.Id));
        foreach (var article in ambiguous.Articles)
        {
            session.Error.WriteLine(ArticleLine.Of(article,
                session.ErrorTerminal.IsTerminal ? session.ErrorTerminal.Width - 1 : int.MaxValue,
                lengths.GetValueOrDefault(article.Id, ArticleId.ShownCharacters)));
        }

        session.Error.WriteLine("Give more characters of an ID.");
    }
}
