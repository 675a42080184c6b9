using System.Text;
using Archiver.Formats.Html;

namespace Archiver.Tests.Formats.Html;

/// <summary>
/// A fragment that is read without a tree has the paragraphs that its tree has. How many fragments are tried: <c>ARCHIVER_FRAGMENTS</c>; from which
/// seed on: <c>ARCHIVER_SEED</c>.
/// </summary>
public sealed class PlainHtmlTests
{
    private static readonly string[] Elements =
    [
        .. "p p p div div span b i em strong a a code pre ul ol li dl dt dd blockquote h1 h2 h3 table tbody tr td th caption section figure figcaption mark sub details summary center u en-note font"
            .Split(' '),
    ];

    private static readonly string[] Singles = ["<br>", "<br/>", "<br />", "<img src=a.png alt='a > b'>", "<hr>", "<hr/>", "<wbr>", "<source srcset=x>"];

    /// <summary>What no browser takes as it is written, or not everywhere.</summary>
    private static readonly string[] Odd =
    [
        "</p>", "</b>", "</a>", "</div>", "</br>", "</li>", "</table>", "<p>", "<b>", "<a href=x>", "<li>", "<td>", "<tr>", "<table>", "<button>", "</button>", "<script>", "</script>",
        "<style>", "<svg>", "<title>", "<textarea>", "<select>", "<option>", "<template>", "<body>", "</body>", "<html lang=en>", "<head>", "<nobr>", "<ruby>", "<rt>", "<noscript>",
        "<iframe>", "<object>", "<form>", "<input>", "<math>", "<mi>", "<plaintext>", "<xmp>", "<frameset>", "<col>", "<unknown>", "<", "< ", "<1>", "</>", "</ p>", "<p/>", "<div/>", "<!x>",
        "<![CDATA[a]]>", "<?x y?>", "<!doctype html>", "<!-- a -->", "<!-->", "<!--->", "<!-- a --!> b -->", "<!-- <p> -->", "\0", "<p\0>", "<p title=\0>", "<P CLASS=a>", "<p =a>", "<p a=>",
        "<p a='1'b=2>", "<p a=\"1\" A=2>", "<p\ra='\r\n'>", "<a href='&amp;&copy=1&copy;&#65;'>", "<a href=a&amp;b>", "<a href=\"?a=1&b=2\" href=z>", "<a href='x&y'>", "<a href='\r\nx'>",
        "<ol start=3>", "<ol start='&#51;'>", "<ol reversed>", "<li value=9>", "<td colspan=2 rowspan=0>", "<span style='--en-highlight:yellow'>", "<span style=\"-evernote-highlight:true\">",
        "<div hidden>", "<p style='display:none'>",
    ];

    private static readonly string[] Texts =
    [
        "word", "two words", " ", "\n", "\r\n", "  \t", "\u00A0", "\u200B", "漢字", "a &amp; b", "&lt;p&gt;", "&quot;so&quot;", "&#39;", "&nbsp;", "&#xe9;", "&#128;", "&#0;", "&#xD800;", "&#x110000;",
        "&#10;", "&eacute;", "&copy", "&copyx", "&notin;", "&noSuch;", "& ", "&", "&&amp;", "&amp;lt;", "&#", "&#x", "&;", "a > b", "]]>", "&ThickSpace;", "&acE;", "😀", "\f", "&AMP;", "&#65",
    ];

    [Fact]
    public void What_is_read_without_a_tree_is_what_its_tree_says()
    {
        var seed = Extent.Of("ARCHIVER_SEED", quick: 1, thorough: 1);
        var count = Extent.Of("ARCHIVER_FRAGMENTS", quick: 20_000, thorough: 400_000);
        var plain = 0;
        for (var number = 0; number < count; number++)
        {
            var random = new Random(seed + number);
            var html = new StringBuilder();
            Write(html, random, 0, oddness: random.Next(3) == 0 ? 0.02 : 0);
            var text = html.ToString();
            if (random.Next(8) == 0)
            {
                text = text[..random.Next(text.Length + 1)];
            }

            plain += AssertSame(text) ? 1 : 0;
        }

        Assert.InRange(plain, count / 8, count);
    }

    [Fact]
    public void A_reference_to_a_character_means_the_same_by_every_name_and_number()
    {
        foreach (var number in Enumerable.Range(0, 0x3000).Concat(Enumerable.Range(0xD700, 0x2900)).Concat(Enumerable.Range(0x10FF00, 0x200)))
        {
            AssertSame($"<p>a&#{number};b&#x{number:x};</p>");
        }

        foreach (var name in "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 acute micro para middot cedil raquo frac12 iquest Agrave AElig szlig eacute divide yuml OElig Scaron fnof circ Alpha omega thetasym ensp thinsp zwnj zwj lrm ndash mdash lsquo bdquo dagger bull hellip permil prime lsaquo oline frasl euro image trade larr hArr forall isin notin infin cap cong lang rang loz spades apos Tab NewLine fjlig ngE".Split(' '))
        {
            AssertSame($"<p title='&{name};'>a&{name};b <a href='?a&{name};&{name}=1'>c</a></p>");
            AssertSame($"<p>a&{name} b</p>");
        }
    }

    [Theory]
    [InlineData("<p>One <b>two</b></p>\n<ul><li>three<br><br>four</li></ul>")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE en-note SYSTEM \"x.dtd\"><en-note><div>a &amp; <a href='?b&amp;c'>b</a></div></en-note>")]
    [InlineData("<table><thead>\n<tr><th>Port</th></tr></thead><tbody><tr><td>Varn<p>x</p></td></tr></tbody></table>")]
    [InlineData("<DIV CLASS=a><P>What is open<i> at the end")]
    public void What_is_plain_takes_no_tree(string html) => Assert.True(AssertSame(html));

    [Theory]
    [InlineData("<p>a<p>b")]
    [InlineData("<b>a<p>b</b>c</p>")]
    [InlineData("a<script>b</script>c")]
    [InlineData("<table>a<tr><td>b</table>")]
    [InlineData("<a href=x>a<a href=y>b</a>")]
    [InlineData("<a href=\"http://e.example/?a=1&;b=2\">a</a>")]
    public void What_browsers_mend_or_do_not_show_takes_a_tree(string html) => Assert.False(AssertSame(html));

    /// <returns>Whether it was read without a tree.</returns>
    private static bool AssertSame(string html)
    {
        if (PlainHtml.Read(html) is not { } plain)
        {
            return false;
        }

        var document = HtmlTree.Parse(html);
        var expected = new HtmlWalker().Walk(document.Body!);
        Assert.True(
            expected.Select(paragraph => (paragraph.Text, paragraph.Block)).SequenceEqual(plain.Select(paragraph => (paragraph.Text, paragraph.Block))),
            $"{html}\n{Shown(expected)}\nand not\n{Shown(plain)}");
        return true;
    }

    private static string Shown(IEnumerable<HtmlParagraph> paragraphs) => string.Join('\n', paragraphs.Select(paragraph =>
        $"{paragraph.Text} ({paragraph.Block with { Marks = [] }}: {string.Join(", ", paragraph.Block.Marks)})"));

    private static void Write(StringBuilder html, Random random, int depth, double oddness, string around = "")
    {
        for (var pieces = random.Next(5); pieces > 0; pieces--)
        {
            if (random.NextDouble() < oddness)
            {
                html.Append(Odd[random.Next(Odd.Length)]);
            }

            var (isClose, name) = around switch
            {
                "table" => (true, "thead tbody tr caption".Split(' ')[random.Next(4)]),
                "thead" or "tbody" => (true, "tr"),
                "tr" => (true, random.Next(2) == 0 ? "td" : "th"),
                "ul" or "ol" => (true, "li"),
                "dl" => (true, random.Next(2) == 0 ? "dt" : "dd"),
                _ => (false, Elements[random.Next(Elements.Length)]),
            };
            if ((isClose || random.Next(3) == 0) && depth < 8)
            {
                name = random.Next(30) == 0 ? Elements[random.Next(Elements.Length)] : name;
                html.Append('<').Append(random.Next(9) == 0 ? name.ToUpperInvariant() : name).Append(random.Next(4) == 0 ? " class='a' title=b" : "")
                    .Append(name == "a" ? " href=\"/x?a=1&amp;b=2\"" : "").Append('>');
                Write(html, random, depth + 1, oddness, name);
                html.Append("</").Append(name).Append(random.Next(9) == 0 ? " \n>" : ">");
            }
            else if (random.Next(6) == 0)
            {
                html.Append(Singles[random.Next(Singles.Length)]);
            }
            else
            {
                html.Append(isClose ? "\n" : Texts[random.NextDouble() < oddness ? random.Next(Texts.Length) : random.Next(14)]);
            }
        }
    }
}
