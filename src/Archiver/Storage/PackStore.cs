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
    private int _size;

    public PackStore(Database database)
        : this((number, bytes) => database.Find(Pack.Collection, number, bytes))
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

    /// <summary>Unpacks a pack up to a text that is needed; a second time, all of it.</summary>
    private Pack Load(ParagraphNumber number)
    {
        if (_packs.Remove(number.Pack, out var begun))
        {
            _recent.Remove(begun);
            _size -= begun.Value.Pack.Size;
        }

        var pack = Pack.Read(number.Pack, find, begun is null ? number.Place : int.MaxValue);
        _packs[number.Pack] = _recent.AddFirst((number.Pack, pack));
        _size += pack.Size;
        while (_size > PackCapacity && _recent.Count > 1)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _packs.Remove(oldest.Number);
            _size -= oldest.Pack.Size;
        }

        return pack;
    }
}
