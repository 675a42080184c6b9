using System.Globalization;
using Archiver.Articles;
using Archiver.Searching;

namespace Archiver.Cli.Terminal;

/// <summary>
/// What <c>list</c> prints. On a terminal a table that fits its width, and on a narrow one two lines an article. In a
/// pipe one line an article and nothing cut: date, category, ID, words and title with tabs between them, no header;
/// what is not known is empty, and a tab or line end inside a field shows as <c>\u0009</c>. On a terminal a snippet stands
/// below its article.
/// </summary>
internal sealed class ArticleTable(TextWriter output, TerminalInfo terminal)
{
    private const string Gap = "  ";
    private const string Indent = "    ";
    private const int DateWidth = 10;
    private const int IdWidth = 8;
    private const int WordsWidth = 6;
    private const int MinimalCategory = 8;

    /// <summary>Below this the columns leave the title too little room.</summary>
    private const int NarrowBelow = 60;

    /// <summary>Below this the word count makes room for the title.</summary>
    private const int WordsFrom = 80;

    /// <summary>How many articles are looked at to find the width of a category; memory holds no more of them.</summary>
    private const int Sample = 200;

    private readonly List<(Article Article, Snippet? Snippet)> _sample = [];
    private readonly Paint _paint = new(terminal.Color);
    private int _category;

    /// <param name="article">The article.</param>
    /// <param name="snippet">Where it was found; null where there is nothing to show.</param>
    public void Write(Article article, Snippet? snippet = null)
    {
        if (!terminal.IsTerminal)
        {
            WriteFields(article);
        }
        else if (terminal.Width < NarrowBelow)
        {
            WriteNarrow(article);
            WriteSnippet(snippet);
        }
        else if (_category > 0)
        {
            WriteRow(article);
            WriteSnippet(snippet);
        }
        else
        {
            _sample.Add((article, snippet));
            if (_sample.Count == Sample)
            {
                WriteSample();
            }
        }
    }

    /// <summary>Writes what was held back to find the widths.</summary>
    public void Complete()
    {
        if (_sample.Count > 0)
        {
            WriteSample();
        }
    }

    private void WriteSample()
    {
        var widest = _sample.Max(row => DisplayWidth.Of(Category(row.Article)));
        _category = Math.Clamp(widest, MinimalCategory, Math.Max(MinimalCategory, terminal.Width / 6));
        output.WriteLine(_paint.Faint(Row("DATE", "CATEGORY", "ID", "WORDS", "TITLE")));
        foreach (var (article, snippet) in _sample)
        {
            WriteRow(article);
            WriteSnippet(snippet);
        }

        _sample.Clear();
    }

    private void WriteRow(Article article) =>
        output.WriteLine(Row(Date(article), Category(article), Id(article), Words(article), Title(article)));

    private string Row(string date, string category, string id, string words, string title)
    {
        var columns = string.Join(Gap, TextLayout.Fit(date, DateWidth), TextLayout.Fit(category, _category),
            TextLayout.Fit(id, IdWidth));
        if (terminal.Width >= WordsFrom)
        {
            columns += Gap + TextLayout.Fit(words, WordsWidth, right: true);
        }

        columns += Gap;
        return columns + TextLayout.Cut(title, terminal.Width - DisplayWidth.Of(columns));
    }

    private void WriteNarrow(Article article)
    {
        var facts = string.Join(Gap, TextLayout.Fit(Date(article), DateWidth), Id(article), Category(article));
        output.WriteLine(_paint.Faint(TextLayout.Cut(facts, terminal.Width)));
        output.WriteLine(Gap + TextLayout.Cut(Title(article), terminal.Width - Gap.Length));
    }

    private void WriteSnippet(Snippet? snippet)
    {
        if (snippet is not null)
        {
            output.WriteLine(Indent + SnippetLine.Of(snippet, terminal.Width - Indent.Length, _paint));
        }
    }

    private void WriteFields(Article article) =>
        output.Write(string.Join('\t', Date(article), Category(article), article.Id.ToString(), Words(article),
            Title(article)) + "\n");

    private static string Date(Article article) =>
        article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Category(Article article) => VisibleText.Of(article.Details.Category);

    private static string Id(Article article) => article.Id.ToString()[..IdWidth];

    private static string Words(Article article) => article.Words.ToString(CultureInfo.InvariantCulture);

    private static string Title(Article article) => VisibleText.Of(article.Title);
}
