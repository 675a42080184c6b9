using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>
/// Texts that are likely to be compared again, in a fixed amount of memory: two halves, of which the older is dropped
/// when the younger is full; what is found in the older moves to the younger.
/// </summary>
/// <param name="capacity">In bytes, with what each text costs beside its own.</param>
internal sealed class TextCache(int capacity)
{
    /// <summary>What the table of a half needs for a text, in bytes: without it very many short texts would fill the memory.</summary>
    public const int PerText = 40;

    private int _capacity = capacity;
    private Half _young = new(capacity / 2);
    private Half _old = new(0);

    /// <summary>From now on keeps so much.</summary>
    public void Grow(int capacity) => (_capacity, _young.Capacity) = (capacity, capacity / 2);

    public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text)
    {
        if (_young.TryGet(number, out text))
        {
            return true;
        }

        if (!_old.TryGet(number, out text))
        {
            return false;
        }

        Add(number, text.Span);
        return true;
    }

    public void Add(TextNumber number, ReadOnlySpan<byte> text)
    {
        if (text.Length > _capacity / 8 || _young.TryAdd(number, text))
        {
            return;
        }

        (_old, _young) = (_young, new Half(_capacity / 2));
        _young.TryAdd(number, text);
    }

    private sealed class Half(int capacity)
    {
        private const int FirstBlock = 4 << 10;
        private const int LargestBlock = 64 << 10;

        private readonly Dictionary<uint, ReadOnlyMemory<byte>> _texts = [];
        private Memory<byte> _block;
        private int _nextBlock = FirstBlock;
        private int _used;

        public int Capacity { get; set; } = capacity;

        public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text) =>
            _texts.TryGetValue(number.Value, out text);

        public bool TryAdd(TextNumber number, ReadOnlySpan<byte> text)
        {
            if (Capacity - _used < text.Length + PerText)
            {
                return false;
            }

            if (_block.Length < text.Length)
            {
                _block = GC.AllocateUninitializedArray<byte>(Math.Max(_nextBlock, text.Length));
                _nextBlock = Math.Min(LargestBlock, 2 * _nextBlock);
            }

            text.CopyTo(_block.Span);
            _texts[number.Value] = _block[..text.Length];
            _block = _block[text.Length..];
            _used += text.Length + PerText;
            return true;
        }
    }
}
