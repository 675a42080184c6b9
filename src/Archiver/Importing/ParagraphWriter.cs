using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>
/// Gives every text of an import its number: that of the same text, in this import or anywhere in the archive, or a
/// new one in a new pack. A 64-bit hash finds candidates; only a comparison of the texts makes them the same.
/// </summary>
internal sealed class ParagraphWriter
{
    /// <summary>
    /// A text this short is kept for comparison from the first time on: titles under similar readings come back in
    /// other articles, and looking each up in its pack would cost more than all the rest of an import.
    /// </summary>
    private const int ShortText = 160;

    private const int CacheSize = 24 << 20;

    private readonly RunSet _archived;
    private readonly PackStore _packs;
    private readonly ParagraphTable _table = new();
    private readonly TextCache _cache = new(CacheSize);

    /// <summary>The packs that are closed but not yet on disk.</summary>
    private readonly Dictionary<int, Pack> _pending = [];

    private PackBuilder _builder;

    public ParagraphWriter(Database database, Catalog catalog)
    {
        _archived = new RunSet(catalog.Runs, RunKind.Paragraph, id => database.Find(RunBlock.Collection, id));
        _packs = new PackStore(database);
        _builder = new PackBuilder(catalog.LastPack + 1);
    }

    /// <summary>The number of the last document that the closed packs take.</summary>
    public int LastPack => _builder.Number - 1;

    public ParagraphNumber Write(HashedText text, Batch batch)
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

        foreach (var candidate in _archived.Find(text.Hash))
        {
            if (IsSame(new ParagraphNumber(candidate), text.Text.Span))
            {
                // From now on it is found without a look into the runs.
                _table.Add(text.Hash, new ParagraphNumber(candidate));
                return new ParagraphNumber(candidate);
            }
        }

        return Add(text, batch);
    }

    /// <summary>Closes the pack that is being filled, so that the batch has everything its articles refer to.</summary>
    public void Close(Batch batch)
    {
        if (_builder.Count == 0)
        {
            return;
        }

        var (number, content) = (_builder.Number, _builder.ToContent());
        _pending[number] = Pack.FromContent(number, content);
        batch.Add(number, content);
        _builder = new PackBuilder(number + _builder.Parts);
    }

    /// <summary>These packs are on disk now.</summary>
    public void Written(IEnumerable<int> packs)
    {
        foreach (var pack in packs)
        {
            _pending.Remove(pack);
        }
    }

    private ParagraphNumber Add(HashedText text, Batch batch)
    {
        var number = _builder.Add(text.Text.Span);
        if (number.Pack > ParagraphNumber.MaxPack)
        {
            throw new ArchiverException(Failure.General, "The archive is full: it has as many packs as it can count.");
        }

        _table.Add(text.Hash, number);
        batch.Add(RunKind.Paragraph, new RunEntry(text.Hash, number.Value));
        if (text.Text.Length <= ShortText)
        {
            _cache.Add(number, text.Text.Span);
        }

        if (_builder.IsFull)
        {
            Close(batch);
        }

        return number;
    }

    private bool IsSame(ParagraphNumber candidate, ReadOnlySpan<byte> text)
    {
        if (_cache.TryGet(candidate, out var known))
        {
            return known.SequenceEqual(text);
        }

        known = candidate.Pack == _builder.Number ? _builder[candidate.Place]
            : _pending.TryGetValue(candidate.Pack, out var pack) ? pack[candidate.Place].Span
            : _packs[candidate].Span;
        _cache.Add(candidate, known);
        return known.SequenceEqual(text);
    }
}
