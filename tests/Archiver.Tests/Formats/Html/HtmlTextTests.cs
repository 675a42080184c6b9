using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Html;

namespace Archiver.Tests.Formats.Html;

/// <summary>
/// The form of paragraphs, written as <c>kind level number| text</c>; what is marked stands in the text as
/// <c>[text](address)</c>, <c>*emphasis*</c>, <c>**strong**</c>, <c>`code`</c> and <c>==highlight==</c>.
/// </summary>
public sealed class HtmlTextTests
{
    [Fact]
    public void Lists_within_lists_say_how_deep_an_item_lies() => AssertForm(
        "<ul><li>Bread<ul><li>Rye<li>Spelt<ol><li>coarse</ol></ul><li>Salt</ul>",
        "item 1| Bread", "item 2| Rye", "item 2| Spelt", "item 3 #1| coarse", "item 1| Salt");

    [Fact]
    public void Numbered_lists_count_from_where_they_start_and_down_where_they_are_reversed() => AssertForm(
        "<ol start=4><li>four<li value=9>nine<li>ten</ol><ol reversed><li>two<li>one</ol>",
        "item 1 #4| four", "item 1 #9| nine", "item 1 #10| ten", "item 1 #2| two", "item 1 #1| one");

    [Fact]
    public void An_item_of_several_paragraphs_stays_one_number() => AssertForm(
        "<ol><li><p>Knead.</p><p>Wait an hour.</p></li><li>Bake.</li></ol>",
        "item 1 #1| Knead.", "item 1 #1| Wait an hour.", "item 1 #2| Bake.");

    [Fact]
    public void Cells_say_their_row_and_column_under_spans_of_both_kinds() => AssertForm(
        """
        <table><caption>Tides</caption><thead><tr><th>Port<th colspan=2>Height</thead>
        <tr><td rowspan=2>Ebbford<td>3.1<td>m</tr><tr><td>10.2<td>ft</tr><tr><td>Varn<td colspan=2>unknown</tr></table>
        """,
        "caption| Tides", "row 1 #1 head| Port", "row 2 #1 head| Height", "row 1 #2| Ebbford", "row 2 #2| 3.1", "row 3 #2| m", "row 2 #3| 10.2", "row 3 #3| ft",
        "row 1 #4| Varn", "row 2 #4| unknown");

    [Fact]
    public void A_table_that_only_places_things_has_no_rows() => AssertForm(
        "<table><tr><td><h2>News</h2><p>The mill is sold.</p><td><table><tr><td>a<td>b</table></table><table><tr><td>alone</table>",
        "heading 2| News", "paragraph| The mill is sold.", "row 1 #1| a", "row 2 #1| b", "paragraph| alone");

    [Fact]
    public void Code_keeps_its_lines_and_their_indentation() => AssertForm(
        "<p>Say:</p><pre><code>if (tide) {\n\tsail();\n\n    wait();\n}\n</code></pre><p>Run <code>make  all</code>.</p>",
        "paragraph| Say:", "code| if (tide) {", "code| \tsail();", "code|     wait();", "code| }", "paragraph| Run `make all`.");

    [Fact]
    public void Readings_of_ruby_are_no_text() => AssertForm(
        "<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む。</p>", "paragraph| 漢字を読む。");

    [Fact]
    public void A_footnote_is_a_link_to_its_place() => AssertForm(
        "<p>The light went out.<sup><a href='#n1'>1</a></sup></p><ol><li id=n1>In 1874. <a href='#r1'>↩</a></ol>",
        "paragraph| The light went out.[1](https://harbour.example/light#n1)", "item 1 #1| In 1874. [↩](https://harbour.example/light#r1)");

    [Fact]
    public void One_line_break_is_a_space_and_two_end_a_paragraph() => AssertForm(
        "<p>Grey is the quay<br>and grey the gull<br> <br>\u00A0<br>but red the boat<br/><br/></p>",
        "paragraph| Grey is the quay and grey the gull", "paragraph| but red the boat");

    [Fact]
    public void Text_from_right_to_left_stays_as_it_is() => AssertForm(
        "<div dir=rtl><h1>المنارة</h1><p>انطفأ <b>الضوء</b> يوم الاثنين.</p></div>", "heading 1| المنارة", "paragraph| انطفأ **الضوء** يوم الاثنين.");

    [Fact]
    public void A_definition_lies_one_deeper_than_its_term() => AssertForm(
        "<dl><dt>Spring tide<dd>When sun and moon pull together.<dt>Neap tide<dd><p>When they do not.</p><dl><dt>also</dt></dl></dl>",
        "item 1| Spring tide", "item 2| When sun and moon pull together.", "item 1| Neap tide", "item 2| When they do not.", "item 2| also");

    [Fact]
    public void Headings_have_the_level_they_state_in_whatever_order() => AssertForm(
        "<h3>Third</h3><h1>First</h1><div><h6>Sixth</h6></div><ul><li><h2>Second</h2>text</ul>",
        "heading 3| Third", "heading 1| First", "heading 6| Sixth", "heading 2| Second", "item 1| text");

    [Fact]
    public void Quotes_say_how_deep_they_lie_and_lists_in_them_are_lists() => AssertForm(
        "<blockquote>She wrote:<blockquote><p>We keep the tower.</p></blockquote><ul><li>the clock</ul></blockquote>",
        "quote 1| She wrote:", "quote 2| We keep the tower.", "item 1| the clock");

    [Fact]
    public void Marks_begin_and_end_with_their_words() => AssertForm(
        "<p>A <em> small </em>and <b><i>loud</i></b> <mark>gull</mark>, <span style='-evernote-highlight:true'>seen</span> <strong>\n</strong>twice</p>",
        "paragraph| A *small* and ***loud*** ==gull==, ==seen== twice");

    [Fact]
    public void A_mark_around_blocks_is_in_each_of_them() => AssertForm(
        "<b><p>One</p><p>Two</p></b>", "paragraph| **One**", "paragraph| **Two**");

    [Fact]
    public void Links_are_absolute_and_those_that_run_something_lose_their_address() => AssertForm(
        """
        <p><a href="../tower">tower</a> <a href="javascript:alert(1)">lamp</a> <a href="data:text/html,x">lens</a> <a href=" JaVaScRiPt:x">oil</a>
        <a href="mailto:keeper@harbour.example">keeper</a> <a href="http://[bad">bad</a> <a>none</a></p>
        """,
        "paragraph| [tower](https://harbour.example/tower) lamp lens oil [keeper](mailto:keeper@harbour.example) bad none");

    [Fact]
    public void Figures_have_captions_and_pictures_are_no_text() => AssertForm(
        "<figure><img alt='The tower' src=a.png><figcaption>The tower in <i>1998</i></figcaption></figure><svg><title>Icon</title><text>x</text></svg>",
        "caption| The tower in *1998*");

    [Fact]
    public void What_is_no_text_stays_out() => AssertForm(
        "<style>p{}</style><p>Kept<script>no()</script><button>Press</button><noscript>turn on</noscript><textarea>no</textarea><select><option>no</select> too.</p><template><p>no</p></template>",
        "paragraph| Kept too.");

    [Fact]
    public void White_space_runs_are_one_space_and_a_hard_space_stays_within() => AssertForm(
        "<p> \u00A0 Il dit\u00A0:  «\u00A0oui\u00A0»\n\t\u200B</p><p>\uFEFF \u2003</p>", "paragraph| Il dit\u00A0: «\u00A0oui\u00A0»");

    [Fact]
    public void Text_beside_blocks_is_a_paragraph_of_its_own() => AssertForm(
        "<div>Before<p>Within</p>After <span>it</span><hr>End</div>", "paragraph| Before", "paragraph| Within", "paragraph| After it", "paragraph| End");

    [Fact]
    public void Positions_of_marks_are_code_units_of_the_paragraph()
    {
        var paragraph = Assert.Single(HtmlText.Read("<p>  \U0001F41F and <b>chips</b></p>"));
        Assert.Equal(new Mark(7, 5, MarkKind.Strong), Assert.Single(paragraph.Block.Marks));
    }

    private static void AssertForm(string html, params string[] expected) =>
        Assert.Equal(expected, HtmlText.Read(html, "https://harbour.example/light").Select(Written));

    private static string Written(FormedParagraph paragraph)
    {
        var block = paragraph.Block;
        var head = block.Kind.ToString().ToLowerInvariant();
        head += block.Level is { } level ? string.Create(CultureInfo.InvariantCulture, $" {level}") : "";
        head += block.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $" #{number}") : "";
        head += block is { Kind: BlockKind.Row, Ordered: true } ? " head" : "";
        var text = new StringBuilder();
        for (var i = 0; i <= paragraph.Text.Length; i++)
        {
            text.AppendJoin("", block.Marks.Reverse().Where(mark => mark.Start + mark.Length == i).Select(mark => Sign(mark, isStart: false)));
            text.AppendJoin("", block.Marks.Where(mark => mark.Start == i).Select(mark => Sign(mark, isStart: true)));
            text.Append(paragraph.Text.AsSpan(i, i < paragraph.Text.Length ? 1 : 0));
        }

        return $"{head}| {text}";
    }

    private static string Sign(Mark mark, bool isStart) => mark.Kind switch
    {
        MarkKind.Link => isStart ? "[" : $"]({mark.Href})",
        MarkKind.Emphasis => "*",
        MarkKind.Strong => "**",
        MarkKind.Code => "`",
        _ => "==",
    };
}
