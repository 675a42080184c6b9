using System.Runtime.InteropServices;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver.Importing.Incoming;

/// <summary>
/// The articles of a running import, to be found by what they may have in common with others. Some 140 bytes each, in
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

    /// <param name="Id">Its ID.</param>
    /// <param name="Known">What is known of it; only its first entry is kept up to date.</param>
    /// <param name="Body">The hash of a body that it came with; 0 without one.</param>
    /// <param name="Url">The hash of a URL that it came with; 0 without one.</param>
    private readonly record struct Imported(Guid Id, KnownArticle Known, ulong Body, ulong Url);

    public KnownArticle? Find(Guid id) =>
        Locate(_ids, HashOf(id), article => article.Id == id) is var found and > 0 ? At(found).Known : null;

    /// <summary>The first article of the import whose body has this hash.</summary>
    public Guid? WithBody(ulong hash) =>
        Locate(_bodies, hash, article => article.Body == hash) is var found and > 0 ? At(found).Id : null;

    /// <summary>The first article of the import whose URL has this hash.</summary>
    public Guid? WithUrl(ulong hash) =>
        Locate(_urls, hash, article => article.Url == hash) is var found and > 0 ? At(found).Id : null;

    /// <summary>Adds an article, or what is known of it now.</summary>
    /// <param name="id">Its ID.</param>
    /// <param name="known">What is known of it.</param>
    /// <param name="body">The hash of its body, if it has one.</param>
    /// <param name="url">The hash of its URL, if it has one.</param>
    public void Set(Guid id, KnownArticle known, ulong? body, ulong? url)
    {
        var newBody = body is { } text && WithBody(text) is null ? body : null;
        var newUrl = url is { } address && WithUrl(address) is null ? url : null;
        var number = Locate(_ids, HashOf(id), article => article.Id == id);
        if (number == 0)
        {
            number = Append(new Imported(id, known, body ?? 0, url ?? 0));
            _ids.Add(HashOf(id), number);
        }
        else
        {
            At(number) = At(number) with { Known = known };
            if (newBody is not null || newUrl is not null)
            {
                // In an entry of its own, so that what the earlier states came with is still found.
                number = Append(new Imported(id, known, body ?? 0, url ?? 0));
            }
        }

        if (newBody is { } bodyHash)
        {
            _bodies.Add(bodyHash, number);
        }

        if (newUrl is { } urlHash)
        {
            _urls.Add(urlHash, number);
        }
    }

    private uint Append(Imported article)
    {
        if (_count % PieceSize == 0)
        {
            _pieces.Add(new Imported[PieceSize]);
        }

        _count++;
        At((uint)_count) = article;
        return (uint)_count;
    }

    private ref Imported At(uint number) => ref _pieces[(int)(number - 1) / PieceSize][(number - 1) % PieceSize];

    /// <returns>The number of the first article with this hash that is the one; 0 where none is.</returns>
    private uint Locate(NumberTable table, ulong hash, Predicate<Imported> isIt)
    {
        var after = 0;
        uint number;
        do
        {
            number = table.Next(hash, ref after);
        }
        while (number != 0 && !isIt(At(number)));
        return number;
    }

    private static ulong HashOf(Guid id) => Checksum.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in id)));
}
