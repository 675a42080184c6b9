using System.Text;

namespace Archiver.Formats.Pages.Features;

/// <summary>
/// A sum of decision trees over the features of a paragraph: log-odds that it belongs to the article.
/// </summary>
internal sealed class BoostedTrees
{
    private const int Version = 1;

    public required float Start { get; init; }

    public required Tree[] Trees { get; init; }

    /// <summary>Names of the features it was trained on, hashed: with any others it means nothing.</summary>
    public static uint FeatureHash { get; } = HashOf(BlockFeatures.Names);

    public float LogOdds(float[] row)
    {
        var sum = Start;
        foreach (var tree in Trees)
        {
            sum += tree.Value(row);
        }

        return sum;
    }

    /// <exception cref="InvalidDataException">It is of another version or was trained on other features.</exception>
    public static BoostedTrees Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        if (reader.ReadInt32() != Version || reader.ReadUInt32() != FeatureHash)
        {
            throw new InvalidDataException("The model was trained on other features: train it again.");
        }

        var start = reader.ReadSingle();
        var trees = new Tree[reader.ReadInt32()];
        for (var i = 0; i < trees.Length; i++)
        {
            var splits = new Split[reader.ReadByte()];
            for (var s = 0; s < splits.Length; s++)
            {
                splits[s] = new Split(reader.ReadByte(), reader.ReadSingle(), reader.ReadSByte(), reader.ReadSByte());
            }

            var leaves = new float[splits.Length + 1];
            for (var leaf = 0; leaf < leaves.Length; leaf++)
            {
                leaves[leaf] = reader.ReadSingle();
            }

            trees[i] = new Tree(splits, leaves);
        }

        return new BoostedTrees { Start = start, Trees = trees };
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(FeatureHash);
        writer.Write(Start);
        writer.Write(Trees.Length);
        foreach (var tree in Trees)
        {
            writer.Write((byte)tree.Splits.Length);
            foreach (var split in tree.Splits)
            {
                writer.Write(split.Feature);
                writer.Write(split.Threshold);
                writer.Write(split.Left);
                writer.Write(split.Right);
            }

            foreach (var leaf in tree.Leaves)
            {
                writer.Write(leaf);
            }
        }
    }

    private static uint HashOf(string[] names)
    {
        var hash = 2166136261u;
        foreach (var character in string.Join('\n', names))
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash;
    }

    /// <summary>
    /// Where a feature is at most the threshold it goes left; a negative number is the complement of a leaf's.
    /// </summary>
    public readonly record struct Split(byte Feature, float Threshold, sbyte Left, sbyte Right);

    public sealed record Tree(Split[] Splits, float[] Leaves)
    {
        public float Value(float[] row)
        {
            if (Splits.Length == 0)
            {
                return Leaves[0];
            }

            var at = 0;
            do
            {
                ref readonly var split = ref Splits[at];
                at = row[split.Feature] <= split.Threshold ? split.Left : split.Right;
            }
            while (at >= 0);

            return Leaves[~at];
        }
    }
}
