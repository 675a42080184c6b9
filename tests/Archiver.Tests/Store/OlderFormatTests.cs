using System.IO.Compression;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Dumps.Closings;
using Archiver.Querying;
using Archiver.Searching;
using Archiver.Statistics;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Store;

/// <summary>Archives of older formats, made by programs of their time; those of formats 1 and 3 of the samples.</summary>
public sealed class OlderFormatTests : IDisposable
{
    private static readonly Guid Bridge = Guid.Parse("3f0c6b1e-52a4-4d7b-9a0e-6c1b7d2f8e41");

    private readonly TestArchive _archive = new();
    private readonly byte[] _old;

    public OlderFormatTests()
    {
        _old = Unpacked("format-1.db.gz");
        File.WriteAllBytes(_archive.Path, _old);
    }

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void It_is_read_as_it_is_and_not_changed()
    {
        using var fresh = new TestArchive();
        fresh.ImportFolder(Path.Combine(Fixture.Repository, "samples", "dumps"));
        Assert.Equal(fresh.Describe(), _archive.Describe());
        Assert.Empty(_archive.Checked().Findings);
        _archive.BackedUp(_archive.Folder["backup.db"]);
        Assert.Equal(fresh.Describe(), TestArchive.Describe(_archive.Folder["backup.db"]));
        Assert.Equal(_old, File.ReadAllBytes(_archive.Path));
        Assert.Equal(1, FormatOf(_archive.Path));
    }

    [Fact]
    public void Who_writes_to_it_upgrades_it_in_the_file_before_anything_else()
    {
        var before = _archive.Describe();
        using (_archive.OpenToWrite())
        {
            Assert.Equal(ArchiveFormat.Version, FormatOf(_archive.Path));
            Assert.Equal(0, new FileInfo(_archive.LogPath).Length);
        }

        Assert.Equal(before, _archive.Describe());
        Assert.Empty(_archive.Checked().Findings);
        Assert.Equal(3, _archive.Read(Bridge, "2025-02-03T08:00").ReadCount);
        Assert.Empty(_archive.Checked().Findings);
        Assert.Null(_archive.CatalogOf().ReferredTexts);
        _archive.Compacted();
        Assert.NotNull(_archive.CatalogOf().ReferredTexts);
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void While_somebody_reads_it_nobody_can_upgrade_it()
    {
        using (_archive.OpenToRead())
        {
            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(_archive.OpenToWrite).Failure);
        }

        _archive.Import(InventedDump.Number(1));
        Assert.Equal(ArchiveFormat.Version, FormatOf(_archive.Path));
        Assert.Empty(_archive.Checked().Findings);
        Assert.Equal(10, _archive.OpenedToRead(archive => archive.Count));
    }

    [Fact]
    public void Its_statistics_are_those_of_today_but_for_what_was_not_counted_then()
    {
        using var fresh = new TestArchive();
        fresh.ImportFolder(Path.Combine(Fixture.Repository, "samples", "dumps"));
        var (old, now) = (Statistics(_archive), Statistics(fresh));
        Assert.Equal((now.Total, now.Unread), (old.Total, old.Unread));
        Assert.Equal(285, old.Total.Length.Characters);
        Assert.Equal(now.Categories, old.Categories);
        Assert.Null(old.Deduplication);
        Assert.NotNull(now.Deduplication);
    }

    [Fact]
    public void What_is_saved_of_it_has_the_format_of_today()
    {
        var before = _archive.Describe();
        VerifyTest.Salvaged(_archive.Path, _archive.Folder["saved.db"]);
        Assert.Equal(before, TestArchive.Describe(_archive.Folder["saved.db"]));
        Assert.Equal(ArchiveFormat.Version, FormatOf(_archive.Folder["saved.db"]));
    }

    [Fact]
    public void Its_index_of_the_words_is_made_once_and_follows_it()
    {
        Search();
        var index = File.ReadAllBytes(_archive.Path + ".search");
        Search();
        Assert.Equal(index, File.ReadAllBytes(_archive.Path + ".search"));
        _archive.Import(InventedDump.Number(1));
        Search();
        Assert.NotEqual(index, File.ReadAllBytes(_archive.Path + ".search"));

        void Search() => Assert.True(_archive.OpenedToRead(
            archive => archive.PrepareSearch(TimeSpan.Zero, mayBeOutdated: true, complaint => Assert.Fail(complaint))));
    }

    [Fact]
    public void A_log_of_format_2_is_read_as_it_is_and_moved_by_who_writes()
    {
        var (data, log) = (Unpacked("format-2.db.gz"), Unpacked("format-2-log.db.gz"));
        File.WriteAllBytes(_archive.Path, data);
        var without = _archive.OpenedToRead(archive => archive.Count);
        File.WriteAllBytes(_archive.LogPath, log);
        var before = _archive.Describe();
        Assert.True(_archive.OpenedToRead(archive => archive.Count) > without);
        Assert.Empty(_archive.Checked().Findings);
        Assert.Equal(log, File.ReadAllBytes(_archive.LogPath));
        using (_archive.OpenToRead())
        {
            Assert.Equal(Failure.Busy, Assert.Throws<ArchiverException>(_archive.OpenToWrite).Failure);
            Assert.Equal(log, File.ReadAllBytes(_archive.LogPath));
        }

        _archive.OpenToWrite().Dispose();
        Assert.Equal(ArchiveFormat.Version, FormatOf(_archive.Path));
        Assert.Equal(0, new FileInfo(_archive.LogPath).Length);
        Assert.Equal(before, _archive.Describe());
        Assert.Empty(_archive.Checked().Findings);
    }

    [Fact]
    public void A_log_of_format_2_that_ends_anywhere_gives_a_state_of_then()
    {
        var (data, log) = (Unpacked("format-2.db.gz"), Unpacked("format-2-log.db.gz"));
        var counts = new HashSet<int>();
        for (var length = 0; length <= log.Length; length += 1 + (log.Length / 40))
        {
            File.WriteAllBytes(_archive.Path, data);
            File.WriteAllBytes(_archive.LogPath, log[..length]);
            var content = _archive.Describe();
            counts.Add(_archive.OpenedToRead(archive => archive.Count));
            _archive.OpenToWrite().Dispose();
            Assert.Equal(content, _archive.Describe());
            Assert.Empty(_archive.Checked().Findings);
        }

        Assert.True(counts.Count > 1);
    }

    [Fact]
    public void A_log_of_format_2_beside_an_archive_of_today_is_refused()
    {
        File.Delete(_archive.Path);
        _archive.Import(InventedDump.Number(1));
        File.WriteAllBytes(_archive.LogPath, Unpacked("format-2-log.db.gz"));
        Assert.Contains("-log.db", Assert.Throws<ArchiverException>(() => _archive.OpenToRead()).Message);
        Assert.Contains("-log.db", Assert.Throws<ArchiverException>(_archive.OpenToWrite).Message);
        Assert.Equal(FindingKind.Log, Assert.Single(_archive.Checked().Findings).Kind);
    }

    [Fact]
    public void An_upgrade_that_ends_at_any_write_is_taken_up_also_beside_a_reader()
    {
        var (data, log) = (Unpacked("format-2.db.gz"), Unpacked("format-2-log.db.gz"));
        for (var last = 1; ; last += 4)
        {
            File.WriteAllBytes(_archive.Path, data);
            File.WriteAllBytes(_archive.LogPath, log);
            var before = _archive.Describe();
            var calls = 0;
            var disk = new RecordedDisk
            {
                Before = () =>
                {
                    if (++calls > last)
                    {
                        throw new IOException("The power is gone.", 5);
                    }
                },
            };
            var failure = Record.Exception(() => disk.Run(() => _archive.OpenToWrite().Dispose()));
            Assert.Equal(before, _archive.Describe());
            using (_archive.OpenToRead())
            {
                // What is imported, or refused because the log cannot be moved now, is no other archive's afterwards.
                var refusal = Record.Exception(() => _archive.Import(InventedDump.Number(1)));
                Assert.True(refusal is null or ArchiverException { Failure: Failure.Busy }, $"{last}: {refusal}");
            }

            Assert.Empty(_archive.Checked().Findings);
            _archive.Import(InventedDump.Number(1));
            Assert.Empty(_archive.Checked().Findings);
            Assert.NotNull(_archive.Find(InventedDump.Number(1).Id));
            if (failure is null)
            {
                break;
            }
        }
    }

    [Fact]
    public void An_archive_of_format_3_is_read_as_it_is_and_takes_notes_that_no_older_program_can_lose()
    {
        File.WriteAllBytes(_archive.Path, Unpacked("format-3.db.gz"));
        var before = _archive.Describe();
        Assert.Equal(3, FormatOf(_archive.Path));
        Assert.Empty(_archive.Checked().Findings);
        using (var archive = _archive.OpenToWrite())
        {
            Assert.Equal(["harbour"], archive.Annotate([archive.Find(Bridge.ToString())], new Note { Tags = ["harbour"] })[0].Details.Tags);
        }

        Assert.Equal(ArchiveFormat.Version, FormatOf(_archive.Path));
        Assert.Empty(_archive.Checked().Findings);
        using (var archive = _archive.OpenToWrite())
        {
            archive.TakeBackNote([archive.Find(Bridge.ToString())], NoteKind.Tags);
        }

        Assert.Equal(before, _archive.Describe());
    }

    private static byte[] Unpacked(string name)
    {
        var bytes = new MemoryStream();
        using var packed = new GZipStream(File.OpenRead(Fixture.In("archives", name)), CompressionMode.Decompress);
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static ArchiveStatistics Statistics(TestArchive archive) => archive.OpenedToRead(
        opened => opened.Statistics(new Selection(), new ReadingSpeed(), new DateOnly(2025, 1, 1), CancellationToken.None));

    private static int FormatOf(string path) => ArchiveFormat.VersionOf(File.ReadAllBytes(path).AsSpan(0, Page.Size))!.Value;
}
