using Archiver.Articles;
using Archiver.Cli.Terminal;

namespace Archiver.Cli;

/// <summary>Lists the articles that a name may mean, with as much of each ID as tells it from the others.</summary>
internal static class Ambiguity
{
    private const int LeastCharacters = 8;

    public static void Write(AmbiguousNameException ambiguous, Session session)
    {
        session.Complain(ambiguous.Message);
        var length = ArticleId.TellingLength(ambiguous.Articles.Select(article => article.Id), LeastCharacters);
        foreach (var article in ambiguous.Articles)
        {
            session.Error.WriteLine(ArticleLine.Of(article, session.ErrorTerminal.IsTerminal ? session.ErrorTerminal.Width - 1 : int.MaxValue, length));
        }

        session.Error.WriteLine("Give more characters of an ID.");
    }
}
