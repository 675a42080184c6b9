using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Likeness;

namespace Archiver.Cli.Views;

/// <summary>
/// What <c>duplicates</c> prints. On a terminal the groups under headings, with lines that fit. In a pipe one line an
/// article, with tabs between its fields: <c>body</c>, <c>near</c> or <c>url</c>, the number of its group, from 1, the
/// score (empty but for <c>near</c>), ID, date, category, title and the diff; and one line a paragraph:
/// <c>paragraph</c>, its number, how many articles have it, and its text.
/// </summary>
internal sealed class DuplicatesView(
    TextWriter output, TerminalInfo terminal, Func<IEnumerable<int>, IEnumerable<Article>> load)
{
    private const string Indent = "  ";
    private const string DiffIndent = "        ";

    private readonly Paint _paint = new(terminal.Color);
    private bool _hasHeading;

    public void Write(DuplicateReport report)
    {
        WriteGroups("body", "The same body", report.SameBody, group => null,
            group => group.Select(number => new NearCopy(number, 0, 1, ShortDiff.None)));
        WriteGroups("near", "Nearly the same body", report.NearBody, group => null, group => group);
        WriteGroups("url", "The same URL", report.SameUrl, group => group.Url,
            group => group.Articles.Select(number => new NearCopy(number, 0, 1, ShortDiff.None)));
        WriteParagraphs(report.Paragraphs);
    }

    private void WriteGroups<T>(string kind, string heading, IReadOnlyList<T> groups,
        Func<T, string?> title, Func<T, IEnumerable<NearCopy>> copies)
    {
        WriteHeading(heading, groups.Count, "group");
        for (var index = 0; index < groups.Count; index++)
        {
            if (terminal.IsTerminal)
            {
                output.WriteLine();
                if (title(groups[index]) is { } line)
                {
                    output.WriteLine(Indent + TextLayout.Cut(VisibleText.Of(line), terminal.Width - Indent.Length));
                }
            }

            var group = copies(groups[index]).ToList();
            foreach (var (copy, article) in group.Zip(load(group.Select(copy => copy.Article))))
            {
                WriteArticle(kind, index + 1, copy, article);
            }
        }
    }

    private void WriteArticle(string kind, int group, NearCopy copy, Article article)
    {
        var score = copy.Like == 0 ? "" : copy.Score.ToString("0.00", CultureInfo.InvariantCulture);
        if (!terminal.IsTerminal)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture,
                $"{kind}\t{group}\t{score}\t{ArticleLine.Fields(article)}\t{string.Join("; ", Describe(copy.Diff))}\n"));
            return;
        }

        var indent = Indent + (kind == "near" ? score.PadRight(4) + Indent : "");
        output.WriteLine(indent + ArticleLine.Of(article, terminal.Width - indent.Length));
        foreach (var change in Describe(copy.Diff))
        {
            output.WriteLine(DiffIndent + TextLayout.Cut(change, terminal.Width - DiffIndent.Length));
        }
    }

    private static IEnumerable<string> Describe(ShortDiff diff) => diff.Changes
        .Select(change => (change.Removed, change.Added) switch
        {
            ("", _) => $"+ {VisibleText.Of(change.Added)}",
            (_, "") => $"- {VisibleText.Of(change.Removed)}",
            _ => $"- {VisibleText.Of(change.Removed)} + {VisibleText.Of(change.Added)}",
        })
        .Concat(diff.GoesOn ? ["…"] : []);

    private void WriteParagraphs(IReadOnlyList<SharedParagraph> paragraphs)
    {
        WriteHeading("The most shared paragraphs", paragraphs.Count, "paragraph");
        var width = paragraphs.Count == 0 ? 0 : paragraphs[0].Articles.ToString(CultureInfo.InvariantCulture).Length;
        for (var index = 0; index < paragraphs.Count; index++)
        {
            var count = paragraphs[index].Articles.ToString(CultureInfo.InvariantCulture);
            var text = VisibleText.Of(Encoding.UTF8.GetString(paragraphs[index].Text.Span));
            if (terminal.IsTerminal)
            {
                output.WriteLine(TextLayout.Cut($"{Indent}{count.PadLeft(width)}  {text}", terminal.Width));
            }
            else
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"paragraph\t{index + 1}\t{count}\t{text}\n"));
            }
        }
    }

    private void WriteHeading(string what, int count, string unit)
    {
        if (terminal.IsTerminal)
        {
            if (_hasHeading)
            {
                output.WriteLine();
            }

            _hasHeading = true;
            output.WriteLine(_paint.Bold(string.Create(CultureInfo.InvariantCulture,
                $"{what}: {(count == 0 ? "none" : count == 1 ? $"1 {unit}" : $"{count} {unit}s")}")));
        }
    }
}
