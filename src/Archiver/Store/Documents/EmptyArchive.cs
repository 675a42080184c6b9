using Archiver.Store.Documents.Pages;
using LiteDB;
using LiteDB.Engine;

namespace Archiver.Store.Documents;

/// <summary>An archive without articles.</summary>
internal static class EmptyArchive
{
    /// <summary>The bytes of its file.</summary>
    public static byte[] Create()
    {
        var data = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings
        {
            DataStream = data,
            LogStream = new MemoryStream(),
            TempStream = new MemoryStream(),
            Collation = Collation.Binary,
        }))
        {
            engine.Pragma(ArchiveFormat.MarkPragma, ArchiveFormat.CurrentMark);
            engine.Pragma("UTC_DATE", true);
            engine.Insert(Catalog.Collection, [new Catalog().Write().Fields], BsonAutoId.Int32);
            engine.Checkpoint();

            // From here on Archiver decides when a checkpoint happens: LiteDB knows nothing of other readers.
            engine.Pragma("CHECKPOINT", 0);
            engine.Checkpoint();
        }

        var pages = data.ToArray();
        var sum = 0UL;
        for (var at = Page.Size; at < pages.Length; at += Page.Size)
        {
            Page.Seal(pages.AsSpan(at, Page.Size));
            sum += Ledger.Term((uint)(at / Page.Size), Page.TransactionOf(pages.AsSpan(at)));
        }

        new Ledger { Archive = Ledger.RandomNumber(), State = Ledger.RandomNumber(), PageSum = sum }.Write(pages);
        Page.Seal(pages.AsSpan(0, Page.Size));
        return pages;
    }
}
