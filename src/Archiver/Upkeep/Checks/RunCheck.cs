using System.Collections;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// Checks the runs, each by itself, and then what all runs of a kind say together: that they find every article and
/// every text, by the right key, and nothing else.
/// </summary>
internal sealed class RunCheck(ArchivePages pages, DocumentTable table, Catalog catalog, Findings findings)
{
    private readonly PageDocuments _documents = new(pages, mends: true);
    private readonly HashSet<RunKind> _broken = [];

    /// <summary>The first bits of the ID of each article that the run of IDs knows and that is not there.</summary>
    public Dictionary<int, ulong> Lost { get; } = [];

    /// <summary>How many entries were compared.</summary>
    public long Entries { get; private set; }

    /// <summary>Each run by itself, and whose the blocks are.</summary>
    public void CheckRuns(CancellationToken cancellation)
    {
        var owned = new HashSet<int>();
        foreach (var run in catalog.Runs)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Findings.Try(() => Check(run, owned)) is { } problem)
            {
                _broken.Add(run.Kind);
                findings.Add(FindingKind.Run, null, $"a run of kind {(int)run.Kind} ({run.Kind}): {problem}");
            }
        }

        foreach (var row in table[DocumentKind.Block].Where(row => !owned.Contains(row.Number)))
        {
            findings.Add(FindingKind.Run, null, $"block {row.Number} of the runs belongs to no run");
        }
    }

    /// <param name="keys">What each article must be found by, in the order of the table.</param>
    /// <param name="cancellation">Ends it.</param>
    public void CheckArticles(ArticleKeys[] keys, CancellationToken cancellation)
    {
        var otherUrls = ArticleUrls.AreWritten(catalog.Runs) ? RunKind.Url : RunKind.WrittenUrl;
        foreach (var kind in Enum.GetValues<RunKind>()
            .Where(kind => kind != RunKind.Text && kind != otherUrls && !_broken.Contains(kind)))
        {
            var found = new BitArray(keys.Length);
            var problem = Findings.Try(() =>
            {
                foreach (var entry in Live(kind, cancellation))
                {
                    Compare(kind, entry, keys, found);
                }

                Missing(kind, keys, found);
            });
            if (problem is not null)
            {
                findings.Add(FindingKind.Run, null, $"the runs of kind {(int)kind} ({kind}): {problem}");
            }
        }
    }

    public void CheckTexts(TextTable texts, CancellationToken cancellation)
    {
        if (_broken.Contains(RunKind.Text))
        {
            return;
        }

        var (wrong, lost) = (0L, 0L);
        var alike = new AlikeTexts(texts, new PackStore(table.Finder(_documents, DocumentKind.Pack)));
        var problem = Findings.Try(() =>
        {
            foreach (var entry in Live(RunKind.Text, cancellation))
            {
                var number = new TextNumber(entry.Number);
                if (!texts.Has(number))
                {
                    // A pack that is lost is a finding of its own.
                    lost += texts.HasPack(number.Pack) || !table.Has(DocumentKind.Pack, number.Pack) ? 1 : 0;
                    continue;
                }

                if (texts.IsQuick)
                {
                    continue;
                }

                wrong += RunKey.OfText(texts.HashOf(number)) == entry.Key ? 0 : 1;
                if (!alike.TryAdd(entry.Key, number))
                {
                    findings.Add(FindingKind.Text, null, $"text {number.Place} of pack {number.Pack} is there twice");
                }

                texts.Mark(number, TextTable.TextUse.Found);
            }
        });
        if (problem is not null)
        {
            findings.Add(FindingKind.Run, null, $"the runs of kind 1 ({RunKind.Text}): {problem}");
            return;
        }

        Report(lost, "entries of the texts' runs lead to texts that are not there");
        Report(wrong, "entries of the texts' runs lead to other texts");
        Report(texts.All.Sum(pack => pack.Uses.LongCount(IsUnfound)), "texts are not found by their content");

        static bool IsUnfound(TextTable.TextUse use)
        {
            const TextTable.TextUse Ways =
                TextTable.TextUse.Record | TextTable.TextUse.Found | TextTable.TextUse.Referenced;
            return (use & Ways) == TextTable.TextUse.Referenced;
        }

        void Report(long count, string what)
        {
            if (count > 0)
            {
                findings.Add(FindingKind.Text, null, $"{count} {what}");
            }
        }
    }

    private IEnumerable<RunEntry> Live(RunKind kind, CancellationToken cancellation)
    {
        foreach (var entry in new RunSet(catalog.Runs, kind, Blocks).Range(0, ulong.MaxValue, descending: false))
        {
            if (++Entries % 4096 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            yield return entry;
        }
    }

    private void Check(RunInfo run, HashSet<int> owned)
    {
        if (!Enum.IsDefined(run.Kind) || run.Blocks <= 0 || run.FirstBlock <= 0
            || run.FirstBlock + (long)run.Blocks > catalog.LastBlock + 1L)
        {
            throw new ArchiverException(Failure.Damaged, "the catalog's words of it cannot be true.");
        }

        var (count, before, firstKeys) = (0L, default(RunEntry?), new List<ulong>());
        for (var block = 0; block < run.Blocks; block++)
        {
            Own(run.FirstBlock + block, owned);
            var entries = RunBlock.Read(run.FirstBlock + block, Blocks);
            firstKeys.Add(entries.Length > 0 ? entries[0].Key : 0);
            count += entries.Length;
            foreach (var entry in entries)
            {
                if (before is { } last && entry <= last)
                {
                    throw new ArchiverException(Failure.Damaged,
                        $"its entries are not sorted, in block {run.FirstBlock + block}.");
                }

                before = entry;
            }
        }

        if (count != run.Entries)
        {
            throw new ArchiverException(Failure.Damaged, $"it has {count} entries and should have {run.Entries}.");
        }

        if (run.HasFences)
        {
            Own(run.Fences, owned);
            if (!RunBlock.ReadFences(run.Fences, Blocks).AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(firstKeys)))
            {
                throw new ArchiverException(Failure.Damaged, "its fences are not the first keys of its blocks.");
            }
        }
    }

    private static void Own(int block, HashSet<int> owned)
    {
        if (!owned.Add(block))
        {
            throw new ArchiverException(Failure.Damaged, $"its block {block} belongs to another run, too.");
        }
    }

    private void Compare(RunKind kind, RunEntry entry, ArticleKeys[] keys, BitArray found)
    {
        var number = (int)entry.Number;
        var index = table.IndexOf(DocumentKind.Article, number);
        if (index < 0)
        {
            if (kind == RunKind.Id)
            {
                Lost[number] = entry.Key;
            }
            else if (!Lost.ContainsKey(number))
            {
                findings.Add(FindingKind.Entry, null,
                    $"an entry of kind {(int)kind} ({kind}) leads to article {number}, which is not there");
            }

            return;
        }

        // Of an article that cannot be read nothing is known.
        if (keys[index] == default || !keys[index].Knows(kind))
        {
            found[index] = true;
            return;
        }

        if (keys[index].Of(kind) == entry.Key)
        {
            found[index] = true;
            return;
        }

        findings.Add(FindingKind.Entry, IdOf(number),
            $"article {number}: an entry of kind {(int)kind} ({kind}) is of another key");
        if (kind == RunKind.Category && RunKey.CategoryOf(entry.Key) is > 0 and var category
            && !table.Has(DocumentKind.Category, category))
        {
            findings.Add(FindingKind.Category, null,
                $"category {category} of an entry of article {number} is not there");
        }
    }

    private void Missing(RunKind kind, ArticleKeys[] keys, BitArray found)
    {
        for (var index = 0; index < keys.Length; index++)
        {
            if (!found[index] && keys[index] != default && keys[index].Knows(kind) && keys[index].Of(kind) is not null)
            {
                var number = table[DocumentKind.Article][index].Number;
                findings.Add(FindingKind.Entry, IdOf(number), $"article {number} has no entry of kind {(int)kind} ({kind})");
            }
        }
    }

    private Guid? IdOf(int number) => table.Find(_documents, DocumentKind.Article, number)?["id"u8].AsGuid;

    private DocumentFinder Blocks => table.Finder(_documents, DocumentKind.Block);
}
