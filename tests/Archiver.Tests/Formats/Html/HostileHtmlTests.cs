using System.Diagnostics;
using System.Text;
using Archiver.Files;
using Archiver.Formats.Html;

namespace Archiver.Tests.Formats.Html;

public sealed class HostileHtmlTests
{
    private static readonly HtmlLimits Short = new(1_000_000, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("<div>", 20_000)]
    [InlineData("<li><ul>", 8_000)]
    [InlineData("<a><div>", 8_000)]
    [InlineData("<div><form>", 20_000)]
    [InlineData("<font size=1><p>", 3_000)]
    [InlineData("<b><i><u>", 3_000)]
    [InlineData("<font size=N><p>", 2_500)]
    public void Nesting_that_takes_the_square_of_its_length_is_given_up(string tag, int count)
    {
        var html = $"{string.Concat(Enumerable.Range(0, count).Select(number => tag.Replace("N", $"{number}", StringComparison.Ordinal)))}end";
        var start = ProcessorTime.OfThread;
        try
        {
            HtmlTree.Parse(html, Short);
        }
        catch (HtmlLimitException exception)
        {
            Assert.Contains("to build", exception.Message);
        }

        // The limit is a second of the processor; it is looked at now and then.
        Assert.InRange((ProcessorTime.OfThread - start).TotalSeconds, 0, 3);
    }

    [Fact]
    public void A_page_of_too_many_elements_is_given_up_and_its_text_read_without_form()
    {
        var html = new StringBuilder("<title>Tides</title><script>no()</script><p>First &amp; second<!-- no --></p>");
        var exception = Assert.Throws<HtmlLimitException>(() => HtmlTree.Parse(html.Insert(html.Length, "<i>", 2000).ToString(), new HtmlLimits(1000, TimeSpan.FromMinutes(1))));
        Assert.Equal("The page has more than 1,000 elements.", exception.Message);
        Assert.Equal(["First & second"], BareText.Of(html.ToString()));
    }

    [Fact]
    public void A_tree_as_deep_as_the_builder_goes_is_walked()
    {
        var html = $"{string.Concat(Enumerable.Repeat("<div><span>", 2000))}deep{string.Concat(Enumerable.Repeat("</span></div>", 2000))}";
        Assert.Equal(["deep"], HtmlText.Read(html).Select(paragraph => paragraph.Text));
    }

    [Fact]
    public void A_long_attribute_stays_out_of_the_tree()
    {
        var document = HtmlTree.Parse($"<p data-x=\"{new string('x', 5_000_000)}\" title=a>Text</p>");
        Assert.Equal(["title"], document.QuerySelector("p")!.Attributes.Select(attribute => attribute.Name));
    }

    [Fact]
    public void Spans_of_a_table_do_not_fill_the_memory()
    {
        var row = $"<tr>{string.Concat(Enumerable.Repeat("<td colspan=1000 rowspan=65534>x", 50))}";
        var paragraphs = HtmlText.Read($"<table>{string.Concat(Enumerable.Repeat(row, 20))}</table>");
        Assert.Equal(1000, paragraphs.Count);
        Assert.InRange(paragraphs.Max(paragraph => paragraph.Block.Level!.Value), 2, 4096);
    }

    [Fact]
    public void Many_siblings_cost_no_more_each_than_few()
    {
        Cost(1000);
        var (few, many) = (Cost(20_000), Cost(80_000));
        Assert.True(many < 16 * few + 1000, $"{few:f0} ms for 20,000, {many:f0} ms for 80,000");

        static double Cost(int count)
        {
            var document = HtmlTree.Parse(string.Concat(Enumerable.Repeat("<p>Text of <b>some</b> length", count)),
                new HtmlLimits(1_000_000, TimeSpan.FromMinutes(5)));
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            Assert.Equal(count, new HtmlWalker().Walk(document.Body!).Count);
            return (Process.GetCurrentProcess().TotalProcessorTime - start).TotalMilliseconds;
        }
    }
}
