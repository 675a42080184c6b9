using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// Gives every text of an import its number: that of the same text, in this import or anywhere in the archive, or a
/// new one in a new pack. A 64-bit hash finds candidates; only a comparison of the texts makes them the same.
/// </summary>
internal sealed class UniqueTextWriter : IDisposable
{
    /// <summary>A frame that is longer has text in it, and is one dump's alone.</summary>
    public const int LongestCopied = 4 << 10;

    private const int RecentSize = 16 << 20;

    private readonly RunSet _archived;
    private readonly PackStore _packs;
    private readonly PackSpool _spool;
    private readonly PackWriter _writer;
    private readonly NumberTable _table = new();
    private readonly TextCache _recent = new(RecentSize);

    public UniqueTextWriter(Database database, Catalog catalog)
    {
        _archived = new RunSet(catalog.Runs, RunKind.Text, database.Finder(RunBlock.Collection));
        _packs = new PackStore(database);
        _spool = new PackSpool(database.SpoolPath, database.Location);
        _writer = new PackWriter(catalog.LastPack, _spool.Add);
    }

    /// <summary>The last number that a document of a pack has taken.</summary>
    public int LastPack => _writer.LastPack;

    /// <summary>Whether a pack of bodies has just been closed: a good moment to end a batch, which closes all.</summary>
    public bool IsBetweenPacks => _writer.IsBetweenPacks;

    /// <summary>
    /// Finds a frame or adds it, and once more into a pack of bodies: all dumps of its shape depend on it, and a damaged
    /// pack must not cost their originals. The copy is found by its content, as every text is; what refers to the frame
    /// takes the lower number.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="batch">Where a pack goes that is full.</param>
    public TextNumber WriteFrame(HashedText frame, Batch batch)
    {
        if (Find(frame) is { } known)
        {
            return known;
        }

        var first = _writer.Add(frame.Text.Span, PackUse.Recurring, batch);
        Note(frame, first, PackUse.Recurring, batch);
        if (frame.Text.Length <= LongestCopied)
        {
            var second = _writer.Add(frame.Text.Span, PackUse.Body, batch);
            batch.Add(RunKind.Text, new RunEntry(RunKey.OfText(frame.Hash), second.Value));
            first = second.Value < first.Value ? second : first;
        }

        _table.Add(frame.Hash, first.Value);
        return first;
    }

    /// <summary>Finds a text or adds it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="use">What it is a text of.</param>
    /// <param name="batch">Where a pack goes that is full.</param>
    public TextNumber Write(HashedText text, PackUse use, Batch batch)
    {
        if (Find(text) is { } known)
        {
            return known;
        }

        var number = _writer.Add(text.Text.Span, use, batch);
        _table.Add(text.Hash, number.Value);
        Note(text, number, use, batch);
        return number;
    }

    private void Note(HashedText text, TextNumber number, PackUse use, Batch batch)
    {
        batch.Add(RunKind.Text, new RunEntry(RunKey.OfText(text.Hash), number.Value));
        if (use == PackUse.Recurring)
        {
            _recent.Add(number, text.Text.Span);
        }
    }

    private TextNumber? Find(HashedText text)
    {
        var after = 0;
        while (new TextNumber(_table.Next(text.Hash, ref after)) is var candidate && candidate != TextNumber.None)
        {
            if (IsSame(candidate, text.Text.Span))
            {
                return candidate;
            }
        }

        foreach (var found in _archived.Find(RunKey.OfText(text.Hash)).Order())
        {
            var candidate = new TextNumber(found);
            if (IsSame(candidate, text.Text.Span))
            {
                // From now on it is found without a look into the runs.
                _table.Add(text.Hash, candidate.Value);
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Adds a text that is the article's alone and is never looked for.</summary>
    public TextNumber Add(ReadOnlySpan<byte> text, Batch batch) => _writer.Add(text, PackUse.Body, batch);

    /// <summary>Reads a text of this import, or of the archive.</summary>
    public ReadOnlyMemory<byte> Read(TextNumber number) =>
        _writer.TryGet(number, out var text) || _spool.TryGet(number, out text) ? text.ToArray() : _packs[number];

    /// <summary>Closes the open packs, so that the batch has everything its articles refer to.</summary>
    public void Close(Batch batch) => _writer.Close(batch);

    public void Dispose() => _spool.Dispose();

    private bool IsSame(TextNumber candidate, ReadOnlySpan<byte> text)
    {
        if (_recent.TryGet(candidate, out var recent))
        {
            return recent.Span.SequenceEqual(text);
        }

        if (!_writer.TryGet(candidate, out var known) && !_spool.TryGet(candidate, out known))
        {
            known = _packs[candidate].Span;
        }

        _recent.Add(candidate, known);
        return known.SequenceEqual(text);
    }
}
