using System.Runtime.InteropServices;

namespace Archiver.Storage;

/// <summary>
/// What a running import brought, by hash: the numbers of its paragraphs, or of its articles. 12 bytes an entry, at most
/// 0.8 full, in shards that grow by half, so that the whole costs at most 24 bytes a number and no growth doubles it.
/// Several numbers may have the same hash.
/// </summary>
internal sealed class NumberTable
{
    private const int ShardBits = 6;

    /// <summary>Of unequal size at first, so that they grow one after another: the hash fills all alike.</summary>
    private readonly Shard[] _shards =
        [.. Enumerable.Range(0, 1 << ShardBits).Select(shard => new Shard((int)(16 * Math.Pow(1.5, (double)shard / (1 << ShardBits)))))];

    /// <param name="hash">The hash.</param>
    /// <param name="number">What is found by it; 0 is no number.</param>
    public void Add(ulong hash, uint number) => ShardOf(hash).Add(hash, number);

    /// <summary>The numbers with this hash, one after another, in the order they came; then 0.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="after">Where the search goes on: 0 at first, then the value this call left there.</param>
    public uint Next(ulong hash, ref int after) => ShardOf(hash).Next(hash, ref after);

    private Shard ShardOf(ulong hash) => _shards[hash & ((1 << ShardBits) - 1)];

    /// <summary>An entry's parts lie together, since a look-up waits for memory and for little else.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
    private readonly record struct Entry(ulong Hash, uint Number);

    private sealed class Shard(int length)
    {
        private Entry[] _entries = new Entry[length];
        private int _count;

        public void Add(ulong hash, uint number)
        {
            if (_count * 5 >= _entries.Length * 4)
            {
                Grow();
            }

            Place(new Entry(hash, number));
            _count++;
        }

        public uint Next(ulong hash, ref int after)
        {
            var length = _entries.Length;
            for (var at = (Home(hash, length) + after) % length; _entries[at].Number != 0; at = at + 1 == length ? 0 : at + 1)
            {
                after++;
                if (_entries[at].Hash == hash)
                {
                    return _entries[at].Number;
                }
            }

            return 0;
        }

        private void Grow()
        {
            var entries = _entries;
            _entries = new Entry[entries.Length + (entries.Length / 2)];
            foreach (var entry in entries)
            {
                if (entry.Number != 0)
                {
                    Place(entry);
                }
            }
        }

        private void Place(Entry entry)
        {
            var at = Home(entry.Hash, _entries.Length);
            while (_entries[at].Number != 0)
            {
                at = at + 1 == _entries.Length ? 0 : at + 1;
            }

            _entries[at] = entry;
        }

        /// <summary>The upper bits of the hash scaled to the table's length; the shard has used the lower ones.</summary>
        private static int Home(ulong hash, int length) => (int)(((hash >> 32) * (uint)length) >> 32);
    }
}
