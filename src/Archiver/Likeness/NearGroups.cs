namespace Archiver.Likeness;

/// <summary>Two bodies that are nearly the same.</summary>
internal readonly record struct NearPair(int First, int Second, double Score);

/// <summary>
/// Puts pairs together to groups: bodies belong to one group where pairs lead from one to the other. Each body but the
/// first of its group hangs on the one that it is most like, of those which lead to the first.
/// </summary>
internal static class NearGroups
{
    /// <returns>The groups, the largest first; in each a body stands behind the one it hangs on, which is <c>First</c>.</returns>
    public static List<List<NearPair>> Of(List<NearPair> pairs)
    {
        var links = Links(pairs);
        var neighbours = links
            .SelectMany(link => (NearPair[])[link, new NearPair(link.Second, link.First, link.Score)])
            .ToLookup(link => link.First);
        var seen = new HashSet<int>();
        var groups = new List<List<NearPair>>();
        foreach (var first in links.Select(link => link.First).Distinct().Order())
        {
            if (!seen.Add(first))
            {
                continue;
            }

            var group = new List<NearPair>();
            var waiting = new Queue<int>([first]);
            while (waiting.TryDequeue(out var body))
            {
                foreach (var link in neighbours[body].Where(link => seen.Add(link.Second)).OrderBy(link => link.Second))
                {
                    group.Add(link);
                    waiting.Enqueue(link.Second);
                }
            }

            groups.Add(group);
        }

        return [.. groups.OrderByDescending(group => group.Count)];
    }

    /// <summary>The best pairs that are needed to hold the groups together, and no more.</summary>
    private static List<NearPair> Links(List<NearPair> pairs)
    {
        var parents = new Dictionary<int, int>();
        var links = new List<NearPair>();
        foreach (var pair in pairs.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.First).ThenBy(pair => pair.Second))
        {
            var (first, second) = (RootOf(pair.First), RootOf(pair.Second));
            if (first != second)
            {
                parents[Math.Max(first, second)] = Math.Min(first, second);
                links.Add(pair);
            }
        }

        return links;

        int RootOf(int body)
        {
            var root = body;
            while (parents.TryGetValue(root, out var parent))
            {
                root = parent;
            }

            // What was walked is shortened for the next time.
            while (body != root)
            {
                (parents[body], body) = (root, parents[body]);
            }

            return root;
        }
    }
}
