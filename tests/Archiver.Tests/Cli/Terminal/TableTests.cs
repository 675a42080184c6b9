using Archiver.Articles;
using Archiver.Cli.Terminal;
using Archiver.Cli.Views;
using Archiver.Tests.Exporting;

namespace Archiver.Tests.Cli.Terminal;

public sealed class TableTests
{
    private static readonly Article Japanese = InventedArticle.Full with
    {
        Title = "港が再開した。関係者の話では、来月から船が出るという。駅前にも新しい店が並んでいる。",
        Details = InventedArticle.Full.Details with { Category = "地方ニュース速報とまとめ", Words = 1311 },
    };

    private static readonly Article Forged = InventedArticle.Full with { Title = "a\tb\nc\u001B[2J" };

    [Fact]
    public void At_120_columns_every_column_is_there() => Assert.Equal(
        """
        DATE        CATEGORY              ID         WORDS  TITLE
        2024-03-09  local                 0f3c2a9e      11  The harbour of "Lower Fennick" reopens…
        2024-03-09  地方ニュース速報と…   0f3c2a9e   1,311  港が再開した。関係者の話では、来月から船が出るという。駅前にも新し…
                                          11111111       0

        """, Listed(120));

    [Fact]
    public void At_80_columns_category_and_title_are_cut() => Assert.Equal(
        """
        DATE        CATEGORY          ID         WORDS  TITLE
        2024-03-09  local             0f3c2a9e      11  The harbour of "Lower Fennick"…
        2024-03-09  地方ニュース速…   0f3c2a9e   1,311  港が再開した。関係者の話では、…
                                      11111111       0

        """, Listed(80));

    [Fact]
    public void At_60_columns_the_words_make_room() => Assert.Equal(
        """
        DATE        CATEGORY      ID        TITLE
        2024-03-09  local         0f3c2a9e  The harbour of "Lower F…
        2024-03-09  地方ニュー…   0f3c2a9e  港が再開した。関係者の…
                                  11111111

        """, Listed(60));

    [Fact]
    public void At_40_columns_an_article_has_two_lines() => Assert.Equal(
        """
        2024-03-09  0f3c2a9e  local
          The harbour of "Lower Fennick" reopen…
        2024-03-09  0f3c2a9e  地方ニュース速報…
          港が再開した。関係者の話では、来月か…
                    11111111


        """, Listed(40));

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_is_wider_than_the_terminal(int width) =>
        Assert.All(Listed(width).Split('\n'), line => Assert.InRange(DisplayWidth.Of(line), 0, width));

    [Fact]
    public void In_a_pipe_an_article_is_one_line_of_five_fields_and_nothing_is_cut() =>
        Assert.Equal(
            "2024-03-09\tlocal\t0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60\t11\ta\\u0009b\\u000Ac\\u001B[2J\n"
            + "\t\t11111111-2222-5333-8444-555555555555\t0\t\n",
            Listed(TerminalInfo.Pipe, Forged, InventedArticle.Bare));

    [Fact]
    public void What_tells_rows_apart_is_shown_of_their_IDs_and_only_where_it_must()
    {
        Article[] articles = [.. ((string[])["77be113a-0000-4000-8000-000000000001", "77be113a-c000-4000-8000-000000000001", "11111111-2222-5333-8444-555555555555"])
            .Select(id => InventedArticle.Full with { Id = new Guid(id) })];
        Assert.Equal(
            """
            DATE        CATEGORY  ID         WORDS  TITLE
            2024-03-09  local     77be113a-0      11  The harbour of "Lower Fennick" reopen…
            2024-03-09  local     77be113a-c      11  The harbour of "Lower Fennick" reopen…
            2024-03-09  local     11111111      11  The harbour of "Lower Fennick" reopens…

            """, Listed(new TerminalInfo(true, 80, false), articles));
        Assert.StartsWith("2024-03-09  77be113a-0  local\n", Listed(new TerminalInfo(true, 40, false), articles));
    }

    [Fact]
    public void A_long_list_is_written_while_it_comes()
    {
        var output = new StringWriter();
        var table = new ArticleTable(output, new TerminalInfo(true, 80, false));
        for (var i = 0; i < 1000; i++)
        {
            table.Write(Japanese);
        }

        Assert.Equal(1001, output.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void Categories_are_a_table_that_fits()
    {
        Assert.Equal(
            """
            CATEGORY                   COUNT  FIRST       LAST
            local                         12  2024-03-09  2025-01-31
            地方ニュース速報とまとめ  16,000  2005-01-01  2025-12-31
                                           1

            """, Categories(new TerminalInfo(true, 80, false)));
        Assert.Equal(
            """
            CATEGORY               COUNT  LAST
            local                     12  2025-01-31
            地方ニュース速報と…   16,000  2025-12-31
                                       1

            """, Categories(new TerminalInfo(true, 40, false)));
    }

    [Fact]
    public void In_a_pipe_a_category_is_one_line_of_four_fields() =>
        Assert.Equal("local\t12\t2024-03-09\t2025-01-31\n地方ニュース速報とまとめ\t16000\t2005-01-01\t2025-12-31\n\t1\t\t\n",
            Categories(TerminalInfo.Pipe));

    [Fact]
    public void An_empty_list_prints_nothing() => Assert.Equal("", Listed(new TerminalInfo(true, 80, true)));

    private static string Listed(int width) =>
        TrimmedLines(Listed(new TerminalInfo(true, width, false), InventedArticle.Full, Japanese, InventedArticle.Bare));

    private static string Listed(TerminalInfo terminal, params Article[] articles)
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new ArticleTable(output, terminal);
        foreach (var article in articles)
        {
            table.Write(article);
        }

        table.Complete();
        return output.ToString();
    }

    private static string Categories(TerminalInfo terminal)
    {
        var output = new StringWriter { NewLine = "\n" };
        var table = new Table(output, terminal, new Column("CATEGORY"), new Column("COUNT") { IsNumber = true },
            new Column("FIRST") { Narrowest = 10, From = 50 }, new Column("LAST") { Narrowest = 10 });
        table.Write("local", "12", "2024-03-09", "2025-01-31");
        table.Write(Japanese.Details.Category, "16000", "2005-01-01", "2025-12-31");
        table.Write(null, "1", null, null);
        table.Complete();
        return output.ToString();
    }

    private static string TrimmedLines(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' ')));
}
