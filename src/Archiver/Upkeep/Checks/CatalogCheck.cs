using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep.Checks;

/// <summary>The catalog, and whether its counters are those of the documents.</summary>
internal static class CatalogCheck
{
    /// <returns>The catalog; null where it cannot be read.</returns>
    public static Catalog? Read(ArchivePages pages, DocumentTable table, Findings findings)
    {
        Catalog? catalog = null;
        var mark = pages.Version ?? ArchiveFormat.Version;
        var format = mark;
        var problem = Findings.Try(() =>
        {
            var document = table.Find(new PageDocuments(pages, mends: true), DocumentKind.Catalog, 1);
            format = document?["format"u8].RequireInt32() ?? format;
            catalog = document is null ? null : Catalog.From(document);
        });
        if (catalog is null)
        {
            findings.Add(FindingKind.Document, null, problem ?? "the catalog is lost");
        }

        if (format < 1 || format > mark)
        {
            findings.Add(FindingKind.Mark, null, $"the catalog has format {format}, the mark {mark}");
        }

        return catalog;
    }

    /// <param name="catalog">The catalog of an archive that is complete.</param>
    /// <param name="referred">What its articles and revisions refer to.</param>
    /// <param name="findings">Gets what is wrong.</param>
    /// <returns>Whether the catalog counts no other.</returns>
    public static bool CheckReferred(Catalog catalog, ReferredTexts referred, Findings findings)
    {
        if (catalog.ReferredTexts is not { } counted || counted == referred)
        {
            return true;
        }

        findings.Add(FindingKind.Counter, null, $"the catalog counts {counted.Texts} references and {counted.Bytes} bytes of "
            + $"originals, and {referred.Texts} and {referred.Bytes} are there");
        return false;
    }

    /// <param name="catalog">The catalog.</param>
    /// <param name="table">The documents.</param>
    /// <param name="lost">How many articles are known to be there that cannot be read.</param>
    /// <param name="findings">Gets what is wrong.</param>
    public static void CheckCounters(Catalog catalog, DocumentTable table, int lost, Findings findings)
    {
        Check(DocumentKind.Article, catalog.LastArticle);
        Check(DocumentKind.Removed, catalog.LastArticle);
        Check(DocumentKind.Revision, catalog.LastRevision);
        Check(DocumentKind.Pack, catalog.LastPack);
        Check(DocumentKind.Block, catalog.LastBlock);
        Check(DocumentKind.Category, catalog.LastCategory);
        Check(DocumentKind.Purged, catalog.LastPurged);
        var articles = table[DocumentKind.Article].Count + lost;
        if (articles != catalog.Articles)
        {
            findings.Add(FindingKind.Counter, null,
                $"the catalog counts {catalog.Articles} articles, and {articles} are there");
        }

        if (table[DocumentKind.Category].Count != catalog.LastCategory)
        {
            findings.Add(FindingKind.Category, null,
                $"the catalog counts {catalog.LastCategory} categories, and {table[DocumentKind.Category].Count} are there");
        }

        void Check(DocumentKind kind, int last)
        {
            if (table.LastOf(kind) > last)
            {
                findings.Add(FindingKind.Counter, null,
                    $"{Findings.NameOf(kind, table.LastOf(kind))} is above the catalog's last, {last}");
            }
        }
    }
}
