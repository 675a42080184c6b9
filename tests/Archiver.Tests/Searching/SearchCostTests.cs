using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats.Dumps;
using Archiver.Likeness;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Texts;

namespace Archiver.Tests.Searching;

/// <summary>Twice as much of anything takes about twice the work of a processor.</summary>
public sealed class SearchCostTests
{
    private const double Most = 2.5;

    /// <summary>In milliseconds: long enough for what is measured not to be the first calls.</summary>
    private const double Least = 5;

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

    private static void AssertLinear(int size, Func<int, Action> prepare)
    {
        // What is measured may be disturbed, but not many times in the same way.
        var (once, twice) = (prepare(size), prepare(2 * size));
        var times = 1;
        while (Cost(once, times) < Least)
        {
            times *= 2;
        }

        var ratio = double.MaxValue;
        for (var turn = 0; turn < 8 && ratio > Most; turn++)
        {
            ratio = Math.Min(ratio, Cost(twice, times) / Cost(once, times));
        }

        Assert.True(ratio <= Most, $"Twice as much took {ratio:0.0} times the work.");
    }

    /// <summary>How long a processor worked on it, in milliseconds.</summary>
    private static double Cost(Action work, int times)
    {
        var before = ProcessorTime.OfThread;
        for (var turn = 0; turn < times; turn++)
        {
            work();
        }

        return (ProcessorTime.OfThread - before).TotalMilliseconds;
    }
}
