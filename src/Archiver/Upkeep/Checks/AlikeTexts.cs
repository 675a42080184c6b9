using Archiver.Articles;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// Tells equal texts from those that only have a hash in common: a hash of 64 bits can be had on purpose. Texts of one hash
/// are told apart by their SHA-256, so that any number of them is compared once each.
/// </summary>
internal sealed class AlikeTexts(TextTable texts, PackStore packs)
{
    private readonly Dictionary<ulong, TextNumber> _first = [];
    private readonly Dictionary<Digest, TextNumber> _several = [];
    private readonly HashSet<ulong> _told = [];
    private readonly HashSet<TextNumber> _twice = [];
    private ulong _key = ulong.MaxValue;

    private readonly record struct Digest(UInt128 First, UInt128 Second);

    /// <summary>Adds a text; those of one key come one after the other, the lower number first.</summary>
    /// <returns>Whether it may be there: no other is equal, or it is the second copy of a frame.</returns>
    public bool TryAdd(ulong key, TextNumber number)
    {
        if (key != _key)
        {
            _key = key;
            _first.Clear();
            _several.Clear();
            _told.Clear();
            _twice.Clear();
        }

        var hash = texts.HashOf(number);
        if (_first.TryAdd(hash, number))
        {
            return true;
        }

        if (_told.Add(hash))
        {
            _several[DigestOf(_first[hash])] = _first[hash];
        }

        return _several.TryAdd(DigestOf(number), number) || IsCopyOfFrame(_several[DigestOf(number)], number);
    }

    /// <summary>Each frame is there a second time, so that its pack is not all that many articles depend on.</summary>
    private bool IsCopyOfFrame(TextNumber frame, TextNumber copy)
    {
        if (!texts.UseOf(frame).HasFlag(TextTable.TextUse.Frame)
            || texts.UseOf(copy) != TextTable.TextUse.None || !_twice.Add(frame))
        {
            return false;
        }

        texts.Mark(copy, TextTable.TextUse.Referenced);
        return true;
    }

    private Digest DigestOf(TextNumber number)
    {
        var digest = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, UInt128>(ContentHash.Sha256(packs[number].Span));
        return new Digest(digest[0], digest[1]);
    }
}
