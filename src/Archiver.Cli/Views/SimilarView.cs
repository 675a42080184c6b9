using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Likeness;

namespace Archiver.Cli.Views;

/// <summary>
/// What <c>similar</c> prints. On a terminal two lines an article that fit: score, date, ID, category and title, then the
/// terms that made the score; and a heading before the similar readings of the dump. In a pipe one line each:
/// <c>similar</c>, score, ID, date, category, title and terms; <c>reading</c>, how its title was found (<c>exact</c>,
/// <c>near</c> or nothing), ID, date, category and title of the article, and the title under the similar readings.
/// </summary>
internal sealed class SimilarView(TextWriter output, TerminalInfo terminal)
{
    private const string Indent = "      ";

    private readonly Paint _paint = new(terminal.Color);

    public void Write(IReadOnlyList<SimilarArticle> similar, IReadOnlyList<SimilarReading> readings)
    {
        foreach (var each in similar)
        {
            Write(each);
        }

        if (readings.Count > 0 && terminal.IsTerminal)
        {
            output.WriteLine();
            output.WriteLine(_paint.Bold("Similar readings"));
        }

        foreach (var reading in readings)
        {
            Write(reading);
        }
    }

    private void Write(SimilarArticle similar)
    {
        var score = similar.Score.ToString("0.00", CultureInfo.InvariantCulture);
        var terms = string.Join(", ", similar.Terms.Select(term => string.Create(CultureInfo.InvariantCulture,
            $"{VisibleText.Of(term.Term)} {term.Share:0.00}")));
        if (terminal.IsTerminal)
        {
            var line = ArticleLine.Of(similar.Article, terminal.Width - Indent.Length, isLink: terminal.Links);
            output.WriteLine($"{score}  {line}");
            output.WriteLine(Indent + _paint.Faint(TextLayout.Cut(terms, terminal.Width - Indent.Length)));
        }
        else
        {
            output.Write($"similar\t{score}\t{ArticleLine.Fields(similar.Article)}\t{terms}\n");
        }
    }

    private void Write(SimilarReading reading)
    {
        var title = VisibleText.Of(reading.Title);
        var match = reading.Article is null ? "" : reading.IsExact ? "exact" : "near";
        if (!terminal.IsTerminal)
        {
            var article = reading.Article is null ? "\t\t\t" : ArticleLine.Fields(reading.Article);
            output.Write($"reading\t{match}\t{article}\t{title}\n");
            return;
        }

        output.WriteLine(TextLayout.Cut("- " + title, terminal.Width));
        if (reading.Article is { } found)
        {
            var label = reading.IsExact ? "  archived: " : "  nearly:   ";
            output.WriteLine(label + ArticleLine.Of(found, terminal.Width - label.Length, isLink: terminal.Links));
        }
    }
}
