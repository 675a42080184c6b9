using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Upkeep.Checks;

/// <summary>The lists of purged articles: all there, in order, and none of an article that is there.</summary>
internal static class PurgedCheck
{
    /// <param name="catalog">The catalog.</param>
    /// <param name="table">The documents.</param>
    /// <param name="documents">Reads them.</param>
    /// <param name="keys">Those of the articles, in the order of the table.</param>
    /// <param name="findings">Gets what is wrong.</param>
    public static void Run(
        Catalog catalog, DocumentTable table, PageDocuments documents, ArticleKeys[] keys, Findings findings)
    {
        var purged = new HashSet<Guid>();

        // A catalog may say any number: of those beyond the last that is there, one is told for all.
        var end = Math.Min(catalog.LastPurged, table.LastOf(DocumentKind.Purged) + 1);
        for (var number = 1; number <= end; number++)
        {
            if (!table.StateOf(DocumentKind.Purged, number).HasFlag(DocumentTable.RowState.Intact))
            {
                findings.Add(FindingKind.Purged, null, $"{Findings.NameOf(DocumentKind.Purged, number)} is lost");
            }
        }

        var last = Guid.Empty;
        foreach (var list in table.Range(documents, DocumentKind.Purged, 1, int.MaxValue))
        {
            var name = Findings.NameOf(DocumentKind.Purged, list.Number);
            var problem = Findings.Try(() =>
            {
                var entries = list[PurgedIds.Field].AsBinary.ToArray();
                if (entries.Length % PurgedIds.EntrySize != 0)
                {
                    findings.Add(FindingKind.Purged, null, $"{name} ends within an entry");
                }

                foreach (var (id, _) in PurgedIds.EntriesOf(entries))
                {
                    if (id <= last)
                    {
                        findings.Add(FindingKind.Purged, id, $"{name} is not in order at {id}");
                    }

                    purged.Add(id);
                    last = id;
                }
            });
            if (problem is not null)
            {
                findings.Add(FindingKind.Purged, null, $"{name}: {problem}");
            }
        }

        if (purged.Count > 0)
        {
            FindPresent(purged, table, documents, keys, findings);
        }
    }

    private static void FindPresent(
        HashSet<Guid> purged, DocumentTable table, PageDocuments documents, ArticleKeys[] keys, Findings findings)
    {
        var purgedKeys = purged.Select(id => (uint)RunKey.OfId(id)).ToHashSet();
        var rows = table[DocumentKind.Article];
        var present = Enumerable.Range(0, keys.Length)
            .Where(index => rows[index].IsIntact && purgedKeys.Contains(keys[index].Id))
            .Select(index => table.Find(documents, DocumentKind.Article, rows[index].Number))
            .OfType<Document>()
            .Concat(table.Range(documents, DocumentKind.Removed, 1, int.MaxValue));
        foreach (var id in present.Select(article => article["id"u8].AsGuid ?? default).Where(purged.Contains))
        {
            findings.Add(FindingKind.Purged, id, $"{id} is there, and among the purged articles");
        }
    }
}
