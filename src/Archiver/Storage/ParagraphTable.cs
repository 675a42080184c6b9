namespace Archiver.Storage;

/// <summary>
/// The paragraphs of a running import by the hash of their text: 12 bytes an entry, at most 0.8 full, in shards that
/// grow by half, so that the whole costs at most 24 bytes a paragraph and no growth doubles it. Several paragraphs may
/// have the same hash.
/// </summary>
internal sealed class ParagraphTable
{
    private const int ShardBits = 6;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new Shard())];

    public void Add(ulong hash, ParagraphNumber number) => ShardOf(hash).Add(hash, number.Value);

    /// <summary>The paragraphs with this hash, one after another.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="after">Where the search goes on: 0 at first, then the value this call left there.</param>
    public ParagraphNumber Next(ulong hash, ref int after) => new(ShardOf(hash).Next(hash, ref after));

    private Shard ShardOf(ulong hash) => _shards[hash & ((1 << ShardBits) - 1)];

    private sealed class Shard
    {
        private ulong[] _hashes = new ulong[16];
        private uint[] _numbers = new uint[16];
        private int _count;

        public void Add(ulong hash, uint number)
        {
            if (_count * 5 >= _numbers.Length * 4)
            {
                Grow();
            }

            Place(hash, number);
            _count++;
        }

        public uint Next(ulong hash, ref int after)
        {
            var length = _numbers.Length;
            for (var at = (Home(hash, length) + after) % length; _numbers[at] != 0; at = at + 1 == length ? 0 : at + 1)
            {
                after++;
                if (_hashes[at] == hash)
                {
                    return _numbers[at];
                }
            }

            return 0;
        }

        private void Grow()
        {
            var (hashes, numbers) = (_hashes, _numbers);
            var length = numbers.Length + (numbers.Length / 2);
            (_hashes, _numbers) = (new ulong[length], new uint[length]);
            for (var at = 0; at < numbers.Length; at++)
            {
                if (numbers[at] != 0)
                {
                    Place(hashes[at], numbers[at]);
                }
            }
        }

        private void Place(ulong hash, uint number)
        {
            var at = Home(hash, _numbers.Length);
            while (_numbers[at] != 0)
            {
                at = at + 1 == _numbers.Length ? 0 : at + 1;
            }

            (_hashes[at], _numbers[at]) = (hash, number);
        }

        /// <summary>The upper bits of the hash scaled to the table's length; the shard has used the lower ones.</summary>
        private static int Home(ulong hash, int length) => (int)(((hash >> 32) * (uint)length) >> 32);
    }
}
