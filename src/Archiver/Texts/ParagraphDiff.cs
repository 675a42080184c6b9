namespace Archiver.Texts;

public enum ParagraphChange
{
    Kept,
    Removed,
    Added,
}

/// <summary>What became of the paragraphs of one state in the next: a longest common subsequence is kept.</summary>
public static class ParagraphDiff
{
    /// <summary>Beyond this many pairs of paragraphs, what lies between the common ends counts as replaced.</summary>
    private const long MaxPairs = 4 << 20;

    /// <summary>The paragraphs of both states in reading order; what was removed stands before what took its place.</summary>
    public static IReadOnlyList<(ParagraphChange Change, ReadOnlyMemory<byte> Text)> Between(
        IReadOnlyList<ReadOnlyMemory<byte>> before, IReadOnlyList<ReadOnlyMemory<byte>> after)
    {
        var shorter = Math.Min(before.Count, after.Count);
        var start = 0;
        while (start < shorter && IsSame(before[start], after[start]))
        {
            start++;
        }

        var end = 0;
        while (end < shorter - start && IsSame(before[^(end + 1)], after[^(end + 1)]))
        {
            end++;
        }

        return
        [
            .. after.Take(start).Select(text => (ParagraphChange.Kept, text)),
            .. Middle([.. before.Take(before.Count - end).Skip(start)], [.. after.Take(after.Count - end).Skip(start)]),
            .. after.Skip(after.Count - end).Select(text => (ParagraphChange.Kept, text)),
        ];
    }

    private static List<(ParagraphChange Change, ReadOnlyMemory<byte> Text)> Middle(
        ReadOnlyMemory<byte>[] before, ReadOnlyMemory<byte>[] after)
    {
        var changes = new List<(ParagraphChange, ReadOnlyMemory<byte>)>();
        var (old, young) = (0, 0);
        if ((long)before.Length * after.Length <= MaxPairs)
        {
            var common = CommonLengths(before, after);
            while (old < before.Length && young < after.Length)
            {
                if (IsSame(before[old], after[young]))
                {
                    changes.Add((ParagraphChange.Kept, after[young++]));
                    old++;
                }
                else if (common[old + 1, young] >= common[old, young + 1])
                {
                    changes.Add((ParagraphChange.Removed, before[old++]));
                }
                else
                {
                    changes.Add((ParagraphChange.Added, after[young++]));
                }
            }
        }

        changes.AddRange(before.Skip(old).Select(text => (ParagraphChange.Removed, text)));
        changes.AddRange(after.Skip(young).Select(text => (ParagraphChange.Added, text)));
        return changes;
    }

    /// <summary>How many paragraphs the ends of both have in common, from each pair of places on.</summary>
    private static int[,] CommonLengths(ReadOnlyMemory<byte>[] before, ReadOnlyMemory<byte>[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var old = before.Length - 1; old >= 0; old--)
        {
            for (var young = after.Length - 1; young >= 0; young--)
            {
                common[old, young] = IsSame(before[old], after[young])
                    ? common[old + 1, young + 1] + 1
                    : Math.Max(common[old + 1, young], common[old, young + 1]);
            }
        }

        return common;
    }

    private static bool IsSame(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after) =>
        before.Span.SequenceEqual(after.Span);
}
