using System.Text;
using Archiver.Articles;
using Archiver.Formats.Frames;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using CsCheck;

namespace Archiver.Tests.Importing;

/// <summary>Random dumps that share paragraphs, imported in several ways.</summary>
public sealed class ImportPropertyTests
{
    private static readonly string[] Paragraphs =
    [
        "Rain fell.", "The bell rang twice.", "Nobody came.", "Summary", "Details", "静かな港。", "A long sentence about very little indeed.",
        "Été.", "She said: \"No.\"", "1 2 3", "{body}", "The end.", "The end", "the end.",
    ];

    private static readonly Gen<string> Paragraph = Gen.Int[0, Paragraphs.Length - 1].Select(index => Paragraphs[index]);

    private static readonly Gen<InventedDump> AnyDump = Gen.Select(
        Paragraph.Array[1, 6], Paragraph.Array[0, 3], Paragraph.Array[0, 1], Gen.Int[0, 4], Gen.Int[0, 40], Gen.Int[0, 3],
        (body, similar, summary, category, day, url) => new InventedDump(
            Guid.Empty, category == 0 ? null : $"category {category}", day == 0 ? null : $"2024-02-{1 + (day % 28):00}",
            ["Lead.", .. body, "Close."])
        {
            Similar = similar,
            Summary = summary,
            Url = url == 0 ? null : $"https://news.example/{url}",
        });

    /// <summary>Dumps of different IDs.</summary>
    private static readonly Gen<InventedDump[]> Different = AnyDump.Array[1, 25]
        .Select(dumps => dumps.Select((dump, index) => dump with { Id = InventedDump.IdOf(index + 1) }).ToArray());

    /// <summary>Dumps some of which have the ID of others, junk among them.</summary>
    private static readonly Gen<string> Mixed = Gen.Select(AnyDump, Gen.Int[1, 8], Gen.Int[0, 5])
        .Select((dump, id, before) => (before switch { 0 => "\n\n", 1 => "\nsome text\n", _ => "" }) + (dump with { Id = InventedDump.IdOf(id) }))
        .Array[0, 14].Select(string.Concat);

    [Fact]
    public void However_dumps_are_divided_and_ordered_the_archive_holds_the_same() =>
        Gen.Select(Different, Gen.Int, Gen.Int[1, 5]).Sample((dumps, seed, parts) =>
        {
            using var together = new TestArchive();
            using var apart = new TestArchive();
            together.Import(dumps);
            var shuffled = dumps.ToArray();
            new Random(seed).Shuffle(shuffled);
            foreach (var part in shuffled.Chunk((shuffled.Length + parts - 1) / parts))
            {
                apart.Import(part);
            }

            Assert.Equal(together.Describe(), apart.Describe());
            foreach (var archive in new[] { together, apart })
            {
                AssertStoredOnce(archive);
                using var opened = archive.OpenToRead();
                Assert.All(dumps, dump =>
                {
                    var article = opened.Find(dump.Id.ToString());
                    Assert.Equal(dump.ToBytes(), TestArchive.OriginalOf(opened, article));
                    Assert.Equal((dump.Category, dump.Url), (article.Details.Category, article.Details.Url));
                });
            }
        }, iter: 20, threads: 1);

    [Fact]
    public void A_dry_run_says_what_the_import_does_and_changes_nothing() =>
        Gen.Select(Mixed, Mixed.Array[1, 3]).Sample((first, second) =>
        {
            using var archive = new TestArchive();
            using (var none = new TemporaryFolder())
            {
                AssertSame(Archive.PreviewImport(null, Inputs([first]), CancellationToken.None).ToArray(), archive.Import(Inputs([first])));
            }

            var before = File.ReadAllBytes(archive.Path);
            StretchReport[] tried;
            using (var opened = archive.OpenToRead())
            {
                tried = [.. Archive.PreviewImport(opened, Inputs(second), CancellationToken.None)];
            }

            Assert.Equal(before, File.ReadAllBytes(archive.Path));
            AssertSame(tried, archive.Import(Inputs(second)));
        }, iter: 25, threads: 1);

    [Fact]
    public void The_stretches_of_an_input_follow_one_another_to_its_end() => Mixed.Array[1, 4].Sample(inputs =>
    {
        using var archive = new TestArchive();
        var reports = archive.Import(Inputs(inputs));
        for (var index = 0; index < inputs.Length; index++)
        {
            var at = 0L;
            foreach (var report in reports.Where(report => report.Input == $"{index}"))
            {
                Assert.Equal(at, report.Offset);
                at += report.Length;
            }

            Assert.Equal(Encoding.UTF8.GetByteCount(inputs[index]), at);
        }

        Assert.Equal(reports.OrderBy(report => int.Parse(report.Input, System.Globalization.CultureInfo.InvariantCulture)), reports);
        Assert.All(reports, report => Assert.Equal(
            report.Outcome is Outcome.Imported or Outcome.Duplicate or Outcome.Updated or Outcome.Unchanged, report.Id is not null));
    }, iter: 20, threads: 1);

    private static ImportInput[] Inputs(string[] texts) =>
        [.. texts.Select((text, index) => TestArchive.Input(text, $"{index}"))];

    private static void AssertSame(IReadOnlyList<StretchReport> tried, IReadOnlyList<StretchReport> done) =>
        Assert.Equal(done.Select(Describe), tried.Select(Describe));

    private static string Describe(StretchReport report) => $"{report with { Warnings = [] }} {string.Join(';', report.Warnings)}";

    /// <summary>Every text that is looked for lies in the packs once, and a frame, on which many articles depend, twice.</summary>
    private static void AssertStoredOnce(TestArchive archive)
    {
        using var database = Database.OpenToRead(archive.Path, TimeSpan.Zero, CancellationToken.None);
        var catalog = Catalog.Read(database);
        var packs = new PackStore(database);
        var indexed = new RunSet(catalog.Runs, RunKind.Text, database.Finder(RunBlock.Collection))
            .Range(0, ulong.MaxValue, descending: false).Select(entry => entry.Number).ToHashSet();
        var texts = indexed.Select(number => Convert.ToBase64String(packs[new TextNumber(number)].Span)).ToArray();
        using var opened = archive.OpenToRead();
        var stored = archive.ReferencesOf(opened.Select(new Selection()));
        var frames = stored.Where(text => text.Frame != TextNumber.None)
            .Select(text => Convert.ToBase64String(packs[text.Frame].Span)).ToHashSet();
        Assert.All(texts.GroupBy(text => text), same => Assert.Equal(frames.Contains(same.Key) ? 2 : 1, same.Count()));
        Assert.Subset(indexed, stored.SelectMany(text => (IEnumerable<TextNumber>)
            [.. text.Body, .. text.Similar, .. text.Summary, .. text.Original, text.Frame])
            .Where(number => number != TextNumber.None).Select(number => number.Value).ToHashSet());

        // Beside them the packs have one record of each article, and nothing else.
        var inPacks = Enumerable.Range(1, catalog.LastPack).Sum(number => CountOf(Pack.Read(number, database.Finder(Pack.Collection))));
        Assert.Equal(texts.Length + stored.Length, inPacks);
    }

    private static int CountOf(Pack pack)
    {
        for (var place = 0; ; place++)
        {
            try
            {
                _ = pack[place];
            }
            catch (ArchiverException)
            {
                return place;
            }
        }
    }
}
