using Archiver.Articles;

namespace Archiver.Upkeep.Checks;

/// <summary>What is known of each text in the packs: nine bytes a text.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<int, (ulong[] Hashes, TextUse[] Uses)> _packs = [];

    [Flags]
    public enum TextUse : byte
    {
        None = 0,

        /// <summary>Something refers to it.</summary>
        Referenced = 1,

        /// <summary>It is the record or the form of an article: nothing looks for it.</summary>
        Record = 2,

        /// <summary>It is found by its content.</summary>
        Found = 4,

        /// <summary>It is a frame, which is stored twice.</summary>
        Frame = 8,
    }

    /// <summary>Where packs were not unpacked: then a pack has every text that is asked for.</summary>
    public bool IsQuick { get; init; }

    public IEnumerable<(int Pack, ulong[] Hashes, TextUse[] Uses)> All =>
        _packs.Select(pair => (pair.Key, pair.Value.Hashes, pair.Value.Uses));

    /// <summary>Adds a pack; with no hashes where packs are not unpacked.</summary>
    public void Add(int pack, ulong[] hashes)
    {
        lock (_packs)
        {
            _packs[pack] = (hashes, new TextUse[hashes.Length]);
        }
    }

    /// <summary>Whether a pack is there and right.</summary>
    public bool HasPack(int pack) => _packs.ContainsKey(pack);

    public bool Has(TextNumber number) =>
        _packs.TryGetValue(number.Pack, out var pack) && (IsQuick || number.Place < pack.Hashes.Length);

    /// <summary>The hash of a text that is there.</summary>
    public ulong HashOf(TextNumber number) => _packs[number.Pack].Hashes[number.Place];

    public TextUse UseOf(TextNumber number) => _packs[number.Pack].Uses[number.Place];

    public void Mark(TextNumber number, TextUse use)
    {
        if (!IsQuick && Has(number))
        {
            _packs[number.Pack].Uses[number.Place] |= use;
        }
    }
}
