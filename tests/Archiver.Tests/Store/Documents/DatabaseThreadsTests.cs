using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Microsoft.Win32.SafeHandles;

namespace Archiver.Tests.Store.Documents;

/// <summary>
/// Several threads use one archive: an export reads ahead, an import looks up what another thread writes. LiteDB's cache
/// does not stand that, though it seldom shows: so they take turns.
/// </summary>
public sealed class DatabaseThreadsTests : IDisposable
{
    private readonly TestArchive _archive = new();
    private readonly WatchedDisk _disk = new();

    public void Dispose()
    {
        Database.Files!.Value = null;
        _archive.Dispose();
    }

    [Fact]
    public async Task While_one_thread_loads_a_page_no_other_gets_at_LiteDBs_cache()
    {
        using var database = OpenWatched();
        Task<Document?>? other = null;
        var waited = false;
        _disk.Reading = () =>
        {
            _disk.Reading = null;
            other = Task.Run(() => database.Find(Catalog.Collection, 1));
            waited = !other.Wait(TimeSpan.FromMilliseconds(200));
        };
        Assert.Equal(3, database.Range(Pack.Collection, 1, 3).Count());
        Assert.True(waited, "The other thread did not wait for its turn, or no page was loaded.");
        Assert.NotNull(await other!);
    }

    [Fact]
    public void While_a_document_to_be_written_is_being_made_others_read()
    {
        using var database = OpenWatched();
        database.Begin();
        database.Insert(CategoryTable.Collection, Enumerable.Range(101, 3).Select(number =>
        {
            Assert.True(Task.Run(() => database.Find(Catalog.Collection, 1)).Wait(TimeSpan.FromMinutes(1)));
            return CategoryTable.ToDocument($"{number}", number);
        }));
        database.WaitFor(database.Commit());
        Assert.Equal(3, database.Range(CategoryTable.Collection, 101, 103).Count());
    }

    /// <summary>An archive of some packs, with its catalog in the cache.</summary>
    private Database OpenWatched()
    {
        _archive.Import(Enumerable.Range(0, 100).Select(InventedDump.Large));
        Database.Files ??= new AsyncLocal<PageFiles?>();
        Database.Files.Value = _disk;
        var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None);
        Assert.NotNull(database.Find(Catalog.Collection, 1));
        return database;
    }

    private sealed class WatchedDisk : PageFiles
    {
        public Action? Reading { get; set; }

        public override DataFile Data(SafeFileHandle file) => new WatchedFile(file, this);

        private sealed class WatchedFile(SafeFileHandle file, WatchedDisk disk) : DataFile(file, writable: true)
        {
            public override int Read(byte[] buffer, int offset, int count)
            {
                disk.Reading?.Invoke();
                return base.Read(buffer, offset, count);
            }
        }
    }
}
