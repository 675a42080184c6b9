using Archiver.Storage;

namespace Archiver.Querying;

/// <summary>Finds the articles of a selection by the runs, as far as they can tell, and loads only what they cannot.</summary>
internal sealed class Selector(StoredArticles articles, Lazy<CategoryTable> categories)
{
    /// <summary>The numbers of the selected articles, in the selection's order.</summary>
    public IEnumerable<uint> Numbers(Selection selection)
    {
        var numbers = selection.Order switch
        {
            { Field: SortField.Date, Descending: true } => Entries(selection, descending: true).Select(entry => entry.Number),
            { Field: SortField.Date } => OldestFirst(selection),
            { Field: SortField.Imported, Descending: false } => Stored(selection),
            _ => Sorted(selection),
        };
        return selection.Limit is { } limit ? numbers.Take(limit) : numbers;
    }

    /// <summary>Day by day, because of one day the newest import comes first; at the end those without a date.</summary>
    private IEnumerable<uint> OldestFirst(Selection selection)
    {
        var (day, entries) = (0ul, new Stack<uint>());
        foreach (var entry in Entries(selection with { From = selection.From ?? DateOnly.MinValue }, descending: false))
        {
            if (entry.Key != day)
            {
                foreach (var number in entries)
                {
                    yield return number;
                }

                entries.Clear();
                day = entry.Key;
            }

            entries.Push(entry.Number);
        }

        var undated = selection is { From: null, To: null }
            ? Entries(selection, descending: true).Where(entry => entry.Key == 0)
            : [];
        foreach (var number in entries.Concat(undated.Select(entry => entry.Number)))
        {
            yield return number;
        }
    }

    private uint[] Stored(Selection selection)
    {
        var numbers = Entries(selection, descending: false).Select(entry => entry.Number).ToArray();
        Array.Sort(numbers);
        return numbers;
    }

    private IEnumerable<uint> Sorted(Selection selection)
    {
        var order = selection.Order;
        var byValue = Comparer<IComparable?>.Create((left, right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => order.Descending ? right.CompareTo(left) : left.CompareTo(right),
        });
        return articles.Load(Stored(selection))
            .Select(article => (Value: order.ValueOf(article), article.Number))
            .OrderBy(key => key.Value, byValue)
            .ThenByDescending(key => key.Number)
            .Select(key => (uint)key.Number);
    }

    /// <summary>The dates and numbers of the selected articles, in the order of the dates.</summary>
    private IEnumerable<RunEntry> Entries(Selection selection, bool descending)
    {
        var first = selection.From is { } from ? RunKey.OfDate(from) : selection.To is null ? 0ul : 1ul;
        var last = selection.To is { } to ? RunKey.OfDate(to) : uint.MaxValue;
        if (selection.Categories.Count == 0)
        {
            return articles.RunsOf(RunKind.Date).Range(first, last, descending);
        }

        var runs = articles.RunsOf(RunKind.Category);
        return RunSet.Merge(selection.Categories.Distinct()
            .Select(name => categories.Value.NumberOf(name))
            .OfType<int>()
            .Select(number => runs
                .Range(RunKey.OfCategory(number, first), RunKey.OfCategory(number, last), descending)
                .Select(entry => new RunEntry(RunKey.DateOf(entry.Key), entry.Number))), descending);
    }
}
