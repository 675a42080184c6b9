using System.Globalization;
using Archiver.Articles;

namespace Archiver.Cli.Terminal;

/// <summary>
/// An article to read: title, details, paragraphs, summary, similar readings. A terminal gets lines that fit; a pipe
/// gets the same text with a paragraph a line.
/// </summary>
internal sealed class ReadingView(TextWriter output, TerminalInfo terminal)
{
    /// <summary>Longer lines tire the eye.</summary>
    public const int WidestLine = 80;

    private const int LabelWidth = 12;

    private readonly Paint _paint = new(terminal.Color);

    public void Write(Article article, ArticleText text)
    {
        WriteHeading(VisibleText.Of(article.Title ?? "(no title)"));
        WriteDetails(article);
        foreach (var paragraph in text.Paragraphs)
        {
            output.WriteLine();
            WriteProse(VisibleText.OfProse(paragraph.Span));
        }

        WriteSummary(text);
        WriteSimilar(text.Similar);
    }

    private void WriteDetails(Article article)
    {
        var details = article.Details;
        WriteDetail("Category", details.Category);
        WriteDetail("Date", details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteDetail("Words", details.Words is { } stated && stated != article.CountedWords
            ? string.Create(CultureInfo.InvariantCulture, $"{stated} (counted: {article.CountedWords})")
            : article.Words.ToString(CultureInfo.InvariantCulture));
        WriteDetail("URL", details.Url);
        WriteDetail("Created", Time(details.Created));
        WriteDetail("Updated", Time(details.Updated));
        WriteDetail("Last read", Time(article.LastRead));
        WriteDetail("Read count", article.ReadCount?.ToString(CultureInfo.InvariantCulture));
        foreach (var (key, value) in details.Other)
        {
            // What was stated more than once has a line each time.
            foreach (var line in value.Split('\n'))
            {
                WriteDetail(VisibleText.Of(key), line);
            }
        }

        WriteDetail("ID", article.Id.ToString());
        if (article.Lost is { } lost)
        {
            WriteDetail("Damaged", lost == 0 ? "its original was lost"
                : string.Create(CultureInfo.InvariantCulture, $"incomplete: {lost} of its texts {(lost == 1 ? "was" : "were")} lost"));
        }
    }

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

    private void WriteHeading(string text)
    {
        foreach (var line in Lines(text, indent: 0))
        {
            output.WriteLine(_paint.Bold(line));
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

    private static string? Time(WallTime? time) => time?.ToString().Replace('T', ' ');
}
