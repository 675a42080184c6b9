using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Tests.Store;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

/// <summary>Each invariant is broken on purpose, and the check names it.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TestArchive _archive = new();

    public VerifyTests()
    {
        _archive.Import(Enumerable.Range(1, 20).Select(InventedDump.Number));
        _archive.Import(InventedDump.Number(3) with { Body = ["Changed.", "Here and there."] });
    }

    public void Dispose() => _archive.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_whole_archive_has_no_findings(bool quick)
    {
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([archive.Find(InventedDump.IdOf(7 * 7919).ToString())]);
        }

        var result = _archive.Checked(quick);
        Assert.Empty(result.Findings);
        Assert.Equal((19, 1, 1, 5), (result.Articles, result.Removed, result.Revisions, result.Categories));
        Assert.Equal(0, result.UnusedPacks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Its_progress_never_goes_back(bool quick)
    {
        var done = new List<MaintenanceProgress>();
        Archiver.Upkeep.Verify.Run(_archive.Path, quick, TimeSpan.Zero, done.Add, CancellationToken.None);
        Assert.Contains(done, progress => progress.Step == MaintenanceStep.Verify);
        Assert.All(done.GroupBy(progress => progress.Step), step =>
        {
            Assert.Equal(Enumerable.Range(1, step.Count()), step.Select(progress => (int)progress.Done));
            Assert.Equal(step.Count(), Assert.Single(step.Select(progress => progress.Total).Distinct()));
        });
    }

    [Fact]
    public void It_checks_what_stands_in_the_log_of_a_running_import()
    {
        using var reader = _archive.OpenToRead();
        _archive.Import(InventedDump.Number(30));
        Assert.True(new FileInfo(_archive.LogPath).Length > 0);
        var result = _archive.Checked();
        Assert.Empty(result.Findings);
        Assert.Equal(21, result.Articles);
    }

    [Fact]
    public void Texts_that_nothing_refers_to_are_counted_and_no_damage()
    {
        _archive.Change((database, catalog) => VerifyTest.AddPack(database, catalog, "nobody's"u8.ToArray()));
        var result = _archive.Checked();
        Assert.Empty(result.Findings);
        Assert.Equal((1, 1), (result.UnusedPacks, (int)result.UnusedTexts));
    }

    [Fact]
    public void Another_format_in_the_catalog() => AssertFound(FindingKind.Mark, () =>
    {
        // The catalog's own words are written last, so this goes around them.
        using var database = Database.OpenToWrite(_archive.Path, TimeSpan.Zero, CancellationToken.None);
        var document = database.Changing(Catalog.Collection, 1);
        document.Fields["format"] = 7;
        database.Begin();
        database.Update(Catalog.Collection, [document.Seal()]);
        database.WaitFor(database.Commit());
        database.Finish();
    });

    [Fact]
    public void A_count_of_articles_that_is_wrong() =>
        AssertFound(FindingKind.Counter, () => _archive.Change((_, catalog) => catalog.Articles++));

    [Fact]
    public void A_count_of_references_that_is_wrong() =>
        AssertFound(FindingKind.Counter, () => _archive.Change((_, catalog) => catalog.ReferredTexts += new ReferredTexts(1, 0)));

    [Fact]
    public void A_number_above_the_counter() =>
        AssertFound(FindingKind.Counter, () => _archive.Change((_, catalog) => catalog.LastArticle--));

    [Fact]
    public void An_article_that_is_in_the_bin_as_well() => AssertFound(FindingKind.Counter, () => _archive.Change((database, _) =>
        database.Insert(Bin.Collection, [ArticleDocument.ToRemoved(ArticleOf(database, 5), new Removal(DateTime.UtcNow))])));

    [Fact]
    public void A_document_whose_checksum_is_wrong()
    {
        var finding = AssertFound(FindingKind.Document, () => _archive.Change((database, _) =>
        {
            var document = database.Changing(ArticleDocument.Collection, 5);
            document.Fields["title"] = "Something else";
            database.Update(ArticleDocument.Collection, [document]);
        }));
        Assert.Equal(InventedDump.IdOf(5 * 7919), finding.Article);
        Assert.Contains("Something else", finding.What);
    }

    [Fact]
    public void A_record_that_is_not_there() => AssertFound(FindingKind.Reference, () =>
        _archive.ChangeDocument(ArticleDocument.Collection, 5, document => document["record"] = (500 << 12) + 3));

    [Fact]
    public void A_record_that_is_none() => AssertFound(FindingKind.Reference, () => _archive.Change((database, catalog) =>
    {
        var place = VerifyTest.AddPack(database, catalog, "no record"u8.ToArray());
        database.Update(ArticleDocument.Collection, [ArticleDocument.From(ArticleOf(database, 5) with { Record = place })]);
    }));

    [Fact]
    public void A_paragraph_that_is_not_there()
    {
        var finding = AssertFound(FindingKind.Reference, () => _archive.ChangeRecord(5, record => record with
        {
            Text = record.Text with { Body = [.. record.Text.Body, new TextNumber(400, 1)] },
        }));
        Assert.Equal(InventedDump.IdOf(5 * 7919), finding.Article);
    }

    [Fact]
    public void An_article_without_a_recipe() => AssertFound(FindingKind.Recipe, () => _archive.ChangeRecord(5, record =>
        record with { Text = record.Text with { Frame = TextNumber.None } }));

    [Fact]
    public void A_pack_that_has_vanished() => AssertFound(FindingKind.Reference, () =>
        _archive.Change((database, _) => database.Delete(Pack.Collection, [1])));

    [Fact]
    public void A_pack_that_is_only_a_part() => AssertFound(FindingKind.Pack, () => _archive.Change((database, catalog) =>
    {
        var content = new byte[9 << 20];
        content[0] = 1;
        BitConverter.TryWriteBytes(content.AsSpan(4), content.Length - 8);
        database.Insert(Pack.Collection, Pack.ToDocuments(catalog.LastPack + 1, content)[1..]);
        catalog.LastPack += 2;
    }));

    [Fact]
    public void A_pack_whose_lengths_do_not_add_up() => AssertFound(FindingKind.Pack, () => _archive.Change((database, catalog) =>
        database.Insert(Pack.Collection, Pack.ToDocuments(++catalog.LastPack, [1, 0, 0, 0, 9, 0, 0, 0, 65]))));

    [Fact]
    public void A_pack_that_says_it_has_millions_of_texts() => AssertFound(FindingKind.Pack, () => _archive.Change((database, catalog) =>
        database.Insert(Pack.Collection, Pack.ToDocuments(++catalog.LastPack, [255, 255, 255, 127, 9, 0, 0, 0, 65]))));

    [Fact]
    public void An_original_with_another_SHA_256() => AssertFound(FindingKind.Original, () => _archive.ChangeRecord(5, record =>
        record with { Source = record.Source with { Sha256 = new byte[32] } }));

    [Fact]
    public void An_original_of_another_length() => AssertFound(FindingKind.Original, () => _archive.ChangeRecord(5, record =>
        record with { Source = record.Source with { Bytes = 1 } }));

    [Fact]
    public void A_text_that_is_stored_twice() => AssertFound(FindingKind.Text, () => _archive.Change((database, catalog) =>
    {
        var place = VerifyTest.AddPack(database, catalog, "Changed."u8.ToArray());
        new RunMerger(database, catalog).Add(RunKind.Text,
            [new RunEntry(RunKey.OfText(Checksum.Of("Changed."u8)), place.Value)]);
    }));

    [Fact]
    public void An_entry_that_leads_to_another_text() => AssertFound(FindingKind.Text, () => _archive.Change((database, catalog) =>
        new RunMerger(database, catalog).Add(RunKind.Text, [new RunEntry(5, new TextNumber(1, 0).Value)])));

    [Fact]
    public void A_text_that_is_not_found() => AssertFound(FindingKind.Text, () => _archive.Change((database, catalog) =>
        new RunMerger(database, catalog).Add(RunKind.Text, [RunsOf(database, catalog, RunKind.Text).First().AsRemoval()])));

    [Theory]
    [InlineData((int)RunKind.Id)]
    [InlineData((int)RunKind.Url)]
    [InlineData((int)RunKind.Date)]
    [InlineData((int)RunKind.Category)]
    [InlineData((int)RunKind.Body)]
    public void An_article_that_is_not_found_by_one_of_its_keys(int kind) => AssertFound(FindingKind.Entry, () =>
    {
        _archive.Import(InventedDump.Number(40) with { Url = "https://example.org/40" });
        _archive.Change((database, catalog) => new RunMerger(database, catalog).Add((RunKind)kind,
            [RunsOf(database, catalog, (RunKind)kind).First().AsRemoval()]));
    });

    [Theory]
    [InlineData((int)RunKind.Url)]
    [InlineData((int)RunKind.Date)]
    [InlineData((int)RunKind.Category)]
    [InlineData((int)RunKind.Body)]
    public void An_article_that_is_found_by_a_key_it_has_not(int kind) => AssertFound(FindingKind.Entry, () =>
        _archive.Change((database, catalog) => new RunMerger(database, catalog).Add((RunKind)kind, [new RunEntry(20240101, 5)])));

    [Fact]
    public void Two_articles_with_one_ID() => AssertFound(FindingKind.Entry, () => _archive.Change((database, _) =>
        database.Update(ArticleDocument.Collection, [ArticleDocument.From(ArticleOf(database, 6) with { Id = ArticleOf(database, 5).Id })])));

    [Fact]
    public void An_entry_without_its_article_names_the_ID()
    {
        var finding = AssertFound(FindingKind.Document, () => _archive.Change((database, _) => database.Delete(ArticleDocument.Collection, [5])));
        Assert.Contains(InventedDump.IdOf(5 * 7919).ToString()[..7], finding.What);
    }

    [Fact]
    public void A_count_of_characters_that_is_wrong() => AssertFound(FindingKind.Line, () => _archive.Change((database, _) =>
        database.Update(ArticleDocument.Collection, [ArticleDocument.From(ArticleOf(database, 5) with { Characters = 1, CharacterWords = 1 })])));

    [Fact]
    public void A_count_of_words_that_is_wrong() => AssertFound(FindingKind.Line, () => _archive.Change((database, _) =>
        database.Update(ArticleDocument.Collection, [ArticleDocument.From(ArticleOf(database, 5) with { CountedWords = 1 })])));

    [Fact]
    public void A_run_that_has_lost_a_block() => AssertFound(FindingKind.Run, () => _archive.Change((database, catalog) =>
        database.Delete(RunBlock.Collection, [catalog.Runs[0].FirstBlock])));

    [Fact]
    public void A_run_of_another_count() => AssertFound(FindingKind.Run, () => _archive.Change((_, catalog) =>
        catalog.Runs[0] = catalog.Runs[0] with { Entries = 3 }));

    [Fact]
    public void A_run_that_is_not_sorted() => AssertFound(FindingKind.Run, () => _archive.Change((database, catalog) =>
    {
        var blocks = RunBlock.ToDocuments([new RunEntry(9, 2), new RunEntry(9, 1)], () => ++catalog.LastBlock).ToArray();
        database.Insert(RunBlock.Collection, blocks.Select(block => block.Document));
        catalog.Runs.Add(new RunInfo(RunKind.Date, 0, 2, catalog.LastBlock, 1));
    }));

    [Fact]
    public void A_block_that_no_run_has() => AssertFound(FindingKind.Run, () => _archive.Change((database, catalog) =>
        database.Insert(RunBlock.Collection, RunBlock.ToDocuments([new RunEntry(9, 2)], () => ++catalog.LastBlock).Select(block => block.Document).ToArray())));

    [Fact]
    public void A_category_that_has_vanished() => AssertFound(FindingKind.Category, () =>
        _archive.Change((database, _) => database.Delete(CategoryTable.Collection, [1])));

    [Fact]
    public void Two_categories_with_one_name() => AssertFound(FindingKind.Category, () => _archive.Change((database, _) =>
        database.Update(CategoryTable.Collection, [CategoryTable.ToDocument("category-2", 1)])));

    [Fact]
    public void An_older_state_that_is_not_there() => AssertFound(FindingKind.Revision, () =>
        _archive.Change((database, _) => database.Delete(ArticleDocument.Revisions, [1])));

    [Fact]
    public void An_older_state_of_another_article() => AssertFound(FindingKind.Revision, () =>
        _archive.ChangeDocument(ArticleDocument.Revisions, 1, document => document["article"] = 9));

    [Theory]
    [InlineData(PageType.Header)]
    [InlineData(PageType.Collection)]
    [InlineData(PageType.Index)]
    [InlineData(PageType.Data)]
    internal void A_page_that_is_zeroed(PageType type) => AssertFound(FindingKind.Page, () =>
    {
        var bytes = File.ReadAllBytes(_archive.Path);
        var page = Enumerable.Range(0, bytes.Length / Page.Size).First(page => bytes[(page * Page.Size) + Page.Type] == (byte)type);
        bytes.AsSpan(page * Page.Size, Page.Size).Clear();
        File.WriteAllBytes(_archive.Path, bytes);
    });

    [Fact]
    public void A_file_that_is_cut_short() => AssertFound(FindingKind.Page, () =>
    {
        using var file = File.OpenWrite(_archive.Path);
        file.SetLength(file.Length - (2 * Page.Size) - 100);
    });

    /// <summary>A level that skips nodes leads past what is looked for, and the lowest level does not show it.</summary>
    [Fact]
    public void An_index_whose_upper_levels_are_not_linked() => AssertFound(FindingKind.Index, () =>
    {
        var bytes = File.ReadAllBytes(_archive.Path);
        for (var page = 1; page < bytes.Length / Page.Size; page++)
        {
            var span = bytes.AsSpan(page * Page.Size, Page.Size);
            var view = new PageView(span);
            for (var slot = 0; view.Type == PageType.Index && slot < view.Slots; slot++)
            {
                // A node of two levels or more: the upper one now leads back to where it stands.
                if (view.TryGet(slot, out var item) && item[1] is >= 2 and < 32)
                {
                    Assert.True(Page.TryOpen(span));
                    var at = span.IndexOf(item) + 12 + 10 + 5;
                    BitConverter.TryWriteBytes(span[at..], page);
                    span[at + 4] = (byte)slot;
                    Page.Seal(span);
                    File.WriteAllBytes(_archive.Path, bytes);
                    return;
                }
            }
        }

        Assert.Fail("There is no such node.");
    });

    private static Article ArticleOf(Database database, int number) =>
        ArticleDocument.Read(database.Find(ArticleDocument.Collection, number)!);

    private static IEnumerable<RunEntry> RunsOf(Database database, Catalog catalog, RunKind kind) =>
        new StoredArticles(database, catalog).RunsOf(kind).Range(0, ulong.MaxValue, descending: false);

    private Finding AssertFound(FindingKind kind, Action damage)
    {
        Assert.Empty(_archive.Checked().Findings);
        damage();
        _archive.Checked(quick: true);
        return _archive.Checked().Findings.First(finding => finding.Kind == kind);
    }
}
