using System.Text;
using Archiver.Articles;
using Archiver.Importing;
using Archiver.Likeness;

namespace Archiver.Tests.Likeness;

public sealed class SketchIndexTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Bodies_with_some_words_changed_meet_and_others_do_not(double changed)
    {
        var random = new Random(1);
        var bodies = Enumerable.Range(0, 200).Select(_ => Words(random, 300)).ToList();
        bodies.AddRange(bodies.Take(100).ToList().Select(body => Change(body, changed, random)));
        var pairs = PairsOf(bodies);
        Assert.InRange(pairs.Count(pair => pair.Second == pair.First + 200), 97, 100);
        Assert.Equal(pairs.Count, pairs.Count(pair => pair.Second == pair.First + 200));
    }

    [Fact]
    public void A_large_family_hangs_together_without_comparing_each_with_each()
    {
        var random = new Random(2);
        var first = Words(random, 200);
        var pairs = PairsOf([.. Enumerable.Range(0, 2000).Select(_ => Change(first, 0.1, random))]);
        Assert.InRange(pairs.Count, 1999, 300_000);
        Assert.Equal(1999, Assert.Single(NearGroups.Of([.. pairs.Select(pair => new NearPair(pair.First, pair.Second, 0.9))])).Count);
    }

    [Theory]
    [InlineData("The tide, the TIDE and the táxi.", "the tide the tide and THE taxi", true)]
    [InlineData("港町の図書館、本棚", "港町の図書館。本棚", true)]
    [InlineData("two words", "two worlds", false)]
    [InlineData("one", "one", true)]
    [InlineData("", "", false)]
    public void Case_accents_and_punctuation_do_not_count(string left, string right, bool meet) =>
        Assert.Equal(meet, PairsOf([left, right]).Count == 1);

    [Fact]
    public void A_sample_is_that_of_all_shingles_however_long_the_body_is()
    {
        var random = new Random(3);
        foreach (var length in (int[])[1, 2, 3, 65, 66, 67, 100, 1000, 20_000])
        {
            // Few different words make few different shingles, which is where a guessed limit would fall short.
            var words = string.Join(' ', Enumerable.Range(0, length).Select(_ => random.Next(length > 1000 ? 4 : 1000)));
            var sketch = new BodySketch().Of(Text(words));
            var shingles = length < 3 ? 1 : words.Split(' ').Zip(words.Split(' ').Skip(1), words.Split(' ').Skip(2)).Distinct().Count();
            Assert.Equal(Math.Min(BodySketch.Size, shingles), sketch.Length);
            Assert.Equal(sketch.Order().Distinct(), sketch);
        }
    }

    private static List<(int First, int Second)> PairsOf(List<string> bodies)
    {
        var index = new SketchIndex(bodies.Count);
        var sketch = new BodySketch();
        foreach (var body in bodies)
        {
            index.Add(sketch.Of(Text(body)));
        }

        return [.. index.Pairs()];
    }

    private static ArticleText Text(string body) => new([Encoding.UTF8.GetBytes(body)], [], []);

    private static string Words(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => $"w{random.Next(5000)}"));

    private static string Change(string body, double part, Random random) => string.Join(' ', body.Split(' ')
        .Select(word => random.NextDouble() < part ? $"w{random.Next(5000)}" : word));
}
