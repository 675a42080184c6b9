namespace Archiver.Texts;

public enum ListChange
{
    Kept,
    Removed,
    Added,
}

/// <summary>What became of the items of one list in another: a longest common subsequence is kept.</summary>
public static class ListDiff
{
    /// <summary>Beyond this many pairs of items, what lies between the common ends counts as replaced.</summary>
    private const long MaxPairs = 4 << 20;

    /// <summary>The paragraphs of both states of a text in reading order.</summary>
    public static IReadOnlyList<(ListChange Change, ReadOnlyMemory<byte> Item)> Between(
        IReadOnlyList<ReadOnlyMemory<byte>> before, IReadOnlyList<ReadOnlyMemory<byte>> after) =>
        Between(before, after, (left, right) => left.Span.SequenceEqual(right.Span));

    /// <summary>The items of both lists in their order; what was removed stands before what took its place.</summary>
    public static IReadOnlyList<(ListChange Change, T Item)> Between<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, T, bool> isSame)
    {
        var shorter = Math.Min(before.Count, after.Count);
        var start = 0;
        while (start < shorter && isSame(before[start], after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && isSame(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        return
        [
            .. after.Take(start).Select(item => (ListChange.Kept, item)),
            .. Middle([.. before.Take(before.Count - end).Skip(start)], [.. after.Take(after.Count - end).Skip(start)], isSame),
            .. after.Skip(after.Count - end).Select(item => (ListChange.Kept, item)),
        ];
    }

    private static List<(ListChange Change, T Item)> Middle<T>(T[] before, T[] after, Func<T, T, bool> isSame)
    {
        var changes = new List<(ListChange, T)>();
        var (old, young) = (0, 0);
        if ((long)before.Length * after.Length <= MaxPairs)
        {
            var common = CommonLengths(before, after, isSame);
            while (old < before.Length && young < after.Length)
            {
                if (isSame(before[old], after[young]))
                {
                    changes.Add((ListChange.Kept, after[young++]));
                    old++;
                }
                else if (common[old + 1, young] >= common[old, young + 1])
                {
                    changes.Add((ListChange.Removed, before[old++]));
                }
                else
                {
                    changes.Add((ListChange.Added, after[young++]));
                }
            }
        }

        changes.AddRange(before.Skip(old).Select(item => (ListChange.Removed, item)));
        changes.AddRange(after.Skip(young).Select(item => (ListChange.Added, item)));
        return changes;
    }

    /// <summary>How many items the ends of both have in common, from each pair of places on.</summary>
    private static int[,] CommonLengths<T>(T[] before, T[] after, Func<T, T, bool> isSame)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var old = before.Length - 1; old >= 0; old--)
        {
            for (var young = after.Length - 1; young >= 0; young--)
            {
                common[old, young] = isSame(before[old], after[young])
                    ? common[old + 1, young + 1] + 1
                    : Math.Max(common[old + 1, young], common[old, young + 1]);
            }
        }

        return common;
    }
}
