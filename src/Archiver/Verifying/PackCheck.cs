using Archiver.Maintenance;
using Archiver.Storage;

namespace Archiver.Verifying;

/// <summary>Unpacks every pack, on all cores, and hashes every text.</summary>
internal sealed class PackCheck(ArchivePages pages, DocumentTable table, Findings findings)
{
    private readonly TextTable _texts = new();

    /// <returns>The texts of all packs that are whole.</returns>
    public TextTable Run(Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var rows = table[DocumentKind.Pack];
        var done = 0;
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation },
            () => new PageDocuments(pages),
            (at, _, documents) =>
            {
                Check(rows[at], documents);
                lock (_texts)
                {
                    report(new MaintenanceProgress(MaintenanceStep.ReadPacks, ++done, rows.Count));
                }

                return documents;
            },
            _ => { });
        return _texts;
    }

    /// <summary>The packs alone, by the numbers of their documents.</summary>
    public static TextTable Quick(DocumentTable table)
    {
        var texts = new TextTable { IsQuick = true };
        foreach (var row in table[DocumentKind.Pack].Where(row => row.IsIntact))
        {
            texts.Add(row.Number, []);
        }

        return texts;
    }

    private void Check(DocumentTable.Row row, PageDocuments documents)
    {
        var problem = Findings.Try(() =>
        {
            if (!row.IsIntact || documents.Document(row.Address) is not { } document)
            {
                return;
            }

            if (document.RequireInt32("part") is var part and not 0)
            {
                RequireFirst(row.Number, part, documents);
                return;
            }

            var pack = Pack.Read(row.Number, table.Finder(documents, DocumentKind.Pack));
            var hashes = new ulong[pack.Count];
            for (var place = 0; place < hashes.Length; place++)
            {
                hashes[place] = Checksum.Of(pack[place].Span);
            }

            _texts.Add(row.Number, hashes);
        });
        if (problem is not null)
        {
            findings.Add(FindingKind.Pack, null, problem);
        }
    }

    private void RequireFirst(int number, int part, PageDocuments documents)
    {
        var first = table.Find(documents, DocumentKind.Pack, number - part);
        if (table.Has(DocumentKind.Pack, number - part)
            && (first is null || (first["part"] == 0 && first["parts"] > part)))
        {
            // If the first part is damaged, that is what is wrong.
            return;
        }

        throw new ArchiverException(Failure.Damaged, $"Pack {number} is a part of a pack that is not there.");
    }
}
