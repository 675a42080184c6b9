using System.Numerics;
using Archiver.Articles;

namespace Archiver.Store.Packs;

/// <summary>
/// Texts that are likely to be compared again, in memory that is taken once: a ring of bytes, whose newest text
/// overwrites the oldest, and a table of where each of them begins.
/// </summary>
internal sealed class RecentTexts
{
    /// <summary>A text has a place in one of so many slots next to each other; the oldest of them goes.</summary>
    private const int Ways = 4;

    private const int BytesPerSlot = 64;

    private readonly byte[] _ring;
    private readonly Slot[] _slots;

    /// <summary>What was ever written: a text is still there if it began less than the ring's length before.</summary>
    private long _written;

    /// <param name="Number">The text's number.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="Start">What had been written before it.</param>
    private readonly record struct Slot(TextNumber Number, int Length, long Start);

    /// <param name="capacity">Bytes of text, a power of two.</param>
    public RecentTexts(int capacity)
    {
        _ring = new byte[capacity];
        _slots = new Slot[Math.Max(2 * Ways, capacity / BytesPerSlot)];
    }

    /// <summary>Finds a text; it stays valid until another is found or added.</summary>
    public bool TryGet(TextNumber number, out ReadOnlySpan<byte> text)
    {
        foreach (var slot in SlotsOf(number))
        {
            if (slot.Number == number && _written - slot.Start <= _ring.Length)
            {
                text = _ring.AsSpan((int)(slot.Start % _ring.Length), slot.Length);
                if (_written - slot.Start > _ring.Length / 2)
                {
                    text = Add(number, text);
                }

                return true;
            }
        }

        text = default;
        return false;
    }

    /// <summary>Keeps a text, unless it is so long that many others would go for it.</summary>
    /// <returns>The text as it was given, or where it is kept.</returns>
    public ReadOnlySpan<byte> Add(TextNumber number, ReadOnlySpan<byte> text)
    {
        if (text.Length > _ring.Length / 8)
        {
            return text;
        }

        var start = (int)(_written % _ring.Length);
        if (start + text.Length > _ring.Length)
        {
            _written += _ring.Length - start;
            start = 0;
        }

        var kept = _ring.AsSpan(start, text.Length);
        text.CopyTo(kept);
        ref var place = ref SlotsOf(number)[0];
        foreach (ref var slot in SlotsOf(number))
        {
            if (slot.Number == number)
            {
                place = ref slot;
                break;
            }

            if (slot.Start < place.Start)
            {
                place = ref slot;
            }
        }

        place = new Slot(number, text.Length, _written);
        _written += text.Length;
        return kept;
    }

    /// <summary>Numbers come in a row, and a product with the golden ratio spreads them.</summary>
    private Span<Slot> SlotsOf(TextNumber number)
    {
        var group = (number.Value * 0x9E3779B9u) >> (32 - BitOperations.Log2((uint)(_slots.Length / Ways)));
        return _slots.AsSpan((int)group * Ways, Ways);
    }
}
