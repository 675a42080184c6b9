using System.Text;
using Archiver.Articles;
using Archiver.Importing;
using Archiver.Querying;

namespace Archiver.Tests.Importing;

/// <summary>Dumps that differ from the plain one, through the archive and back: field by field, and byte by byte.</summary>
public sealed class OddDumpTests : IDisposable
{
    private static readonly InventedDump Plain = new(new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "coast", "March 3, 2025",
        "The harbour of Lindholm was opened again.", "Ferries leave at seven.", "“We are glad,” said the master.")
    {
        Url = "https://news.example/harbour/",
        Similar = ["Repairs to end soon", "Summary: Ferries return"],
        Summary = ["The harbour of Lindholm"],
    };

    private readonly TestArchive _archive = new();

    static OddDumpTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_plain_dump_comes_back() => AssertKept(Plain, Plain.ToBytes());

    [Fact]
    public void One_that_repeats_a_paragraph_on_purpose()
    {
        var dump = Plain with { Body = ["Ring the bell.", "Wait.", "Ring the bell.", "Open the door.", "Ring the bell."] };
        var article = AssertKept(dump, dump.ToBytes());
        Assert.Equal(3, _archive.ReferencesOf(article)[0].Body.Distinct().Count());
    }

    [Fact]
    public void One_whose_body_contains_the_headings()
    {
        var dump = Plain with { Body = ["How to write.", "Summary", "Begin with it.", "Statistics", "Count 12 of them.", "Details", "Leave them out."] };
        AssertKept(dump, dump.ToBytes());
    }

    [Fact]
    public void One_without_similar_readings()
    {
        var dump = Plain with { Similar = [] };
        AssertKept(dump, dump.ToBytes());
    }

    [Fact]
    public void One_without_a_summary()
    {
        var dump = Plain with { Summary = [] };
        AssertKept(dump, dump.ToBytes());
    }

    [Fact]
    public void One_with_an_unknown_detail()
    {
        var dump = Plain with { OtherDetails = ["Mood: calm – 静か", "Tide: low"] };
        var article = AssertKept(dump, dump.ToBytes());
        Assert.Equal([new("Mood", "calm – 静か"), new("Tide", "low")], article.Details.Other);
    }

    /// <summary>A document of LiteDB ends at 16 MB.</summary>
    [Fact]
    public void One_whose_details_no_document_can_hold_is_rejected_alone()
    {
        var details = Enumerable.Range(0, 700).Select(number => $"Mood{number}: {new string('x', 30_000)}").ToArray();
        var reports = _archive.Import(Plain with { OtherDetails = details }, InventedDump.Number(2));
        Assert.Equal([Outcome.Rejected, Outcome.Imported], TestArchive.Outcomes(reports));
        Assert.StartsWith("its details are too long", Assert.Single(reports[0].Warnings));
    }

    [Fact]
    public void One_without_any_detail_but_a_category()
    {
        var original = Encoding.UTF8.GetBytes("Apples were many.\nNobody knew why.\nApples were many.\nNobody knew why.\n"
            + "Statistics\n6\nWords\n3\nRead Count\nDetails\nCategory ID: land");
        _archive.Import(TestArchive.Input(original));
        using var archive = _archive.OpenToRead();
        var (article, text) = Assert.Single(archive.SelectWithText(new Selection()));
        Assert.Equal(new Details { Category = "land", Words = 6, ReadCount = 3 }, article.Details with { Other = new Details().Other });
        Assert.Empty(article.Details.Other);
        Assert.Equal(ArticleId.FromBody(text.Paragraphs), article.Id);
        Assert.Equal(["Apples were many.", "Nobody knew why."], TestArchive.Texts(text.Paragraphs));
        Assert.Equal(original, TestArchive.OriginalOf(archive, article));
    }

    [Theory]
    [InlineData("utf-16", "\n")]
    [InlineData("utf-16BE", "\r\n")]
    [InlineData("windows-1252", "\n")]
    [InlineData("shift_jis", "\r\n")]
    [InlineData("utf-8", "\r\n")]
    [InlineData("utf-8", "\r")]
    [InlineData("utf-8-bom", "\n")]
    public void One_in_another_encoding_or_with_other_line_ends(string name, string lineEnd)
    {
        var dump = Plain with
        {
            Body = name switch
            {
                "windows-1252" => ["L’été à Lindholm fut très chaud, « naïf » dit-on.", "Ça coûte 5 €."],
                _ => ["リンドホルムの港が月曜日に再開した。", "フェリーは七時に出る。"],
            },
        };
        var encoding = name == "utf-8-bom" ? new UTF8Encoding(true) : Encoding.GetEncoding(name);
        var text = dump.ToString().Replace("\n", lineEnd);
        AssertKept(dump, name == "utf-8" ? Encoding.UTF8.GetBytes(text) : [.. encoding.GetPreamble(), .. encoding.GetBytes(text)],
            isGuess: name is "windows-1252" or "shift_jis");
    }

    [Fact]
    public void One_with_mixed_line_ends_and_one_with_damaged_text()
    {
        AssertKept(Plain, Encoding.UTF8.GetBytes(Plain.ToString().Replace("seven.\n", "seven.\r\n")));
        byte[] damaged = [.. "Caf\u00E9 "u8, 0xFF, (byte)' ', .. (Plain with { Id = Guid.NewGuid(), Url = null }).ToBytes()];
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(_archive.Import(TestArchive.Input(damaged))));
        using var archive = _archive.OpenToRead();
        Assert.Contains(archive.Select(new Selection()), article => TestArchive.OriginalOf(archive, article).SequenceEqual(damaged));
    }

    [Fact]
    public void Ten_copies_glued_together_store_their_paragraphs_once()
    {
        InventedDump[] copies = [.. Enumerable.Range(1, 10).Select(number => Plain with { Id = InventedDump.IdOf(number) })];
        Assert.Equal([Outcome.Imported, .. Enumerable.Repeat(Outcome.Duplicate, 9)], TestArchive.Outcomes(_archive.Import(copies)));
        using var archive = _archive.OpenToRead();
        Assert.All(copies, copy => Assert.Equal(copy.ToBytes(), TestArchive.OriginalOf(archive, archive.Find(copy.Id.ToString()))));
        var numbers = _archive.ReferencesOf(archive.Select(new Selection())).SelectMany(text => text.Body).ToArray();
        Assert.Equal((30, 3), (numbers.Length, numbers.Distinct().Count()));
    }

    private Article AssertKept(InventedDump dump, byte[] original, bool isGuess = false)
    {
        var report = Assert.Single(_archive.Import(TestArchive.Input(original, "odd.txt")));
        Assert.Equal((Outcome.Imported, dump.Id, 0L, original.LongLength), (report.Outcome, report.Id, report.Offset, report.Length));
        Assert.Equal(isGuess, report.Warnings is [var warning] && warning.Contains("encoding is a guess", StringComparison.Ordinal));
        Assert.True(isGuess || report.Warnings.Count == 0);
        using var archive = _archive.OpenToRead();
        var article = archive.Find(dump.Id.ToString());
        var text = archive.ReadText(article);
        Assert.Equal(dump.Body, TestArchive.Texts(text.Paragraphs));
        Assert.Equal(dump.Similar, TestArchive.Texts(text.Similar));
        Assert.Equal(dump.Summary, TestArchive.Texts(text.Summary));
        Assert.Equal(dump.Body[0], article.Title);
        Assert.Equal((dump.Words, dump.Words, 1), (article.Words, article.CountedWords, article.Details.ReadCount));
        var details = article.Details;
        Assert.Equal((dump.Id, "coast", dump.Url, new DateOnly(2025, 3, 3)), (details.Id, details.Category, details.Url, details.Date));
        Assert.Equal("2025-02-01T11:10", details.LastRead.ToString());
        Assert.Equal(dump.OtherDetails.Length, details.Other.Count);
        Assert.Equal(original, TestArchive.OriginalOf(archive, article));
        Assert.Equal(("odd.txt", original.LongLength), (text.Source!.Input, text.Source.Bytes));
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(original), text.Source.Sha256.ToArray());
        return article;
    }
}
