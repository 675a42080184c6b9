using System.CommandLine;
using System.CommandLine.Parsing;
using Archiver.Articles;
using Archiver.Cli.Views;
using Archiver.Querying;

namespace Archiver.Cli.Options;

/// <summary>Which articles a verb changes: named one by one, or by a query in an option, for a name could be a word, too.</summary>
internal sealed class ArticleNames
{
    private readonly Argument<string[]> _names;
    private readonly Option<string?> _query = new Option<string?>("--query")
    {
        Description = "The articles that match this query, such as 'category:science -is:read'; "
            + "`archiver help query` explains it.",
        HelpName = "QUERY",
    };

    private readonly bool _inBin;

    private readonly bool _withTags;

    /// <param name="verb">The verb.</param>
    /// <param name="inBin">Whether articles in the bin are meant.</param>
    /// <param name="withTags">Whether tags with a sign before them may stand among the names, with which no name begins.</param>
    public ArticleNames(Command verb, bool inBin = false, bool withTags = false)
    {
        (_inBin, _withTags) = (inBin, withTags);
        _names = SharedOptions.AddArticlesTo(verb, withTags);
        verb.Options.Add(_query);
    }

    /// <summary>Whether standard input is read for names, so that nobody can answer there.</summary>
    public bool ReadsInput(CommandResult result) => result.GetValue(_names)!.Contains(NamedArticle.Input);

    /// <summary>Whether articles are named, and whether in both ways.</summary>
    public (bool Any, bool Both) Given(CommandResult result)
    {
        var (named, queried) = (result.GetValue(_names)!.Any(word => !IsTag(word)), result.GetResult(_query) is not null);
        return (named || queried, named && queried);
    }

    /// <summary>Refuses a call that names no article, or some in both ways.</summary>
    public void Require(Command verb) => verb.Validators.Add(result =>
    {
        var (any, both) = Given(result);
        if (both || !any)
        {
            result.AddError(both ? "An ARTICLE and --query exclude each other." : "Name an ARTICLE, or say --query QUERY.");
        }
    });

    /// <summary>The tags among the names, with their signs.</summary>
    public IReadOnlyList<string> Tags(CommandResult result) => [.. result.GetValue(_names)!.Where(IsTag)];

    private bool IsTag(string word) => _withTags && word is ['+' or '-', _, ..];

    /// <summary>Runs a verb with what finds the articles in an archive, if the query can be read.</summary>
    public int Run(ParseResult parsed, Session session, Func<Func<Archive, IReadOnlyList<Article>>, int> run)
    {
        if (parsed.GetValue(_query) is not { } text)
        {
            // Before the archive is opened: who writes the names may still have it open.
            var names = NamedArticle.Read(parsed.GetValue(_names)!.Where(word => !IsTag(word)), session);
            return run(archive =>
            {
                var find = _inBin ? archive.RemovedFinder() : archive.Find;
                return [.. names.Select(name => name.Find(find)).DistinctBy(article => article.Number)];
            });
        }

        if (!Query.TryParse(text, session.Clock, out var query, out var error))
        {
            QueryErrorView.Write(session, text, error!);
            return ExitCode.Failure;
        }

        if (query == Query.Everything)
        {
            throw new ArchiverException(Failure.General,
                "--query is blank, and would match every article. Say which ones.");
        }

        return run(archive =>
        {
            var selection = new Selection { Query = query, Order = SortOrder.AsImported };
            var matching = _inBin ? archive.SelectRemoved(query) : [.. archive.Select(selection)];
            return matching.Count > 0 ? matching : throw new ArchiverException(Failure.NotFound,
                _inBin ? "no article in the bin matches." : NothingMatched.Reason(selection, archive));
        });
    }
}
