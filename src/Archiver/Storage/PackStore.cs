namespace Archiver.Storage;

/// <summary>
/// Reads paragraphs. The packs read last are kept, because an article's paragraphs mostly lie together; and so is what
/// was read from a pack that is not: a paragraph shared by many articles lies where the first of them put it, and would
/// have its pack unpacked for each of the others.
/// </summary>
/// <param name="find">Finds the document of a pack, or of a part of one, by its number.</param>
internal sealed class PackStore(DocumentFinder find)
{
    private const int PackCapacity = 3 << 20;
    private const int TextCapacity = 2 << 20;

    private readonly Dictionary<int, LinkedListNode<(int Number, Pack Pack)>> _packs = [];
    private readonly LinkedList<(int Number, Pack Pack)> _recent = [];
    private readonly TextCache _texts = new(TextCapacity);
    private readonly HashSet<int> _seen = [];
    private byte[] _memory = [];
    private int _size;

    public PackStore(Database database)
        : this(database.Finder(Pack.Collection))
    {
    }

    /// <summary>For reading the same packs in their order.</summary>
    public PackCursor Cursor() => new(find);

    public ReadOnlyMemory<byte> this[ParagraphNumber number]
    {
        get
        {
            if (TryGet(number, out var text) || _texts.TryGet(number, out text))
            {
                return text;
            }

            text = Load(number)[number.Place];
            _texts.Add(number, text.Span);
            return text;
        }
    }

    /// <summary>Reads a paragraph if its pack is at hand.</summary>
    public bool TryGet(ParagraphNumber number, out ReadOnlyMemory<byte> text)
    {
        if (!_packs.TryGetValue(number.Pack, out var node) || !node.Value.Pack.Has(number.Place))
        {
            text = default;
            return false;
        }

        if (node != _recent.First)
        {
            _recent.Remove(node);
            _recent.AddFirst(node);
        }

        text = node.Value.Pack[number.Place];
        return true;
    }

    /// <summary>
    /// Reads the texts of an article, each pack once and as far as they need it. A pack is not kept before it is needed
    /// a second time: most articles are read alone, and memory that is new to a process takes as long as unpacking.
    /// </summary>
    public void Gather(IEnumerable<ParagraphNumber> numbers)
    {
        foreach (var needed in numbers.Where(number => !TryGet(number, out _) && !_texts.TryGet(number, out _)).GroupBy(number => number.Pack))
        {
            if (!_seen.Add(needed.Key))
            {
                Keep(needed.Key, Pack.Read(needed.Key, find));
                continue;
            }

            var pack = Pack.Read(needed.Key, find, ref _memory, needed.Max(number => number.Place));
            foreach (var number in needed)
            {
                _texts.Add(number, pack[number.Place].Span);
            }

            if (_memory.Length > PackCapacity)
            {
                _memory = [];
            }
        }
    }

    /// <summary>Unpacks a pack up to a text that is needed; a second time, all of it.</summary>
    private Pack Load(ParagraphNumber number)
    {
        var pack = Pack.Read(number.Pack, find, _packs.ContainsKey(number.Pack) ? int.MaxValue : number.Place);
        Keep(number.Pack, pack);
        return pack;
    }

    private void Keep(int number, Pack pack)
    {
        if (_packs.Remove(number, out var before))
        {
            _recent.Remove(before);
            _size -= before.Value.Pack.Size;
        }

        _packs[number] = _recent.AddFirst((number, pack));
        _size += pack.Size;
        while (_size > PackCapacity && _recent.Count > 1)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _packs.Remove(oldest.Number);
            _size -= oldest.Pack.Size;
        }
    }
}
