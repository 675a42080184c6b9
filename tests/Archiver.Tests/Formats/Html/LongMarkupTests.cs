using System.Text;
using Archiver.Formats.Html;
using Archiver.Formats.Pages;
using Archiver.Tests.Formats.Pages;

namespace Archiver.Tests.Formats.Html;

public sealed class LongMarkupTests
{
    private static readonly string Long = new('x', 3_000_000);

    public static TheoryData<string> Markup =>
    [
        "<p data-x=\"{0}\">One</p>", "<p class='{0}'>One</p>", "<p title = \"{0}\">One</p>", "<p data-x={0}>One</p>", "<a href=\"https://bar.example/{0}\">One</a>",
        "<p {0}>One</p>", "<p{0}>One", "<!--{0}-->", "<script>{0}</script>", "<SCRIPT type=module>a<b{0}</ScRiPt >", "<style>p > a {{0}}</style>", "<!ELEMENT {0}>", "<?php {0}>",
        "<svg><path d='M{0}'/></svg>", "<img srcset=\"{0}\" alt='>'>", "<input value='{0}'>",
    ];

    [Theory]
    [MemberData(nameof(Markup))]
    public void Long_markup_costs_no_memory_and_takes_no_text_with_it(string markup)
    {
        var (plain, filled) = (Page(markup, "x"), Page(markup, Long));
        Allocated(plain);
        var (without, with) = (Allocated(plain), Allocated(filled));
        Assert.True(with - without < 1_500_000, $"{without:N0} bytes without, {with:N0} with");

        static byte[] Page(string markup, string content) =>
            Encoding.UTF8.GetBytes(InventedPage.Html().Replace("<main>", $"{markup.Replace("{0}", content, StringComparison.Ordinal)}<main>", StringComparison.Ordinal));

        static long Allocated(byte[] page)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Superset(InventedPage.Body.ToHashSet(), PageReader.Read(page).Paragraphs.Select(paragraph => paragraph.Text).ToHashSet());
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Long_text_stays_and_so_does_what_is_short()
    {
        var page = $"<p title=\"a > b\" lang='en'>it's 3 < 4 = \"{Long}\" <b>end</b><!-- note --><script>'</p>'</script>";
        Assert.Equal(page, Encoding.UTF8.GetString(LongMarkup.Cut(Encoding.UTF8.GetBytes(page)).Span));
    }

    [Theory]
    [InlineData("<p title=\"")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("<p ")]
    public void What_is_never_closed_ends_with_the_page(string open) =>
        Assert.InRange(LongMarkup.Cut(Encoding.UTF8.GetBytes($"<p>Text</p>{open}{Long}")).Length, 12, 300);
}
