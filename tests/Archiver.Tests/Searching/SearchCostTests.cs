using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Likeness;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Texts;
using static Archiver.Tests.LinearWork;

namespace Archiver.Tests.Searching;

/// <summary>Twice as much of anything takes about twice the work of a processor.</summary>
public sealed class SearchCostTests
{
    [Theory]
    [InlineData("tide ")]
    [InlineData("a tide, ")]
    [InlineData("潮")]
    public void Of_a_paragraph_of_many_hits_a_snippet_takes_linear_work(string hit) => AssertLinear(20_000, size =>
    {
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(hit, size)));
        var finder = new SnippetFinder(Read("tide OR 潮"));
        return () => Assert.NotNull(finder.Find(new ArticleText([line], [], [])));
    });

    [Theory]
    [InlineData("tide ")]
    [InlineData("tide OR ")]
    [InlineData("\"a b\" ")]
    [InlineData("a\"b ")]
    [InlineData("\"a\"b ")]
    [InlineData("(a)")]
    [InlineData("o'zbek* ")]
    public void A_long_query_takes_linear_work(string part) => AssertLinear(5_000 / part.Length, size =>
    {
        var text = string.Concat(Enumerable.Repeat(part, size)) + "tide";
        return () => Query.TryParse(text, TimeProvider.System, out _, out _);
    });

    [Theory]
    [InlineData("word ")]
    [InlineData("word")]
    [InlineData("o'o")]
    [InlineData("\uFDFA")]
    [InlineData("\u0301")]
    [InlineData("𝐰")]
    public void A_long_text_takes_linear_work_to_fold(string part) => AssertLinear(50_000, size =>
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, size)));
        return () => new FoldedText(keepsPlaces: true).Add(text);
    });

    [Theory]
    [InlineData("The tide turns at {0}. ")]
    [InlineData("a.\u2003b")]
    [InlineData("no. ")]
    [InlineData("x{0}")]
    public void A_long_text_takes_linear_work_to_summarize(string part) => AssertLinear(10_000, size =>
    {
        var text = new StringBuilder();
        for (var index = 0; index < size; index++)
        {
            text.AppendFormat(CultureInfo.InvariantCulture, part, index);
        }

        ReadOnlyMemory<byte>[] paragraphs = [Encoding.UTF8.GetBytes(text.ToString())];
        return () => Summarizer.Summarize(paragraphs, 3);
    });

    [Theory]
    [InlineData("/a")]
    [InlineData("/..")]
    [InlineData("%7e")]
    [InlineData("ü.")]
    [InlineData("ü")]
    [InlineData("@")]
    [InlineData(":")]
    [InlineData("\u200B")]
    public void A_long_url_takes_linear_work(string part) => AssertLinear(50_000, size =>
    {
        var url = "https://" + string.Concat(Enumerable.Repeat(part, size));
        return () => CanonicalUrl.Of(url);
    });

    private static Query Read(string text)
    {
        Assert.True(Query.TryParse(text, TimeProvider.System, out var query, out var error), error?.Message);
        return query;
    }
}
