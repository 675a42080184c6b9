using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>
/// Gives every text of an import its number: that of the same text, in this import or anywhere in the archive, or a
/// new one in a new pack. A 64-bit hash finds candidates; only a comparison of the texts makes them the same.
/// </summary>
internal sealed class ParagraphWriter : IDisposable
{
    private const int CacheSize = 24 << 20;

    private readonly RunSet _archived;
    private readonly PackStore _packs;
    private readonly PackSpool _spool;
    private readonly ParagraphTable _table = new();
    private readonly TextCache _cache = new(CacheSize);

    /// <summary>
    /// Bodies and summaries have packs of their own, and so have the texts that come back in other articles: whoever
    /// reads articles in a row needs one body pack after another, and the few recurring packs again and again.
    /// </summary>
    private readonly PackBuilder?[] _open = new PackBuilder?[2];

    public ParagraphWriter(Database database, Catalog catalog)
    {
        _archived = new RunSet(catalog.Runs, RunKind.Paragraph, id => database.Find(RunBlock.Collection, id));
        _packs = new PackStore(database);
        _spool = new PackSpool(database.SpoolPath);
        LastPack = catalog.LastPack;
    }

    /// <summary>The last number that a document of a pack has taken.</summary>
    public int LastPack { get; private set; }

    /// <summary>Whether a pack of bodies has just been closed: a good moment to end a batch, which closes all.</summary>
    public bool IsBetweenPacks => _open[0] is null;

    /// <summary>Finds a text or adds it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="recurs">Whether other articles are likely to have it too.</param>
    /// <param name="batch">Where a pack goes that is full.</param>
    public ParagraphNumber Write(HashedText text, bool recurs, Batch batch)
    {
        var after = 0;
        for (var candidate = _table.Next(text.Hash, ref after); candidate != ParagraphNumber.None;
            candidate = _table.Next(text.Hash, ref after))
        {
            if (IsSame(candidate, text.Text.Span))
            {
                return candidate;
            }
        }

        foreach (var found in _archived.Find(RunKey.OfText(text.Hash)))
        {
            var candidate = new ParagraphNumber(found);
            if (IsSame(candidate, text.Text.Span))
            {
                // From now on it is found without a look into the runs.
                _table.Add(text.Hash, candidate);
                return candidate;
            }
        }

        var number = Add(text.Text.Span, recurs, batch);
        _table.Add(text.Hash, number);
        batch.Add(RunKind.Paragraph, new RunEntry(RunKey.OfText(text.Hash), number.Value));
        if (recurs)
        {
            _cache.Add(number, text.Text.Span);
        }

        return number;
    }

    /// <summary>Adds a text that is the article's alone and is never looked for.</summary>
    public ParagraphNumber Add(ReadOnlySpan<byte> text, Batch batch) => Add(text, recurs: false, batch);

    /// <summary>Closes the open packs, so that the batch has everything its articles refer to.</summary>
    public void Close(Batch batch)
    {
        for (var kind = 0; kind < _open.Length; kind++)
        {
            Close(kind, batch);
        }
    }

    public void Dispose() => _spool.Dispose();

    private ParagraphNumber Add(ReadOnlySpan<byte> text, bool recurs, Batch batch)
    {
        var kind = recurs ? 1 : 0;
        var targetSize = recurs ? Pack.RecurringTargetSize : Pack.TargetSize;
        if (text.Length > targetSize)
        {
            // A pack that may take several documents needs its numbers in a row.
            Close(kind, batch);
        }

        var pack = _open[kind] ??= new PackBuilder(NextPack(Pack.PartsOf(text.Length)), targetSize);
        var number = pack.Add(text);
        if (pack.IsFull)
        {
            Close(kind, batch);
        }

        return number;
    }

    private int NextPack(int parts)
    {
        var number = LastPack + 1;
        LastPack += parts;
        return LastPack <= ParagraphNumber.MaxPack
            ? number
            : throw new ArchiverException(Failure.General, "The archive is full: it has as many packs as it can count.");
    }

    private void Close(int kind, Batch batch)
    {
        if (_open[kind] is { } pack)
        {
            _spool.Add(pack);
            batch.Add(pack);
            _open[kind] = null;
        }
    }

    private bool IsSame(ParagraphNumber candidate, ReadOnlySpan<byte> text)
    {
        if (_cache.TryGet(candidate, out var cached))
        {
            return cached.Span.SequenceEqual(text);
        }

        ReadOnlySpan<byte> known;
        if (Array.Find(_open, pack => pack?.Number == candidate.Pack) is { } open)
        {
            known = open[candidate.Place];
        }
        else if (!_spool.TryGet(candidate, out known))
        {
            known = _packs[candidate].Span;
        }

        _cache.Add(candidate, known);
        return known.SequenceEqual(text);
    }
}
