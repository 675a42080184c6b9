using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Exporting;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store;

public sealed class ArticleDocumentTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["aß\u0000 静\n"], 0, 12];
    private static readonly Gen<int> Number = Gen.Int[0, 3000];
    private static readonly Gen<WallTime> Time =
        Gen.DateTime.Select(time => new WallTime(new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0)));

    private static readonly Gen<Details> Details = Gen.Select(
        Gen.Select(Text.Null(), Text.Null(), Gen.Date.Nullable()), Gen.Select(Time, Time, Time, Number, Number), Gen.Int[0, 31], Gen.Bool,
        Gen.Select(Text, Text, KeyValuePair.Create).Array[0, 3],
        (texts, figures, present, hasId, other) => new Details
        {
            Id = hasId ? InventedArticle.Full.Id : null,
            Category = texts.Item1,
            Url = texts.Item2,
            Date = texts.Item3 is { } date ? DateOnly.FromDateTime(date) : null,
            Created = (present & 1) != 0 ? figures.Item1 : null,
            Updated = (present & 2) != 0 ? figures.Item2 : null,
            LastRead = (present & 4) != 0 ? figures.Item3 : null,
            Words = (present & 8) != 0 ? figures.Item4 : null,
            ReadCount = (present & 16) != 0 ? figures.Item5 : null,
            Other = other,
        });

    private static readonly Gen<Note> Notes = Gen.Select(Time, Text.Null(), Text.Array[0, 2].Null(), Gen.Date.Nullable(), Gen.Bool.Nullable(), (at, text, texts, date, star) => new Note
    {
        At = at,
        Title = text,
        Comment = text,
        Tags = texts,
        WithoutTags = texts,
        Date = date is { } day ? DateOnly.FromDateTime(day) : null,
        IsStarred = star,
        Highlight = text is null ? null : new Highlight(text, text, at),
        WithoutHighlight = text,
    });

    private static readonly Gen<Article> Articles = Gen.Select(
        Details, Text.Null(), Gen.Select(Number, Number, Number, Number), Gen.Select(Number.Nullable(), Time.Nullable()),
        Gen.Select(Time.Array[0, 3], Number.Array[0, 3]), Notes.Array[0, 3],
        (details, title, numbers, imported, lists, notes) => new Article
        {
            Number = numbers.Item1 + 1,
            Id = InventedArticle.Full.Id,
            Title = title,
            Details = details,
            CountedWords = numbers.Item2,
            Characters = numbers.Item3,
            CharacterWords = numbers.Item3 == 0 ? 0 : numbers.Item4,
            ImportedReadCount = imported.Item1,
            ImportedLastRead = imported.Item2,
            Readings = lists.Item1,
            Notes = notes,
            Edited = numbers.Item1,
            Revisions = lists.Item2,
            Record = new TextNumber((uint)numbers.Item4),
        });

    [Fact]
    public void What_is_written_is_read() => Articles.Sample(article =>
        Assert.Equivalent(article, ArticleDocument.Read(ArticleDocument.From(article).ToDocument()), strict: true));

    [Fact]
    public void No_other_bytes_are_taken_for_an_article()
    {
        Assert.True(WallTime.TryParse("2025-02-03T08:00", out var reading));
        var document = ArticleDocument.From(InventedArticle.Full with { Readings = [reading] }).ToDocument().Bytes.ToArray();
        Assert.Equal(InventedArticle.Full.Title, ArticleDocument.Read(Document.Prove(document, "articles")).Title);
        for (var bit = 0; bit < document.Length * 8; bit++)
        {
            document[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertDamaged(document);
            document[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < document.Length; length++)
        {
            AssertDamaged(document[..length]);
        }
    }

    [Fact]
    public void Nothing_may_follow_the_checksum()
    {
        var document = ArticleDocument.From(InventedArticle.Full);
        AssertDamaged(document.With("readings", [202502011110L]).ToDocument().Bytes.ToArray());
    }

    private static void AssertDamaged(byte[] document) =>
        Assert.Throws<InvalidDataException>(() => Document.Prove(document, "articles"));
}
