using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Upkeep.Checks;

/// <summary>Unpacks every pack, on all cores, and hashes every text.</summary>
internal sealed class PackCheck(ArchivePages pages, DocumentTable table, Catalog? catalog, Findings findings)
{
    private readonly TextTable _texts = new();

    /// <summary>What proves the texts of damaged packs, one at a time.</summary>
    private readonly Lock _proving = new();
    private RunSet? _proof;

    /// <returns>The texts of all packs that are whole.</returns>
    public TextTable Run(Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var rows = table[DocumentKind.Pack];
        var done = 0;
        Parallel.For(0, rows.Count, new ParallelOptions { CancellationToken = cancellation },
            () => new PageDocuments(pages, mends: true),
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
            if (!row.IsReadable || documents.Document(row.Address) is not { } document)
            {
                CheckBeginning(row, documents);
                return;
            }

            if (document["part"u8].RequireInt32() is var part and not 0)
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

    /// <summary>
    /// Of a damaged pack those texts count, from the first, that the runs know by their content, and the records between
    /// them: what comes out wrong is neither.
    /// </summary>
    private void CheckBeginning(DocumentTable.Row row, PageDocuments documents)
    {
        if (catalog is null || PackBeginning.Read(documents, row.Address) is not { } beginning || beginning.Number != row.Number)
        {
            findings.Add(FindingKind.Pack, null, $"pack {row.Number} is damaged, and nothing of it can be read");
            return;
        }

        var hashes = new List<ulong>();
        lock (_proving)
        {
            _proof ??= new RunSet(catalog.Runs, RunKind.Text, table.Finder(new PageDocuments(pages, mends: true), DocumentKind.Block));
            while (hashes.Count < beginning.Count
                && IsProved(beginning[hashes.Count], new TextNumber(row.Number, hashes.Count), _proof, out var hash))
            {
                hashes.Add(hash);
            }
        }

        table.Beginnings[row.Number] = hashes.Count;
        _texts.Add(row.Number, [.. hashes]);
        findings.Add(FindingKind.Pack, null, hashes.Count == 0
            ? $"pack {row.Number} is damaged, and nothing of it can be read"
            : $"pack {row.Number} is damaged: only its first {hashes.Count} texts can be read");
    }

    private static bool IsProved(ReadOnlySpan<byte> text, TextNumber number, RunSet proof, out ulong hash)
    {
        hash = Checksum.Of(text);
        var key = RunKey.OfText(hash);
        var copy = text.ToArray();
        var isFound = false;
        return Findings.Try(() => isFound = proof.Find(key).Contains(number.Value)) is null
            && (isFound || Findings.Try(() => ArticleRecord.Read(copy)) is null);
    }

    private void RequireFirst(int number, int part, PageDocuments documents)
    {
        var first = table.Find(documents, DocumentKind.Pack, number - part);
        if (table.Has(DocumentKind.Pack, number - part)
            && (first is null || (first["part"u8].AsInt32 == 0 && first["parts"u8].AsInt32 > part)))
        {
            // If the first part is damaged, that is what is wrong.
            return;
        }

        throw new ArchiverException(Failure.Damaged, $"Pack {number} is a part of a pack that is not there.");
    }
}
