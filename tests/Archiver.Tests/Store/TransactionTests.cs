using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Store;

/// <summary>A transaction that fails half-way, whatever the reason, leaves nothing of it.</summary>
public sealed class TransactionTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Nothing_of_it_is_there_and_nothing_else_is_written_after_it(bool isCancelled)
    {
        using var place = new TestArchive();
        place.Import(InventedDump.Number(1));
        using (var database = Database.OpenToWrite(place.Path, TimeSpan.Zero, CancellationToken.None))
        {
            Exception failure = isCancelled ? new OperationCanceledException() : new ArchiverException(Failure.General, "Not now.");
            Assert.Same(failure, Record.Exception(() => database.InTransaction(() =>
            {
                database.Delete(ArticleDocument.Collection, [1]);
                throw failure;
            })));
            Assert.Contains("failed before", Assert.Throws<ArchiverException>(() => database.InTransaction(() => { })).Message);
            database.Finish();
        }

        Assert.Empty(place.Checked().Findings);
        Assert.Equal(1, place.OpenedToRead(archive => archive.Count));
        place.Import(InventedDump.Number(2));
        Assert.Equal(2, place.OpenedToRead(archive => archive.Count));
    }
}
