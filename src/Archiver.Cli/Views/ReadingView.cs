using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Texts;

namespace Archiver.Cli.Views;

/// <summary>
/// An article to read: its title where that is not its first sentence, what is known of it in one block, paragraphs,
/// summary, similar readings. A terminal gets lines that fit; a pipe gets the same text with a paragraph a line.
/// </summary>
internal sealed class ReadingView(TextWriter output, TerminalInfo terminal)
{
    /// <summary>Longer lines tire the eye.</summary>
    public const int WidestLine = 80;

    private const int LabelWidth = 12;

    private readonly Paint _paint = new(terminal.Color);
    private bool _hasBegun;

    /// <param name="article">The article, or an older state of it.</param>
    /// <param name="text">Its text.</param>
    /// <param name="states">How many states of it there are.</param>
    /// <param name="older">Which of them it is, where it is not the current one.</param>
    /// <param name="isPlain">Whether only the text is written.</param>
    public void Write(Article article, ArticleText text, int states = 1, Revision? older = null, bool isPlain = false)
    {
        // A title that is the first sentence of the text would be read twice.
        if (article.TitleSource != "lead" && !(isPlain && article.Title is null))
        {
            WriteHeading(VisibleText.Of(article.Title ?? "(no title)"), article.Details.Url);
            _hasBegun = true;
        }

        if (!isPlain)
        {
            WriteDetails(article, text, states, older);
            _hasBegun = true;
        }

        if (isPlain || text.Blocks is null)
        {
            foreach (var paragraph in text.Paragraphs)
            {
                WriteGap();
                WriteProse(VisibleText.OfProse(paragraph.Span));
            }
        }
        else
        {
            WriteFormed(text, article.Title);
        }

        if (!isPlain)
        {
            WriteHighlights(text.Highlights);
            WriteSummary(text);
            WriteSimilar(text.Similar);
        }
    }

    /// <param name="text">The text.</param>
    /// <param name="title">The title, which is not written again where the text begins with it.</param>
    private void WriteFormed(ArticleText text, string? title)
    {
        var form = new FormView();
        foreach (var (index, line) in form.Lines(text).Index())
        {
            if (index == 0 && line.IsHeading && title is not null && line.Text == VisibleText.OfProse(Encoding.UTF8.GetBytes(title)))
            {
                continue;
            }

            if (line.HasGap)
            {
                WriteGap();
            }

            if (line.IsHeading)
            {
                WriteHeading(line.First + line.Text);
            }
            else if (line.IsKept)
            {
                output.WriteLine(line.First + line.Text);
            }
            else
            {
                WriteProse(line.Text, line.First, line.Others);
            }
        }

        if (form.Links.Count > 0)
        {
            output.WriteLine();
            WriteHeading("Links");
            foreach (var (index, link) in form.Links.Index())
            {
                output.WriteLine(_paint.Faint(string.Create(CultureInfo.InvariantCulture, $"[{index + 1}] ")) + VisibleText.Of(link));
            }
        }
    }

    private void WriteHighlights(IReadOnlyList<Highlight> highlights)
    {
        if (highlights.Count == 0)
        {
            return;
        }

        output.WriteLine();
        WriteHeading("Highlights");
        foreach (var highlight in highlights)
        {
            WriteProse(VisibleText.Of(highlight.Text), "> ", "> ");
            if (highlight.Comment is { Length: > 0 } comment)
            {
                WriteProse(VisibleText.Of(comment), "  ", "  ");
            }
        }
    }

    private void WriteGap()
    {
        if (_hasBegun)
        {
            output.WriteLine();
        }

        _hasBegun = true;
    }

    private void WriteDetails(Article article, ArticleText text, int states, Revision? older)
    {
        var details = article.Details;
        if (older is not null)
        {
            WriteDetail("Older state", $"{older.Number} of {states}, imported {Day(text.Source!.Imported)}; without --revision the current one is shown");
        }

        var imported = article.WithoutNotes();
        WriteDetail("Title was", imported.Title == article.Title ? null : imported.Title);
        WriteNoted("Category", details.Category, imported.Details.Category);
        WriteNoted("Authors", Joined(details.Authors), Joined(imported.Details.Authors));
        WriteNoted("Site", details.Site, imported.Details.Site);
        WriteNoted("Language", details.Language, imported.Details.Language);
        WriteDetail("Tags", Joined(details.Tags));
        WriteDetail("Star", details.IsStarred ? "yes" : null);
        WriteNoted("Date", Date(details.Date), Date(imported.Details.Date));
        WriteDetail("Words", details.Words is { } stated && stated != article.CountedWords
            ? $"{Figures.Number(stated)} (counted: {Figures.Number(article.CountedWords)})"
            : Figures.Number(article.Words));
        WriteDetail("Characters", article.Characters * 100L >= article.Words && article.Characters > 0 ? Figures.Number(article.Characters) : null);
        WriteDetail("URL", details.Url);
        WriteDetail("Created", Time(details.Created));
        WriteDetail("Updated", Time(details.Updated));
        WriteDetail("Read", string.Join(", last ", ((string?[])[Times(article), Time(article.LastRead)])
            .OfType<string>()) is { Length: > 0 } read ? read : null);
        foreach (var (key, value) in details.Other)
        {
            // What was stated more than once has a line each time.
            foreach (var line in value.Split('\n'))
            {
                WriteDetail(VisibleText.Of(key), line);
            }
        }

        WriteDetail("ID", article.Id.ToString());
        if (states > 1 && older is null)
        {
            WriteDetail("States", $"{states}, this one imported {Day(text.Source!.Imported)}; `archiver history` lists them");
        }

        if (article.Lost is { } lost)
        {
            WriteDetail("Damaged", lost == 0 ? "its original was lost" : $"incomplete: {Figures.Count(lost, "text")} of it {(lost == 1 ? "was" : "were")} lost");
        }
    }

    /// <summary>Writes a detail that the reader may have corrected, with what was imported.</summary>
    private void WriteNoted(string label, string? value, string? imported) =>
        WriteDetail(label, value == imported || imported is null ? value : $"{value} (imported: {imported})");

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Joined(IReadOnlyList<string> values) => values.Count == 0 ? null : string.Join(", ", values);

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Writes one detail, never wrapped: a URL is to be copied in one piece.</summary>
    private void WriteDetail(string label, string? value)
    {
        if (value is not null)
        {
            var space = new string(' ', Math.Max(1, LabelWidth - DisplayWidth.Of(label)));
            output.WriteLine(_paint.Faint(label) + space + VisibleText.Of(value));
        }
    }

    private void WriteSummary(ArticleText text)
    {
        if (text.Summary.Count == 0)
        {
            return;
        }

        output.WriteLine();
        WriteHeading("Summary");
        for (var index = 0; index < text.Summary.Count; index++)
        {
            var cut = index == text.Summary.Count - 1 && text.SummaryTruncated is true;
            WriteProse(VisibleText.OfProse(text.Summary[index].Span) + (cut ? " [cut]" : ""));
        }
    }

    private void WriteSimilar(IReadOnlyList<ReadOnlyMemory<byte>> similar)
    {
        if (similar.Count == 0)
        {
            return;
        }

        output.WriteLine();
        WriteHeading("Similar readings");
        foreach (var title in similar)
        {
            WriteProse(VisibleText.OfProse(title.Span), "- ", "  ");
        }
    }

    private void WriteHeading(string text, string? link = null)
    {
        foreach (var line in Lines(text, indent: 0))
        {
            output.WriteLine(terminal.Links ? TerminalLinks.Of(_paint.Bold(line), link) : _paint.Bold(line));
        }
    }

    private void WriteProse(string text, string first = "", string others = "")
    {
        var indent = first;
        foreach (var line in Lines(text, first.Length))
        {
            output.WriteLine(indent + line);
            indent = others;
        }
    }

    private IEnumerable<string> Lines(string text, int indent) =>
        terminal.IsTerminal ? TextLayout.Wrap(text, Math.Min(WidestLine, terminal.Width) - indent) : [text];

    /// <summary>The app may know when it was read last and have counted nothing.</summary>
    private static string? Times(Article article) => article.ReadCount switch
    {
        null => null,
        0 => article.LastRead is null ? "never" : "not counted",
        { } count => Figures.Count(count, "time"),
    };

    private static string? Time(WallTime? time) => time?.ToString().Replace('T', ' ');
}
