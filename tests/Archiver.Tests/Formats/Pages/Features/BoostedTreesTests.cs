using Archiver.Benchmarks.Pages;
using Archiver.Formats.Pages.Features;

namespace Archiver.Tests.Formats.Pages.Features;

public sealed class BoostedTreesTests
{
    private const int Count = 4000;

    private static readonly TrainingOptions Options = new() { Trees = 20, FeatureShare = 1 };

    private readonly float[][] _rows;
    private readonly float[] _labels;

    public BoostedTreesTests()
    {
        var random = new Random(5);
        _rows = [.. Enumerable.Range(0, Count).Select(_ => new float[] { random.NextSingle(), random.Next(5), random.NextSingle() })];
        _labels = [.. _rows.Select(row => row[0] > 0.5 == (row[1] == 2) ? 1f : 0f)];
    }

    [Fact]
    public void What_two_features_say_together_is_learnt()
    {
        var trees = Train(Options);
        Assert.InRange(Enumerable.Range(0, Count).Count(row => trees.LogOdds(_rows[row]) > 0 == _labels[row] > 0.5), 0.97 * Count, Count);
    }

    [Fact]
    public void The_same_rows_give_the_same_table_which_is_read_as_it_was_written()
    {
        var trees = Train(Options);
        var written = Written(trees);
        Assert.Equal(written, Written(Train(Options)));
        Assert.NotEqual(written, Written(Train(Options with { Seed = 2 })));
        var read = BoostedTrees.Read(new MemoryStream(written));
        Assert.All(_rows.Take(100), row => Assert.Equal(trees.LogOdds(row), read.LogOdds(row)));
    }

    [Fact]
    public void A_table_for_other_features_is_refused()
    {
        var written = Written(Train(Options));
        written[4] ^= 1;
        Assert.Throws<InvalidDataException>(() => BoostedTrees.Read(new MemoryStream(written)));
    }

    [Fact]
    public void Every_feature_has_a_name_of_its_own() => Assert.Distinct(BlockFeatures.Names);

    private BoostedTrees Train(TrainingOptions options)
    {
        float[] weights = [.. Enumerable.Repeat(1f, Count)];
        return new TreeTrainer(new BinnedRows(_rows), _labels, weights, options).Train([.. Enumerable.Range(0, Count)]);
    }

    private static byte[] Written(BoostedTrees trees)
    {
        using var stream = new MemoryStream();
        trees.Write(stream);
        return stream.ToArray();
    }
}
