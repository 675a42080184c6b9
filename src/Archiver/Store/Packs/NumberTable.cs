namespace Archiver.Store.Packs;

/// <summary>
/// What a running import brought, by hash: the numbers of its paragraphs, or of its articles. 8 bytes an entry, at most
/// 0.8 full, in shards that grow by half, so that the whole costs at most 16 bytes a number and no growth doubles it.
/// It keeps 36 bits of a hash: what it finds is to be compared.
/// </summary>
internal sealed class NumberTable
{
    private const int ShardBits = 4;

    /// <summary>Of unequal size at first, so that they grow one after another: the hash fills all alike.</summary>
    private readonly Shard[] _shards =
        [.. Enumerable.Range(0, 1 << ShardBits)
            .Select(shard => new Shard((int)(16 * Math.Pow(1.5, (double)shard / (1 << ShardBits)))))];

    /// <param name="hash">The hash.</param>
    /// <param name="number">What is found by it; 0 is no number.</param>
    public void Add(ulong hash, uint number) => ShardOf(hash).Add(hash, number);

    /// <summary>The numbers with this hash, and perhaps others, one after another; then 0.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="after">Where the search goes on: 0 at first, then the value this call left there.</param>
    public uint Next(ulong hash, ref int after) => ShardOf(hash).Next(hash, ref after);

    private Shard ShardOf(ulong hash) => _shards[hash & ((1 << ShardBits) - 1)];

    /// <param name="length">How many entries it has room for at first.</param>
    private sealed class Shard(int length)
    {
        /// <summary>The upper half of the hash, and the number, in one word.</summary>
        private ulong[] _entries = new ulong[length];

        private int _count;

        public void Add(ulong hash, uint number)
        {
            if (_count * 5 >= _entries.Length * 4)
            {
                Grow();
            }

            Place((hash & ~(ulong)uint.MaxValue) | number);
            _count++;
        }

        public uint Next(ulong hash, ref int after)
        {
            var entries = _entries;
            for (var at = (Home(hash, entries.Length) + after) % entries.Length;
                entries[at] != 0;
                at = at + 1 == entries.Length ? 0 : at + 1)
            {
                after++;
                if ((entries[at] ^ hash) <= uint.MaxValue)
                {
                    return (uint)entries[at];
                }
            }

            return 0;
        }

        private void Grow()
        {
            var entries = _entries;
            _entries = new ulong[entries.Length + (entries.Length / 2)];
            foreach (var entry in entries)
            {
                if (entry != 0)
                {
                    Place(entry);
                }
            }
        }

        private void Place(ulong entry)
        {
            var at = Home(entry, _entries.Length);
            while (_entries[at] != 0)
            {
                at = at + 1 == _entries.Length ? 0 : at + 1;
            }

            _entries[at] = entry;
        }

        /// <summary>The upper half of the hash scaled to the table's length; the shard has used the lower one.</summary>
        private static int Home(ulong hash, int length) => (int)(((hash >> 32) * (uint)length) >> 32);
    }
}
