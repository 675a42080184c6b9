using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store.Packs;

public sealed class NumberTableTests
{
    [Fact]
    public void Every_number_is_found_by_its_hash()
    {
        var table = new NumberTable();
        var random = new Random(5);
        var hashes = new ulong[200_000];
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            table.Add(hashes[index], (uint)index + 1);
        }

        for (var index = 0; index < hashes.Length; index++)
        {
            Assert.Equal([(uint)index + 1], Find(table, hashes[index]));
        }

        Assert.Empty(Find(table, 12345));
    }

    /// <summary>Hashes that meet in one shard and one home are as good as any.</summary>
    [Fact]
    public void Numbers_of_equal_and_of_neighbouring_hashes_are_kept_apart() =>
        Gen.OneOf(Gen.ULong[0, 3], Gen.ULong[0, 9].Select(hash => hash << 6), Gen.ULong[0, 9].Select(hash => hash << 60),
            Gen.ULong[0, 9].Select(hash => ulong.MaxValue - hash)).Array[0, 300].Sample(hashes =>
            {
                var table = new NumberTable();
                for (var index = 0; index < hashes.Length; index++)
                {
                    table.Add(hashes[index], (uint)index + 1);
                }

                // Those whose hashes differ in what is not kept are found together.
                foreach (var alike in hashes.Index().GroupBy(pair => (pair.Item >> 32, pair.Item % 16)))
                {
                    Assert.Equal(alike.Select(pair => (uint)pair.Index + 1), Find(table, alike.First().Item).Order());
                }
            }, iter: 500);

    private static List<uint> Find(NumberTable table, ulong hash)
    {
        var (found, after) = (new List<uint>(), 0);
        for (var number = table.Next(hash, ref after); number != 0; number = table.Next(hash, ref after))
        {
            found.Add(number);
        }

        return found;
    }
}
