using Archiver.Articles;
using Archiver.Store.Packs;

namespace Archiver.Store;

/// <summary>
/// Puts texts into packs and gives them their numbers; texts of each use (<see cref="PackUse"/>) have packs of their own.
/// </summary>
/// <param name="lastPack">The last number that a document of a pack has taken.</param>
/// <param name="closing">Sees each pack before it is handed to a batch.</param>
internal sealed class PackWriter(int lastPack, Action<PackBuilder>? closing = null)
{
    private readonly PackBuilder?[] _open = new PackBuilder?[3];

    public int LastPack { get; private set; } = lastPack;

    /// <summary>Whether a pack of bodies has just been closed: a good moment to end a batch, which closes all.</summary>
    public bool IsBetweenPacks => _open[(int)PackUse.Body] is null;

    /// <param name="text">The text.</param>
    /// <param name="use">What it is a text of.</param>
    /// <param name="batch">Where a pack goes that is full.</param>
    public TextNumber Add(ReadOnlySpan<byte> text, PackUse use, Batch batch)
    {
        var kind = (int)use;
        var targetSize = use == PackUse.Recurring ? Pack.RecurringTargetSize : Pack.TargetSize;
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

    /// <summary>A text in a pack that is still open.</summary>
    public bool TryGet(TextNumber number, out ReadOnlySpan<byte> text)
    {
        var pack = Array.Find(_open, pack => pack?.Number == number.Pack);
        text = pack is null ? default : pack[number.Place];
        return pack is not null;
    }

    /// <summary>Closes the open packs, so that the batch has everything its articles refer to.</summary>
    public void Close(Batch batch)
    {
        for (var kind = 0; kind < _open.Length; kind++)
        {
            Close(kind, batch);
        }
    }

    private int NextPack(int parts)
    {
        var number = LastPack + 1;
        LastPack += parts;
        return LastPack <= TextNumber.MaxPack
            ? number
            : throw new ArchiverException(Failure.General, "The archive is full: it has as many packs as it can count.");
    }

    private void Close(int kind, Batch batch)
    {
        if (_open[kind] is { } pack)
        {
            closing?.Invoke(pack);
            batch.Add(pack);
            _open[kind] = null;
        }
    }
}
