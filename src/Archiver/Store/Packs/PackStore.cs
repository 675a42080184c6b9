using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Packs;

/// <summary>
/// Reads paragraphs. The packs read last are kept, because an article's paragraphs mostly lie together; and so is what
/// was read from a pack that is not: a paragraph shared by many articles lies where the first of them put it, and would
/// have its pack unpacked for each of the others. A pack is not kept before it is needed a second time: most articles
/// are read alone, and memory that is new to a process takes as long as unpacking.
/// </summary>
/// <param name="find">Finds the document of a pack, or of a part of one, by its number.</param>
internal sealed class PackStore(DocumentFinder find)
{
    private const int PackCapacity = 3 << 20;
    private const int TextCapacity = 5 << 19;

    /// <summary>
    /// In bytes: how many texts are kept after <see cref="KeepMore"/>, such as those of some thousand articles that
    /// somebody reads in turn.
    /// </summary>
    private const int TextCapacityForLong = 8 << 20;

    private readonly Dictionary<int, LinkedListNode<(int Number, Pack Pack)>> _packs = [];
    private readonly LinkedList<(int Number, Pack Pack)> _recent = [];
    private readonly TextCache _texts = new(TextCapacity);
    private readonly HashSet<int> _seen = [];
    private int _size;

    /// <summary>The pack that was read last and is not kept: its memory is the next one's.</summary>
    private (int Number, Pack Pack)? _current;
    private byte[] _memory = [];

    public PackStore(Database database)
        : this(database.Finder(Pack.Collection))
    {
    }

    /// <summary>For reading the same packs in their order.</summary>
    public PackCursor Cursor() => new(find);

    /// <summary>Gets ready to be asked again and again.</summary>
    public void KeepMore() => _texts.Grow(TextCapacityForLong);

    public ReadOnlyMemory<byte> this[TextNumber number]
    {
        get
        {
            if (TryGet(number, out var text) || _texts.TryGet(number, out text))
            {
                return text;
            }

            var pack = Load(number.Pack, number.Place);
            _texts.Add(number, pack[number.Place].Span);
            return TryGet(number, out text) || _texts.TryGet(number, out text) ? text : pack[number.Place].ToArray();
        }
    }

    /// <summary>
    /// Reads the texts of an article, each pack once and as far as they need it: first the pack that was read last, whose
    /// memory the next one takes.
    /// </summary>
    public void Gather(IEnumerable<TextNumber> numbers)
    {
        foreach (var needed in numbers
            .Distinct()
            .Where(number => !TryGet(number, out _) && !_texts.TryGet(number, out _))
            .GroupBy(number => number.Pack)
            .OrderByDescending(needed => needed.Key == _current?.Number))
        {
            var pack = Load(needed.Key, needed.Max(number => number.Place));
            foreach (var number in needed)
            {
                _texts.Add(number, pack[number.Place].Span);
            }
        }
    }

    /// <summary>Reads a paragraph if its pack is kept.</summary>
    public bool TryGet(TextNumber number, out ReadOnlyMemory<byte> text)
    {
        if (!_packs.TryGetValue(number.Pack, out var node))
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

    /// <summary>Unpacks a pack up to a text that is needed; a second time, all of it.</summary>
    /// <returns>The pack; what is in it may change with the next one that is read.</returns>
    private Pack Load(int number, int upTo)
    {
        if (_current is { } current && current.Number == number && current.Pack.Has(upTo))
        {
            return current.Pack;
        }

        if (!_seen.Add(number))
        {
            var kept = Pack.Read(number, find);
            Keep(number, kept);
            return kept;
        }

        _current = null;
        if (_memory.Length > PackCapacity)
        {
            _memory = [];
        }

        var pack = Pack.Read(number, find, ref _memory, upTo);
        _current = (number, pack);
        return pack;
    }

    private void Keep(int number, Pack pack)
    {
        _packs[number] = _recent.AddFirst((number, pack));
        _size += pack.Size;
        while (_size > PackCapacity && _recent.Count > 1)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _packs.Remove(oldest.Number);
            _seen.Remove(oldest.Number);
            _size -= oldest.Pack.Size;
        }
    }
}
