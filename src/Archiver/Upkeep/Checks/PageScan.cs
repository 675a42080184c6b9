using System.Buffers;
using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep.Checks;

/// <summary>Reads every page once, and notes where the documents are.</summary>
internal sealed class PageScan(ArchivePages pages, DocumentTable table, Findings findings)
{
    private readonly PageDocuments _documents = new(pages, mends: true);
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>How many pages were read.</summary>
    public int Pages { get; private set; }

    /// <summary>How many of them cannot be read.</summary>
    public int Lost { get; private set; }

    public void Run(Action<MaintenanceProgress> report, CancellationToken cancellation)
    {
        var total = Math.Max(pages.Expected, pages.InFile);
        foreach (var id in pages.Numbers)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(id);
            report(new MaintenanceProgress(MaintenanceStep.ReadPages, ++Pages, total));
        }

        CheckLength();
        if (Lost == 0 && !pages.HasRightSum())
        {
            findings.Add(FindingKind.Page, null,
                "the pages are not all those that were written last: one was put back as it was before, or was not written");
        }

        table.Sort();
    }

    private void Read(uint id)
    {
        var state = _documents.Load(id, out var page);
        var view = new PageView(page);
        if (state != PageState.Whole || !view.IsSound(id))
        {
            Lost++;
            findings.Add(FindingKind.Page, null, pages.IsInLog(id)
                ? $"page {id} in the log is not as it was written"
                : $"page {id}, at byte {(long)id * Page.Size} of the archive, "
                    + (state == PageState.Unreadable ? "cannot be read from the disk" : "is not as it was written"));
        }

        if (state is not (PageState.Whole or PageState.Mended) || view.Type != PageType.Data || view.Id != id)
        {
            return;
        }

        // What a document goes on on is read into the same memory, perhaps, and this page is no longer there then.
        var slots = view.Slots;
        for (var slot = 0; slot < slots; slot++)
        {
            var address = new PageAddress(id, (byte)slot);
            if (_documents.BeginsAt(address))
            {
                Note(address);
            }
        }
    }

    private void Note(PageAddress address)
    {
        // A document that goes on on a damaged page: the index of its collection tells which one it was.
        if (!_documents.TryRead(address, _bytes))
        {
            // Of a pack the beginning is of use.
            if (StoredBson.BeginningOfPack(_bytes.WrittenSpan, out _) is { Number: > 0 and var pack })
            {
                table[DocumentKind.Pack].Add(new(pack, address, DocumentTable.RowState.None));
            }

            return;
        }

        var bytes = _bytes.WrittenSpan;
        var (kind, number, isIntact) = StoredBson.Look(bytes);
        if (!isIntact)
        {
            var (id, title) = StoredBson.NameOf(bytes);
            findings.Add(FindingKind.Document, id,
                $"{Findings.NameOf(kind, number)} does not have the content of its checksum"
                + (id is null ? "" : $"; it reads {id} \"{title}\""));
        }

        if (kind != DocumentKind.Unknown)
        {
            table[kind].Add(new(number, address, isIntact ? DocumentTable.RowState.Intact : DocumentTable.RowState.None));
        }
    }

    private void CheckLength()
    {
        var there = pages.Numbers.LongCount();
        if (there < pages.Expected)
        {
            findings.Add(FindingKind.Page, null,
                $"the archive is cut short: it has {there} pages of {pages.Expected}");
        }
        else if (!pages.MayBeInCheckpoint && (pages.Remainder > 0 || pages.InFile > pages.Expected))
        {
            var more = ((pages.InFile - pages.Expected) * Page.Size) + pages.Remainder;
            findings.Add(FindingKind.Page, null, $"{more} bytes follow the last page of the archive");
        }
    }
}
