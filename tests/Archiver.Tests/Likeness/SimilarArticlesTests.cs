using Archiver.Articles;
using Archiver.Benchmarks.Judging;
using Archiver.Formats.Dumps;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Likeness;

public sealed class SimilarArticlesTests
{
    /// <summary>More articles than are read as a whole, so that the index is asked.</summary>
    [Fact]
    public void A_large_archive_gives_the_same_with_any_state_of_its_index()
    {
        var corpus = new PlantedCorpus(count: 3200, copies: 20, seed: 3);
        using var place = new TestArchive();
        place.Import([TestArchive.Input(Read(corpus.ToDumps()))]);
        var expected = Ask(place, corpus);
        Assert.All(expected.Families, right => Assert.Equal(5, right));
        Assert.Equal(corpus.Far.Take(5).Select(pair => corpus.Articles[pair.First].Id), expected.Originals);
        foreach (var index in (byte[]?[])[null, [1, 2, 3]])
        {
            // Null stands for the one that was made.
            if (index is not null)
            {
                File.WriteAllBytes(place.Path + ".search", index);
            }

            Assert.Equivalent(expected, Ask(place, corpus), strict: true);
        }
    }

    [Fact]
    public void What_is_about_the_same_comes_before_what_is_long_and_has_the_same_words_in_passing()
    {
        using var place = new TestArchive();
        var filler = string.Join(' ', Enumerable.Range(0, 400).Select(number => $"filler{number}"));
        place.Import(
            Dump(1, "Divers raise a Roman anchor from the harbour.", "The anchor lay under mud near the old pier."),
            Dump(2, "An anchor from Roman times was found by a diver.", "It came up from the harbor mud."),
            Dump(3, $"A long list. {filler} anchor {filler} Roman {filler} mud harbour divers raise old pier."),
            Dump(4, "The council debates the price of bread.", "Bakers protest."),
            Dump(5, "Bakers protest against the council.", "The price of bread rises."));
        using var archive = place.OpenToRead();
        var similar = archive.FindSimilar(archive.Find(InventedDump.IdOf(1).ToString()), 10, _ => { });
        Assert.Equal([InventedDump.IdOf(2), InventedDump.IdOf(3)], similar.Take(2).Select(each => each.Article.Id));
        Assert.Contains("anchor", similar[0].Terms.Take(3).Select(term => term.Term));
        Assert.All(similar, each => Assert.InRange(each.Score, 0, 1));
        Assert.DoesNotContain(similar, each => each.Article.Id == InventedDump.IdOf(4));
    }

    [Fact]
    public void The_same_words_score_1_and_other_forms_of_them_nearly_so()
    {
        using var place = new TestArchive();
        place.Import(
            Dump(1, "Bridges collapsed.", "The engineers were arguing about repairs."),
            Dump(2, "Bridges collapsed.", "The engineers were arguing about repairs.") with { Id = InventedDump.IdOf(7) },
            Dump(3, "The bridge collapses.", "An engineer argued about the repair."),
            Dump(4, "Something else entirely."));
        using var archive = place.OpenToRead();
        var similar = archive.FindSimilar(archive.Find(InventedDump.IdOf(1).ToString()), 10, _ => { });
        Assert.Equal([1, 1], similar.Select(each => Math.Round(each.Score, 6)));
    }

    [Fact]
    public void Japanese_is_compared_by_pairs_of_characters()
    {
        using var place = new TestArchive();
        place.Import(
            Dump(1, "港町の図書館が本棚を設けた。"), Dump(2, "駅の待合室に図書館の本棚がある。"), Dump(3, "野球の試合は雨で中止になった。"));
        using var archive = place.OpenToRead();
        var similar = archive.FindSimilar(archive.Find(InventedDump.IdOf(1).ToString()), 10, _ => { });
        Assert.Equal(InventedDump.IdOf(2), similar[0].Article.Id);
        Assert.Contains("本棚", similar[0].Terms.Select(term => term.Term));
    }

    [Fact]
    public void A_similar_reading_is_resolved_exactly_nearly_or_not_at_all()
    {
        using var place = new TestArchive();
        place.Import(
            Dump(1, "The lead of the first.") with { Similar = ["Roman anchor RAISED: from harbour mud", "Summary: Roman anchor raised from harbour mud", "Anchor of Romans raised out of the mud", "Nobody wrote this"] },
            Dump(2, "Roman anchor raised from harbour mud.", "More."));
        using var archive = place.OpenToRead();
        var readings = archive.ResolveReadings(archive.Find(InventedDump.IdOf(1).ToString()), _ => { });
        Assert.Equal([true, true, true, false], readings.Select(reading => reading.Article?.Id == InventedDump.IdOf(2)));
        Assert.Equal([true, true, false, false], readings.Select(reading => reading.IsExact));
    }

    private static InventedDump Dump(int number, params string[] body) => new(InventedDump.IdOf(number), "harbour", "2025-01-31", body);

    private static (int[] Families, Guid[] Originals) Ask(TestArchive place, PlantedCorpus corpus)
    {
        using var archive = place.OpenToRead();
        return (
            [.. corpus.Families.Take(5).Select(family => Similar(family[0], 5).Count(id => family.Any(index => corpus.Articles[index].Id == id)))],
            [.. corpus.Far.Take(5).Select(pair => Similar(pair.Second, 1).Single())]);

        IEnumerable<Guid> Similar(int index, int limit) =>
            archive.FindSimilar(archive.Find(corpus.Articles[index].Id.ToString()), limit, _ => { }).Select(similar => similar.Article.Id);
    }

    private static byte[] Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
