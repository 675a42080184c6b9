using System.Runtime.InteropServices;

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

    /// <summary>Nothing is unpacked ahead that is dropped before it is read.</summary>
    private const int AheadCapacity = PackCapacity - (3 * Pack.TargetSize);

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

    /// <summary>
    /// Unpacks what these texts need and is not at hand, on two threads, because who reads one article waits for nothing
    /// else. What cannot be read is left to who asks for it.
    /// </summary>
    public void LoadAhead(IEnumerable<ParagraphNumber> numbers)
    {
        var lastPlaces = new Dictionary<int, int>();
        foreach (var number in numbers)
        {
            if (!TryGet(number, out _))
            {
                ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(lastPlaces, number.Pack, out _);
                last = Math.Max(last, number.Place);
            }
        }

        if (lastPlaces.Count < 2)
        {
            return;
        }

        KeyValuePair<int, int>[] missing = [.. lastPlaces];
        var (packs, size, next) = (new Pack?[missing.Length], 0, -1);
        var helper = new Thread(Unpack) { IsBackground = true };
        helper.Start();
        Unpack();
        helper.Join();
        for (var at = 0; at < packs.Length; at++)
        {
            if (packs[at] is { } pack)
            {
                Keep(missing[at].Key, pack);
            }
        }

        void Unpack()
        {
            while (Volatile.Read(ref size) < AheadCapacity && Interlocked.Increment(ref next) is var at && at < missing.Length)
            {
                try
                {
                    var pack = Pack.Read(missing[at].Key, find, missing[at].Value);
                    packs[at] = pack;
                    Interlocked.Add(ref size, pack.Size);
                }
                catch (Exception)
                {
                    return;
                }
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
