using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Runs;

/// <summary>An immutable sorted array of entries, read block by block as needed; what was read is kept.</summary>
internal sealed class Run(RunInfo info, DocumentFinder find)
{
    private readonly Dictionary<int, RunEntry[]> _blocks = [];
    private ulong[]? _fences;

    public RunInfo Info => info;

    /// <summary>Appends the entries with this key.</summary>
    public void Find(ulong key, List<RunEntry> found)
    {
        for (var index = BlockOf(key, including: false); index < info.Blocks; index++)
        {
            var block = Block(index);
            for (var at = CountBelow(block, key, including: false); at < block.Length; at++)
            {
                if (block[at].Key > key)
                {
                    return;
                }

                found.Add(block[at]);
            }
        }
    }

    /// <summary>The entries with keys from <paramref name="first"/> to <paramref name="last"/>, both included, block by block.</summary>
    public IEnumerable<RunEntry[]> Range(ulong first, ulong last, bool descending)
    {
        var low = BlockOf(first, including: false);
        var high = Math.Min(BlockOf(last, including: true), info.Blocks - 1);
        for (var index = low; index <= high; index++)
        {
            var block = Block(descending ? high - (index - low) : index);
            var start = CountBelow(block, first, including: false);
            var piece = block.AsSpan(start..Math.Max(start, CountBelow(block, last, including: true))).ToArray();
            if (descending)
            {
                Array.Reverse(piece);
            }

            yield return piece;
        }
    }

    /// <summary>All entries, block by block, none of which is kept.</summary>
    public IEnumerable<RunEntry[]> Blocks() =>
        Enumerable.Range(info.FirstBlock, info.Blocks).Select(number => RunBlock.Read(number, find));

    /// <summary>
    /// The last block that begins below the key, or, <paramref name="including"/>, with it: entries of one key may go on
    /// over several blocks.
    /// </summary>
    private int BlockOf(ulong key, bool including)
    {
        if (!info.HasFences)
        {
            return 0;
        }

        var fences = _fences ??= ReadFences();
        var (low, high) = (0, fences.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = IsBelow(fences[middle], key, including) ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(0, low - 1);
    }

    private static int CountBelow(RunEntry[] entries, ulong key, bool including)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = IsBelow(entries[middle].Key, key, including) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool IsBelow(ulong found, ulong key, bool including) => found < key || (including && found == key);

    private ulong[] ReadFences() => RunBlock.ReadFences(info.Fences, find) is var fences && fences.Length == info.Blocks
        ? fences
        : throw new ArchiverException(Failure.Damaged, "A run of the archive has not as many blocks as it should.");

    private RunEntry[] Block(int index) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_blocks, index, out _) ??= RunBlock.Read(info.FirstBlock + index, find);
}
