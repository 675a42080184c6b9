using System.Globalization;
using Archiver.Articles;
using Archiver.Searching;

namespace Archiver.Cli.Terminal;

/// <summary>
/// What <c>list</c> and <c>search</c> print: date, category, ID, words and title. On a terminal of an ID as much as tells
/// it from the others, and a snippet below its article.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="terminal">What that is.</param>
/// <param name="idLength">How much of an ID tells it from all there are, for a list that is too long to look at first.</param>
internal sealed class ArticleTable(TextWriter output, TerminalInfo terminal, Func<int>? idLength = null)
{
    private const int LeastOfId = 8;
    private const int MinimalCategory = 8;
    private const int Date = 0;
    private const int Category = 1;
    private const int Id = 2;

    private readonly Table _table = new(output, terminal,
        new Column("DATE") { Narrowest = 10 },
        new Column("CATEGORY") { Narrowest = MinimalCategory, Widest = width => Math.Max(MinimalCategory, width / 5) },
        new Column("ID")
        {
            Narrowest = LeastOfId,
            Shorten = ids =>
            {
                var length = ids.Count == Table.Sample && idLength is not null ? idLength() : ArticleId.TellingLength(ids.Select(Guid.Parse), LeastOfId);
                return id => id.Length < length ? id : id[..length];
            },
        },
        new Column("WORDS") { IsNumber = true, Narrowest = 6, From = 80 },
        new Column("TITLE"))
    {
        Narrow = (60, [Date, Id, Category]),
    };

    private readonly Paint _paint = new(terminal.Color);

    /// <param name="article">The article.</param>
    /// <param name="snippet">Where it was found; null where there is nothing to show.</param>
    public void Write(Article article, Snippet? snippet = null) => _table.Write(
        snippet is null ? null : width => SnippetLine.Of(snippet, width, _paint),
        article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), article.Details.Category, article.Id.ToString(),
        article.Words.ToString(CultureInfo.InvariantCulture), article.Title);

    /// <summary>Writes what was held back to find the widths.</summary>
    public void Complete() => _table.Complete();
}
