namespace Archiver.Benchmarks.Pages;

/// <summary>
/// Finds which paragraphs of a page stand in the text that a person wrote down: long ones by their runs of words, short
/// ones where they stand between long ones of the article in the same order.
/// </summary>
internal static class BlockLabels
{
    private const int Run = 4;
    private const int Reach = 60;

    /// <summary>Of each paragraph the share of its words that is wanted, 0 to 1.</summary>
    public static float[] Of(string[][] paragraphs, string[] truth)
    {
        var labels = new float[paragraphs.Length];
        var places = new int[paragraphs.Length];
        Array.Fill(places, -1);
        var runs = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var words = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < truth.Length; i++)
        {
            Add(words, truth[i], i);
            if (i + Run <= truth.Length)
            {
                Add(runs, Key(truth, i), i);
            }
        }

        var taken = new bool[truth.Length];
        foreach (var index in Enumerable.Range(0, paragraphs.Length).Where(each => paragraphs[each].Length >= 2 * Run)
            .OrderByDescending(each => paragraphs[each].Length))
        {
            MatchLong(paragraphs[index], index);
        }

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < paragraphs.Length; i++)
            {
                if (places[i] < 0 && paragraphs[i].Length is > 0 and < 2 * Run)
                {
                    MatchShort(i, round == 0 ? Reach : 3 * Reach);
                }
            }
        }

        return labels;

        void MatchLong(string[] paragraph, int index)
        {
            var hits = new bool[paragraph.Length];
            var first = -1;
            for (var i = 0; i + Run <= paragraph.Length; i++)
            {
                if (runs.TryGetValue(Key(paragraph, i), out var found)
                    && found.FindIndex(at => !taken[at]) is >= 0 and var which)
                {
                    var place = found[which];
                    first = first < 0 ? place - i : first;
                    hits.AsSpan(i, Run).Fill(true);
                    taken[place] = true;
                }
            }

            labels[index] = hits.Count(hit => hit) / (float)paragraph.Length;
            places[index] = labels[index] > 0.5 ? Math.Max(0, first) : -1;
        }

        void MatchShort(int index, int reach)
        {
            var paragraph = paragraphs[index];
            if (!words.TryGetValue(paragraph[0], out var starts))
            {
                return;
            }

            var (before, after) = (index - 1, index + 1);
            while (before >= 0 && places[before] < 0)
            {
                before--;
            }

            while (after < places.Length && places[after] < 0)
            {
                after++;
            }

            var from = before < 0 ? -1 : places[before] + paragraphs[before].Length - 3;
            var to = after >= places.Length ? int.MaxValue : places[after];
            foreach (var start in starts)
            {
                var isNear = (before >= 0 && start >= from && start <= from + reach)
                    || (after < places.Length && start < to && start + reach >= to)
                    || (before < 0 && start < reach);
                if (isNear && start >= from && start < to && start + paragraph.Length <= truth.Length
                    && truth.AsSpan(start, paragraph.Length).SequenceEqual(paragraph)
                    && !taken[start])
                {
                    labels[index] = 1;
                    places[index] = start;
                    taken.AsSpan(start, paragraph.Length).Fill(true);
                    return;
                }
            }
        }
    }

    private static string Key(string[] words, int start) => string.Join(' ', words, start, Run);

    private static void Add(Dictionary<string, List<int>> places, string key, int place)
    {
        if (!places.TryGetValue(key, out var list))
        {
            places.Add(key, list = []);
        }

        list.Add(place);
    }
}
