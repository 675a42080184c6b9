using System.Globalization;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Store;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;
using LiteDB;

namespace Archiver.Tests.Upkeep;

/// <summary>
/// Archives with right checksums and hostile values. Fixed seed; <c>ARCHIVER_CRAFTED</c> says how many.
/// </summary>
public sealed class CraftedArchiveTests : IDisposable
{
    private const int Seed = 20250201;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestArchive _archive = new();

    public CraftedArchiveTests()
    {
        _archive.Import(Enumerable.Range(1, 30).Select(number => InventedDump.Number(number) with { OtherDetails = ["Mood: fine"] }));
        _archive.Import(Enumerable.Range(1, 4).Select(number => InventedDump.Number(number) with { Body = [$"Changed {number}.", "Since then."] }));
        _archive.Read(InventedDump.IdOf(5 * 7919), "2025-02-03T10:00");
        using var archive = _archive.OpenToWrite();
        archive.Remove([archive.Find(InventedDump.IdOf(7 * 7919).ToString())]);
    }

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void Values_that_cannot_be_are_damage_and_nothing_else()
    {
        var whole = File.ReadAllBytes(_archive.Path);
        Parallel.For(0, Extent.Of("ARCHIVER_CRAFTED", 40, 150), new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
        {
            var random = new Random(Seed + index);
            var crafted = new CraftedArchive(whole);
            var what = $"seed {Seed + index}: {string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => crafted.Change(random)).ToArray())}";
            TryAll(crafted.Bytes, what);
        });
    }

    /// <summary>Packs are compressed: what is in them is changed before.</summary>
    [Fact]
    public void Texts_and_records_that_cannot_be_are_damage_and_nothing_else()
    {
        var whole = File.ReadAllBytes(_archive.Path);
        for (var index = 0; index < Extent.Of(12, 40); index++)
        {
            File.WriteAllBytes(_archive.Path, whole);
            var random = new Random(Seed + index);
            _archive.Change((database, catalog) =>
            {
                var number = random.Next(1, catalog.LastPack + 1);
                var pack = Pack.Read(number, database.Finder(Pack.Collection));
                using var builder = new PackBuilder(number, Pack.TargetSize);
                for (var place = 0; place < pack.Count; place++)
                {
                    builder.Add(pack[place].Span);
                }

                var content = builder.Content().ToArray();
                for (var times = random.Next(1, 6); times > 0; times--)
                {
                    content[random.Next(2) == 0 ? random.Next(content.Length) : random.Next(4 * (pack.Count + 1))] = (byte)random.Next(256);
                }

                database.Update(Pack.Collection, Pack.ToDocuments(number, content));
            });
            TryAll(File.ReadAllBytes(_archive.Path), $"seed {Seed + index}");
        }
    }

    /// <summary>Read by recursion, it would end the process, and with it every test.</summary>
    [Theory]
    [InlineData(ArticleDocument.Collection, 5)]
    [InlineData(Bin.Collection, 7)]
    [InlineData(ArticleDocument.Revisions, 1)]
    [InlineData(CategoryTable.Collection, 1)]
    public void A_document_of_a_hundred_thousand_levels_is_damage(string collection, int number)
    {
        _archive.Change((database, _) =>
        {
            var document = database.Changing(collection, number);
            document.Fields["title"] = "Deep";
            document.Fields["deep"] = new byte[700_000];
            database.Update(collection, [document.Seal()]);
        });
        var crafted = new CraftedArchive(File.ReadAllBytes(_archive.Path));
        Assert.True(crafted.Nest());
        TryAll(crafted.Bytes, collection);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["archive.db"], crafted.Bytes);
        Assert.Contains(VerifyTest.Checked(folder["archive.db"]).Findings, finding => finding.Kind == Archiver.Upkeep.Checks.FindingKind.Document);
        Assert.Equal(29, VerifyTest.Salvaged(folder["archive.db"], folder["saved.db"]).Articles);
    }

    private static void TryAll(byte[] bytes, string what)
    {
        Try("list", path =>
        {
            using var archive = TestArchive.OpenToRead(path);
            _ = archive.Select(new Selection { Order = SortOrder.NewestFirst }).Count() + archive.Categories().Count + archive.Removed().Count();
        });
        Try("export", path =>
        {
            using var archive = TestArchive.OpenToRead(path);
            _ = archive.SelectWithText(new Selection { Order = SortOrder.AsImported }).Count();
        });
        Try("show", path =>
        {
            using var archive = TestArchive.OpenToRead(path);
            foreach (var article in archive.Select(new Selection()).Take(10))
            {
                TestArchive.OriginalOf(archive, article);
                archive.History(article);
            }
        });
        Try("verify --quick", path => VerifyTest.Checked(path, quick: true));
        Try("verify", path => VerifyTest.Checked(path));
        Try("backup", path => Backup.Run(path, path + ".backup", false, TimeSpan.Zero, _ => { }, CancellationToken.None));
        Try("compact", path => Compact.Run(path, DateTime.MinValue, TimeSpan.Zero, _ => { }, CancellationToken.None));
        Try("salvage", path =>
        {
            VerifyTest.Salvaged(path, path + ".saved");
            MaintenanceTest.Everything(path + ".saved");
        });

        void Try(string verb, Action<string> run)
        {
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(folder["archive.db"], bytes);
            var task = Task.Run(() => run(folder["archive.db"]));
            try
            {
                Assert.True(task.Wait(Patience), $"{what}: {verb} hangs");
            }
            catch (AggregateException exception) when (exception.InnerException is ArchiverException)
            {
                // Damage, said to be damage.
            }
            catch (AggregateException exception)
            {
                Assert.Fail($"{what}: {verb}: {exception.InnerException}");
            }
        }
    }
}
