using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Runs;

/// <summary>
/// Writes runs into the catalog and keeps them few: when a kind has as many runs of one level as its fan, they become
/// one run of the next. So an entry is written once a level, and a look-up meets fewer runs a level than the fan.
/// </summary>
internal sealed class RunMerger(Database database, Catalog catalog)
{
    /// <summary>Paragraphs are many, and only imports look them up: they are better merged seldom.</summary>
    private const int TextFan = 8;

    /// <summary>Every command looks up articles, and should meet few runs.</summary>
    private const int ArticleFan = 4;

    /// <summary>
    /// So many entries may be merged beside whatever else a transaction writes. LiteDB never gives back the memory that
    /// its largest transaction took; for a transaction of its own the disk is waited for once more.
    /// </summary>
    private const int SmallMerge = 1 << 16;

    /// <summary>Adds a run of new entries.</summary>
    /// <param name="kind">The run's kind.</param>
    /// <param name="entries">The entries in any order; they are sorted in place.</param>
    public void Add(RunKind kind, List<RunEntry> entries)
    {
        if (entries.Count > 0)
        {
            entries.Sort();
            catalog.Runs.Add(Write(kind, level: 0, entries));
        }
    }

    /// <summary>
    /// Adds a run of everything there is, on the level it would have if its entries had come one by one: so that the
    /// next small imports are not merged with all of it.
    /// </summary>
    public void AddWhole(RunKind kind, List<RunEntry> entries)
    {
        if (entries.Count > 0)
        {
            entries.Sort();
            catalog.Runs.Add(Write(kind, (int)Math.Log(entries.Count, FanOf(kind)), entries));
        }
    }

    /// <summary>Merges what does not need a transaction of its own.</summary>
    /// <param name="firstBlock">As for <see cref="NeedsMerge"/>.</param>
    public void MergeSmall(int firstBlock)
    {
        while (FullLevel(firstBlock, SmallMerge) is { } full)
        {
            Merge(full);
        }
    }

    /// <summary>Whether a level is full.</summary>
    /// <param name="firstBlock">
    /// Runs that begin before this block are left alone: in the middle of an import somebody still reads them.
    /// </param>
    public bool NeedsMerge(int firstBlock = 0) => FullLevel(firstBlock) is not null;

    /// <summary>
    /// Merges a level that is full. The room it leaves free is used again only after the transaction, so a transaction
    /// for each keeps the file small.
    /// </summary>
    public void Merge(int firstBlock = 0) => Merge(FullLevel(firstBlock)!);

    private void Merge(RunInfo[] full)
    {
        var first = catalog.Runs.IndexOf(full[0]);
        var isOldest = catalog.Runs.FindIndex(run => run.Kind == full[0].Kind) == first;
        var newestFirst = full.Reverse().Select(run => new Run(run, database.Finder(RunBlock.Collection)).Blocks());
        var entries = RunSet.Merge(newestFirst, descending: false);
        var level = Math.Max(full[0].Level + 1, full.Max(run => run.Level));
        var merged = Write(full[0].Kind, level, isOldest ? entries.Where(entry => !entry.IsRemoval) : entries);
        catalog.Runs[first] = merged;
        catalog.Runs.RemoveAll(full.Contains);
        if (merged.Entries == 0)
        {
            catalog.Runs.Remove(merged);
        }

        database.Delete(RunBlock.Collection, full.SelectMany(run => run.Documents));
    }

    /// <summary>
    /// The runs of a full level, and what lies between them: an import merges its own runs first, which puts a run of a
    /// higher level between those before it and those after it, and only neighbours keep their order when merged.
    /// </summary>
    private RunInfo[]? FullLevel(int firstBlock, int mostEntries = int.MaxValue)
    {
        var runs = catalog.Runs.Where(run => run.FirstBlock >= firstBlock).ToList();
        return runs.GroupBy(run => (run.Kind, run.Level))
            .Where(level => level.Count() >= FanOf(level.Key.Kind))
            .Select(level => runs[runs.IndexOf(level.First())..(runs.LastIndexOf(level.Last()) + 1)])
            .Select(between => between.Where(run => run.Kind == between[0].Kind).ToArray())
            .FirstOrDefault(full => full.Sum(run => run.Entries) <= mostEntries);
    }

    private static int FanOf(RunKind kind) => kind == RunKind.Text ? TextFan : ArticleFan;

    private RunInfo Write(RunKind kind, int level, IEnumerable<RunEntry> sorted)
    {
        var firstBlock = catalog.LastBlock + 1;
        var (count, fences) = (0, new List<ulong>());
        database.Insert(RunBlock.Collection, Blocks());
        return new RunInfo(kind, level, count, firstBlock, fences.Count);

        IEnumerable<DocumentBuilder> Blocks()
        {
            foreach (var block in RunBlock.ToDocuments(sorted, () => ++catalog.LastBlock))
            {
                count += block.Count;
                fences.Add(block.FirstKey);
                yield return block.Document;
            }

            if (fences.Count > 1)
            {
                yield return RunBlock.ToFences(++catalog.LastBlock, fences);
            }
        }
    }
}
