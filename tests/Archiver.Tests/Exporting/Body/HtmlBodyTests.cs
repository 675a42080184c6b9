using Archiver.Articles;
using Archiver.Exporting.Body;

namespace Archiver.Tests.Exporting.Body;

/// <summary>What checkers of HTML find wrong where everything is escaped and closed.</summary>
public sealed class HtmlBodyTests
{
    [Fact]
    public void A_heading_of_an_outline_is_at_most_one_level_below_the_one_before_it()
    {
        int[] levels = [6, 1, 4, 6, 2, 3, 3];
        var text = Text(levels.Select(level => new Block(BlockKind.Heading) { Level = level }));
        Assert.Equal([2, 2, 3, 4, 2, 3, 3], Headings(text, isOutline: true));
        Assert.Equal([6, 2, 4, 6, 2, 3, 3], Headings(text, isOutline: false));
    }

    [Fact]
    public void A_cell_begins_in_each_column_of_a_table_and_all_rows_have_the_same_width()
    {
        var text = Text([Cell(1, 4), Cell(2, 2), Cell(3, 1)]);
        Assert.Equal("<table>\n<tbody>\n<tr><td></td><td></td><td></td><td dir=\"auto\">x</td></tr>\n"
            + "<tr><td></td><td dir=\"auto\">x</td><td colspan=\"2\"></td></tr>\n<tr><td dir=\"auto\">x</td><td colspan=\"3\"></td></tr>\n</tbody>\n</table>\n", HtmlBody.Of(text));
    }

    [Theory]
    [InlineData("end one.\nWhole.\nLast", "Whole.|A last end one.|Whole.|Last of all.", "Whole.|A last [end one.]|[Whole.]|[Last] of all.")]
    [InlineData("two\nthree", "two|one two|three|three and two", "two|one [two]|[three]|three and two")]
    [InlineData("two\nThree", "Three|two and two|Three", "Three|two and [two]|[Three]")]
    [InlineData("a\n\nb", "b|a|b", "b|[a]|[b]")]
    [InlineData("a\nb\nc", "a|b c|a|b|c d", "a|b c|[a]|[b]|[c] d")]
    [InlineData("three\none", "one|two|three", "[one]|two|[three]")]
    public void Lines_of_a_highlight_are_paragraphs_that_follow_one_another(string highlight, string paragraphs, string shown)
    {
        var text = InventedArticle.Text(paragraphs.Split('|'), [], []) with { Highlights = [new Highlight(highlight)] };
        Assert.Equal(shown.Replace("[", "<mark>", StringComparison.Ordinal).Replace("]", "</mark>", StringComparison.Ordinal),
            string.Join('|', HtmlBody.Of(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["<p dir=\"auto\">".Length..^"</p>".Length])));
    }

    [Theory]
    [InlineData("twice", null, "[twice]|b|twice|c|twice")]
    [InlineData("twice", 0, "[twice]|b|twice|c|twice")]
    [InlineData("twice", 2, "twice|b|[twice]|c|twice")]
    [InlineData("twice", 3, "twice|b|twice|c|[twice]")]
    [InlineData("twice", 1000000, "twice|b|twice|c|[twice]")]
    [InlineData("b", 4, "twice|[b]|twice|c|twice")]
    [InlineData("c\ntwice", 0, "twice|b|twice|[c]|[twice]")]
    public void Of_several_places_the_nearest_to_where_a_highlight_was_is_marked(string highlight, int? paragraph, string shown)
    {
        var text = InventedArticle.Text(["twice", "b", "twice", "c", "twice"], [], []) with { Highlights = [new Highlight(highlight, Paragraph: paragraph)] };
        Assert.Equal(shown.Replace("[", "<mark>", StringComparison.Ordinal).Replace("]", "</mark>", StringComparison.Ordinal),
            string.Join('|', HtmlBody.Of(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["<p dir=\"auto\">".Length..^"</p>".Length])));
    }

    private static Block Cell(int row, int column) => new(BlockKind.Row) { Number = row, Level = column, Ordered = false };

    private static ArticleText Text(IEnumerable<Block> blocks)
    {
        Block[] all = [.. blocks];
        return InventedArticle.Text([.. all.Select(_ => "x")], [], []) with { Blocks = all };
    }

    private static int[] Headings(ArticleText text, bool isOutline)
    {
        var output = new StringWriter { NewLine = "\n" };
        new HtmlBody(output, 2) { IsPage = isOutline }.Write(new ArticleBody(text));
        return [.. output.ToString().Split("<h").Skip(1).Select(part => part[0] - '0')];
    }
}
