using System.Text;
using Archiver.Articles;

namespace Archiver.Tests.Exporting;

/// <summary>Articles for tests of output: one with every field, one with none that can be missing.</summary>
internal static class InventedArticle
{
    public static Article Full { get; } = new()
    {
        Number = 7,
        Id = new Guid("0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60"),
        Title = "The harbour of \"Lower Fennick\" reopens…",
        CountedWords = 12,
        Details = new Details
        {
            Id = new Guid("0f3c2a9e-5b1d-4e77-8a60-1d2c3b4a5f60"),
            Category = "local",
            Url = "https://example.org/a?b=1&c=<2>",
            Date = new DateOnly(2024, 3, 9),
            Created = new WallTime(new DateTime(2024, 3, 10, 7, 5, 0)),
            Updated = new WallTime(new DateTime(2024, 3, 11, 0, 0, 0)),
            LastRead = new WallTime(new DateTime(2024, 3, 12, 23, 59, 0)),
            Words = 11,
            ReadCount = 2,
            Other = [new("Mood", "calm – 静か"), new("Tide\u202E", "low\u0007")],
        },
    };

    public static ArticleText FullText { get; } = Text(
        ["The harbour of “Lower Fennick” reopens.", "港は\u3000再開した。👨‍👩‍👧", "tab\t bell\u0007 escape\u001B[31m back\\slash"],
        ["Another harbour", "Summary: tides"],
        ["The harbour reopened after the", "storm, and the"]) with
    {
        Source = new Source("fennick.txt", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray(), 812,
            new DateTime(2026, 11, 22, 21, 7, 12, DateTimeKind.Utc)),
    };

    public static Article Bare { get; } = new()
    {
        Number = 8,
        Id = new Guid("11111111-2222-5333-8444-555555555555"),
        CountedWords = 0,
        Details = Details.None,
    };

    public static ArticleText BareText { get; } = Text([], [], []) with
    {
        Source = new Source("-", new byte[32], 0, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)),
    };

    public static ArticleText Text(string[] paragraphs, string[] similar, string[] summary) =>
        new(Utf8(paragraphs), Utf8(similar), Utf8(summary));

    private static ReadOnlyMemory<byte>[] Utf8(string[] lines) =>
        [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))];
}
