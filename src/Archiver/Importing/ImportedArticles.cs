using System.Runtime.InteropServices;
using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>
/// The articles of a running import, to be found by what they may have in common with others. Some 130 bytes each, in
/// pieces and shards: what grows by doubling leaves as much again to the garbage collector.
/// </summary>
internal sealed class ImportedArticles
{
    private const int PieceSize = 1024;

    private readonly List<Imported[]> _pieces = [];
    private readonly NumberTable _ids = new();
    private readonly NumberTable _bodies = new();
    private readonly NumberTable _urls = new();
    private int _count;

    private record struct Imported(Guid Id, KnownArticle Known);

    public KnownArticle? Find(Guid id) => Locate(id) is var found and > 0 ? At(found).Known : null;

    /// <summary>The first article of the import whose body has this hash.</summary>
    public Guid? WithBody(ulong hash) => First(_bodies, hash);

    /// <summary>The first article of the import whose URL has this hash.</summary>
    public Guid? WithUrl(ulong hash) => First(_urls, hash);

    /// <summary>Adds an article, or what is known of it now.</summary>
    /// <param name="id">Its ID.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="body">The hash of its body, if it has one.</param>
    /// <param name="url">The hash of its URL, if it has one.</param>
    public void Set(Guid id, KnownArticle known, ulong? body, ulong? url)
    {
        var number = Locate(id);
        if (number == 0)
        {
            if (_count % PieceSize == 0)
            {
                _pieces.Add(new Imported[PieceSize]);
            }

            number = (uint)++_count;
            _ids.Add(HashOf(id), number);
        }

        At(number) = new Imported(id, known);
        AddFirst(_bodies, body, number);
        AddFirst(_urls, url, number);
    }

    private uint Locate(Guid id)
    {
        var (hash, after) = (HashOf(id), 0);
        uint number;
        do
        {
            number = _ids.Next(hash, ref after);
        }
        while (number != 0 && At(number).Id != id);
        return number;
    }

    private ref Imported At(uint number) => ref _pieces[(int)(number - 1) / PieceSize][(number - 1) % PieceSize];

    private Guid? First(NumberTable table, ulong hash)
    {
        var after = 0;
        return table.Next(hash, ref after) is var number and > 0 ? At(number).Id : null;
    }

    private static void AddFirst(NumberTable table, ulong? hash, uint number)
    {
        var after = 0;
        if (hash is { } known && table.Next(known, ref after) == 0)
        {
            table.Add(known, number);
        }
    }

    private static ulong HashOf(Guid id) => Checksum.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)));
}
