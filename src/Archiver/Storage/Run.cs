using LiteDB;

namespace Archiver.Storage;

/// <summary>An immutable sorted array of entries, read block by block as needed; what was read is kept.</summary>
internal sealed class Run(RunInfo info, Func<int, BsonDocument?> find)
{
    private readonly ReadOnlyMemory<byte>[] _blocks = new ReadOnlyMemory<byte>[info.Blocks];
    private ulong[]? _fences;

    public RunInfo Info => info;

    /// <summary>The entries with keys from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public IEnumerable<RunEntry> Range(ulong first, ulong last, bool descending)
    {
        for (var at = descending ? EndOf(last) - 1 : StartOf(first); at >= 0 && at < info.Entries; at += descending ? -1 : 1)
        {
            var entry = this[at];
            if (descending ? entry.Key < first : entry.Key > last)
            {
                yield break;
            }

            yield return entry;
        }
    }

    /// <summary>The place of the first entry with this key or a higher one.</summary>
    public int StartOf(ulong key) => PlaceOf(key, including: false);

    public RunEntry this[int place] => RunBlock.EntryOf(Block(place / RunBlock.Capacity), place % RunBlock.Capacity);

    /// <summary>The place after the last entry with this key or a lower one.</summary>
    private int EndOf(ulong key) => PlaceOf(key, including: true);

    /// <summary>How many entries have lower keys, or, <paramref name="including"/>, this key or lower ones.</summary>
    private int PlaceOf(ulong key, bool including)
    {
        var index = 0;
        if (info.HasFences)
        {
            // The last block that begins before the place; entries of one key may go on over several blocks.
            var fences = _fences ??= RunBlock.ReadFences(info.Fences, find);
            index = Math.Max(0, CountBelow(fences.Length, block => fences[block], key, including) - 1);
        }

        var entries = Block(index);
        return (index * RunBlock.Capacity)
            + CountBelow(RunBlock.CountOf(entries), entry => RunBlock.EntryOf(entries, entry).Key, key, including);
    }

    private static int CountBelow(int count, Func<int, ulong> keyOf, ulong key, bool including)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var found = keyOf(middle);
            if (found < key || (including && found == key))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private ReadOnlyMemory<byte> Block(int index)
    {
        ref var block = ref _blocks[index];
        if (block.IsEmpty)
        {
            block = RunBlock.Read(info.FirstBlock + index, find);
        }

        return block;
    }
}
