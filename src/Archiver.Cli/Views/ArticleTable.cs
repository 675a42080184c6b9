using System.Globalization;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Searching;

namespace Archiver.Cli.Views;

/// <summary>
/// What <c>list</c> and <c>search</c> print: date, category, ID, words and title. On a terminal of an ID as much as tells
/// it from the others, and a snippet below its article.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="terminal">What that is.</param>
/// <param name="idLengths">How much of an ID tells it from all there are, for a list that is too long to look at first.</param>
internal sealed class ArticleTable(TextWriter output, TerminalInfo terminal, Func<Dictionary<Guid, int>>? idLengths = null)
{
    private const int MinimalCategory = 8;
    private const int WidestCategory = 20;
    private const int Date = 0;
    private const int Category = 1;
    private const int Id = 2;

    private readonly Table _table =
        terminal.IsTerminal ? InColumns(output, terminal, idLengths) : new Table(output, terminal);

    /// <summary>A column of IDs, of which as much is shown as tells them apart.</summary>
    public static Column IdColumn(Func<Dictionary<Guid, int>>? lengthsOfAll = null) => new("ID")
    {
        Narrowest = ArticleId.ShownCharacters,
        Widest = _ => ArticleId.ShownCharacters,
        Overflows = true,
        Shorten = ids =>
        {
            var lengths = ids.Count == Table.Sample && lengthsOfAll is not null
                ? lengthsOfAll()
                : ArticleId.TellingLengths(ids.Select(Guid.Parse));
            return id => id[..lengths.GetValueOrDefault(Guid.Parse(id), ArticleId.ShownCharacters)];
        },
    };

    private readonly Paint _paint = new(terminal.Color);

    /// <param name="article">The article.</param>
    /// <param name="snippet">Where it was found; null where there is nothing to show.</param>
    public void Write(Article article, Snippet? snippet = null) => _table.WriteWith(
        snippet is null ? null : Below(snippet), article.Details.Url,
        article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        article.Details.Category, article.Id.ToString(),
        article.Words.ToString(CultureInfo.InvariantCulture), article.Title);

    private Func<int, string> Below(Snippet snippet) => width => SnippetLine.Of(snippet, width, _paint);

    /// <summary>Writes what was held back to find the widths.</summary>
    public void Complete() => _table.Complete();

    private static Table InColumns(
        TextWriter output, TerminalInfo terminal, Func<Dictionary<Guid, int>>? idLengths) =>
        new(output, terminal,
            new Column("DATE") { Narrowest = 10 },
            new Column("CATEGORY")
            {
                Narrowest = MinimalCategory,
                Widest = width => Math.Clamp(width / 5, MinimalCategory, WidestCategory),
            },
            IdColumn(idLengths),
            new Column("WORDS") { IsNumber = true, Narrowest = 6, From = 80 },
            new Column("TITLE"))
        {
            Narrow = (60, [Date, Id, Category]),
        };
}
