using Archiver.Articles;
using Archiver.Exporting.Body;
using static Archiver.Tests.LinearWork;

namespace Archiver.Tests.Exporting.Body;

public sealed class MarkdownBodyTests
{
    [Theory]
    [InlineData("# a", "\\# a")]
    [InlineData("#tag and C# and a #", "\\#tag and C# and a #")]
    [InlineData("> a", "\\> a")]
    [InlineData("- a", "\\- a")]
    [InlineData("-a", "-a")]
    [InlineData("---", "\\---")]
    [InlineData("1. a", "1\\. a")]
    [InlineData("1.5 a", "1.5 a")]
    [InlineData("2024) a", "2024\\) a")]
    [InlineData("    a", "&#32;   a")]
    [InlineData("a\t", "a&#9;")]
    [InlineData("snake_case _a_", "snake_case \\_a\\_")]
    [InlineData("a * b *c*", "a \\* b \\*c\\*")]
    [InlineData("[[note]] ![a](b)", "\\[\\[note\\]\\] \\!\\[a\\](b)")]
    [InlineData("AT&T &amp; &#38; & b", "AT&T \\&amp; \\&\\#38; & b")]
    [InlineData("https://a.example/?a=1&b=2&copy=3#c", "https://a.example/?a=1&b=2&copy=3#c")]
    [InlineData("a < b <b> </b> <!--", "a < b \\<b> \\</b> \\<!--")]
    [InlineData("==a== 1=1 %%c%% $x$", "\\=\\=a\\=\\= 1=1 \\%\\%c\\%\\% \\$x\\$")]
    [InlineData("{{< raw >}} {a}", "\\{\\{< raw >}} {a}")]
    [InlineData("Wait!", "Wait!")]
    public void What_Markdown_would_read_otherwise_is_escaped(string text, string written) => Assert.Equal($"{written}\n", Written(text));

    /// <summary>GitHub and Obsidian read all signs up to the next space as part of an address.</summary>
    [Theory]
    [InlineData("See https://a.example/~name/x_y.", "See https\\://a.example/\\~name/x_y.")]
    [InlineData("HTTP://a.example/[1] b", "HTTP\\://a.example/\\[1\\] b")]
    [InlineData("www.a.example/*x http://b.example/x", "www\\.a.example/\\*x http://b.example/x")]
    [InlineData("https://a.example/?u=https://b.example/$x", "https\\://a.example/?u=https\\://b.example/\\$x")]
    [InlineData("https://a.example/?u=https://b.example/ *", "https://a.example/?u=https://b.example/ \\*")]
    [InlineData("https://a.example/x<b>y_", "https://a.example/x\\<b>y\\_")]
    [InlineData("https: //a ~", "https: //a \\~")]
    public void An_address_that_would_have_signs_of_escapes_in_it_is_no_link(string text, string written) => Assert.Equal($"{written}\n", Written(text));

    [Theory]
    [InlineData("https://a.example/abc d", 18, 1, "https\\://a.example/**a**bc d")]
    [InlineData("see https://a.example/ d", 4, 18, "see **https://a.example/** d")]
    [InlineData("see https://a.example/ d", 0, 10, "**see https:**//a.example/ d")]
    public void An_address_in_which_a_mark_begins_or_ends_is_no_link(string text, int start, int length, string written) =>
        Assert.Equal($"{written}\n", Written(text, new Mark(start, length, MarkKind.Strong)));

    [Fact]
    public void Addresses_without_a_space_between_them_take_no_work_of_their_own_each()
    {
        var text = string.Concat(Enumerable.Repeat("www.a", 200_000));
        Assert.Equal($"{text}\n", Written(text));
        Assert.Equal(1 + 200_000, Written(text + "*").Count(sign => sign == '\\'));
    }

    [Theory]
    [InlineData(8, "http://a")]
    [InlineData(1, "www.a")]
    public void Addresses_in_a_word_of_many_marks_take_linear_work(int length, string word) => AssertLinear(2_000, count =>
    {
        var (text, step) = (string.Concat(Enumerable.Repeat(word, 2 * count)), 2 * word.Length);
        Mark[] marks = [.. Enumerable.Range(0, count).Select(at => new Mark(at * step, length, MarkKind.Strong))];
        return () => Written(text, marks);
    });

    [Theory]
    [InlineData("Stronger![8] more", 9, 3, "Stronger\\![\\[8\\]](https://example.org/) more")]
    [InlineData("Look! here", 6, 4, "Look! [here](https://example.org/)")]
    [InlineData("Look!here", 5, 4, "Look\\![here](https://example.org/)")]
    public void A_link_after_an_exclamation_mark_is_no_picture(string text, int start, int length, string written) =>
        Assert.Equal($"{written}\n", Written(text, new Mark(start, length, MarkKind.Link, "https://example.org/")));

    [Theory]
    [InlineData("Note: a", 0, 6, "**Note:** a")]
    [InlineData("a b c", 1, 3, "a **b** c")]
    [InlineData("a「b」c", 1, 3, "a<strong>「b」</strong>c")]
    [InlineData("a   c", 1, 3, "a   c")]
    public void Signs_stand_where_Markdown_reads_them_and_elements_elsewhere(string text, int start, int length, string written) =>
        Assert.Equal($"{written}\n", Written(text, new Mark(start, length, MarkKind.Strong)));

    [Theory]
    [InlineData("Paragraph of it", 6, 3, "Paragr<strong>`aph` o</strong>f it")]
    [InlineData("Paragraph of it", 8, 3, "Paragr<strong>ap`h o`</strong>f it")]
    [InlineData("A paragraph of it", 8, 3, "A parag**r`aph`** of it")]
    public void Signs_next_to_the_sign_of_another_mark_are_elements_within_a_word(string text, int start, int length, string written) =>
        Assert.Equal($"{written}\n", Written(text, new Mark(text[0] == 'A' ? 7 : 6, text[0] == 'A' ? 4 : 5, MarkKind.Strong), new Mark(start, length, MarkKind.Code)));

    [Fact]
    public void Pieces_of_code_that_touch_are_not_one()
    {
        Assert.Equal("Par`ag`<code>raph</code>s\n", Written("Paragraphs", new Mark(3, 2, MarkKind.Link, "http://"), new Mark(3, 6, MarkKind.Code)));
        Assert.Equal("**a**`b`c\n", Written("abc", new Mark(0, 1, MarkKind.Strong), new Mark(1, 1, MarkKind.Code)));
        Assert.Equal("a`b`<em>c</em> *d*\n", Written("abc d", new Mark(1, 1, MarkKind.Code), new Mark(2, 1, MarkKind.Emphasis), new Mark(4, 1, MarkKind.Emphasis)));
    }

    [Fact]
    public void Marks_that_cross_are_each_in_the_other()
    {
        Mark[] marks = [new(0, 6, MarkKind.Strong), new(3, 6, MarkKind.Emphasis), new(4, 3, MarkKind.Link, "https://example.org/")];
        var text = Text("ab cde fgh", marks);
        Assert.Equal("<p dir=\"auto\"><strong>ab <em>c</em></strong><a href=\"https://example.org/\"><strong><em>de</em></strong><em> </em></a><em>fg</em>h</p>\n",
            HtmlBody.Of(text));
    }

    [Fact]
    public void Marks_beyond_a_text_and_within_a_character_are_cut()
    {
        Mark[] marks = [new(1, 1, MarkKind.Strong), new(-5, 7, MarkKind.Emphasis), new(3, int.MaxValue, MarkKind.Code), new(9, 1, MarkKind.Link, "https://a.example/")];
        Assert.Equal("<p dir=\"auto\"><strong><em>🎉</em></strong>a<code>b</code></p>\n", HtmlBody.Of(Text("🎉ab", marks)));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_its_text() =>
        Assert.All(["javascript:alert(1)", "/sea", "data:text/html,x", "https://", null],
            address => Assert.Equal("<p dir=\"auto\">a</p>\n", HtmlBody.Of(Text("a", new Mark(0, 1, MarkKind.Link, address)))));

    [Fact]
    public void A_table_of_gaps_is_written_as_its_cells()
    {
        var cells = Enumerable.Range(1, 4000).Select(at => new Block(BlockKind.Row) { Number = at, Level = at == 1 ? 1 : 4096 }).ToArray();
        var text = InventedArticle.Text([.. cells.Select(_ => "x")], [], []) with { Blocks = cells };
        Assert.InRange(Markdown(text).Length, 4000 * 4, 4000 * 20);
        Assert.InRange(HtmlBody.Of(text).Length, 4000 * 20, 4000 * 300);
    }

    [Fact]
    public void Items_that_lie_too_deep_fill_no_stack()
    {
        var items = Enumerable.Range(1, 20_000).Select(level => new Block(BlockKind.Item) { Level = level, Ordered = false }).ToArray();
        var text = InventedArticle.Text([.. items.Select(_ => "x")], [], []) with { Blocks = items };
        Assert.InRange(Markdown(text).Length, 20_000, 20_000 * 100);
    }

    [Fact]
    public void Numbers_of_items_stay_what_they_are()
    {
        int[] numbers = [3, 4, 9, 8];
        var text = InventedArticle.Text([.. numbers.Select(_ => "x")], [], []) with
        {
            Blocks = [.. numbers.Select(number => new Block(BlockKind.Item) { Level = 1, Ordered = true, Number = number })],
        };
        Assert.Equal("3. x\n4. x\n9) x\n8. x\n", Markdown(text));
        Assert.Contains("<li value=\"3\">", HtmlBody.Of(text), StringComparison.Ordinal);
    }

    private static string Written(string text, params Mark[] marks) => Markdown(Text(text, marks));

    private static string Markdown(ArticleText text)
    {
        var output = new StringWriter();
        new MarkdownBody(output, hasEquals: true).Write(new ArticleBody(text));
        return output.ToString();
    }

    private static ArticleText Text(string text, params Mark[] marks) =>
        InventedArticle.Text([text], [], []) with { Blocks = [new Block(BlockKind.Paragraph) { Marks = marks }] };
}
