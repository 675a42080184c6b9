using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Formats.Dumps;
using Archiver.Tests.Exporting;

namespace Archiver.Tests.Cli.Views;

public sealed class ReadingViewTests
{
    [Fact]
    public void On_a_terminal_an_article_is_wrapped_to_be_read() => Assert.Equal(
        """
        Category    local
        Date        2024-03-09
        Words       11 (counted: 12)
        URL         https://example.org/a?b=1&c=<2>
        Created     2024-03-10 07:05
        Updated     2024-03-11 00:00
        Read        2 times, last 2024-03-12 23:59
        Mood        calm – 静か
        Tide\u202E  low\u0007
        ID          0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60

        The harbour of “Lower Fennick”
        reopens.

        港は　再開した。👨‍👩‍👧

        tab  bell\u0007
        escape\u001B[31m back\slash

        Summary
        The harbour reopened after the
        storm, and the [cut]

        Similar readings
        - Another harbour
        - Summary: tides

        """, Shown(new TerminalInfo(true, 30, false), InventedArticle.Full, InventedArticle.FullText));

    [Fact]
    public void In_a_pipe_a_paragraph_is_a_line_without_colour()
    {
        var shown = Shown(TerminalInfo.Pipe, InventedArticle.Full, InventedArticle.FullText);
        Assert.Contains("\n\nThe harbour of “Lower Fennick” reopens.\n\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', shown);
    }

    [Fact]
    public void Colour_sets_off_headings_and_labels() =>
        Assert.StartsWith("\u001B[1m(no title)\u001B[0m\n\u001B[2mWords\u001B[0m       0\n",
            Shown(new TerminalInfo(true, 80, true), InventedArticle.Bare, InventedArticle.BareText),
            StringComparison.Ordinal);

    [Fact]
    public void Lines_are_no_longer_than_80_columns_on_a_wide_terminal() =>
        Assert.All(Shown(new TerminalInfo(true, 200, false), InventedArticle.Bare,
                InventedArticle.Text([string.Concat(Enumerable.Repeat("a word 港 ", 100))], [], [])).Split('\n'),
            line => Assert.InRange(DisplayWidth.Of(line), 0, 80));

    private static string Shown(TerminalInfo terminal, Article article, ArticleText text)
    {
        var output = new StringWriter { NewLine = "\n" };
        new ReadingView(output, terminal).Write(article, text);
        return output.ToString();
    }
}
