namespace Archiver.Storage;

/// <summary>Reads paragraphs; the packs read last are kept, because an article's paragraphs mostly lie together.</summary>
internal sealed class PackStore(Database database, int capacity = PackStore.DefaultCapacity)
{
    private const int DefaultCapacity = 8 << 20;

    private readonly Dictionary<int, LinkedListNode<(int Number, Pack Pack)>> _packs = [];
    private readonly LinkedList<(int Number, Pack Pack)> _recent = [];
    private int _size;

    public ReadOnlyMemory<byte> this[ParagraphNumber number] => Find(number.Pack)[number.Place];

    private Pack Find(int number)
    {
        if (_packs.TryGetValue(number, out var node))
        {
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Pack;
        }

        var pack = Pack.Read(number, id => database.Find(Pack.Collection, id));
        _packs[number] = _recent.AddFirst((number, pack));
        _size += pack.Size;
        while (_size > capacity && _recent.Count > 1)
        {
            var oldest = _recent.Last!.Value;
            _recent.RemoveLast();
            _packs.Remove(oldest.Number);
            _size -= oldest.Pack.Size;
        }

        return pack;
    }
}
