using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Tests.Importing;

/// <summary>A dump in the layout of the reading app, with its body repeated from the second paragraph on.</summary>
internal sealed record InventedDump(Guid Id, string? Category, string? Date, params string[] Body)
{
    public string? Url { get; init; }

    public string[] Similar { get; init; } = [];

    public string[] Summary { get; init; } = [];

    public string[] OtherDetails { get; init; } = [];

    public int Reads { get; init; } = 1;

    public string LastRead { get; init; } = "2025/02/01 11:10";

    public static Guid IdOf(int number) => new(number, 0x1234, 0x4567, [0x89, 1, 2, 3, 4, 5, 6, 7]);

    /// <summary>A small dump of its own for each number.</summary>
    public static InventedDump Number(int number) => new(IdOf(number * 7919), $"category-{number % 5}", $"2024-03-{1 + (number % 28):00}",
        $"Sentence {number} opens the article.", $"It goes on to say {number * 31}.", "And everybody says this.")
    {
        Url = $"https://news.example/{number}/",
        Similar = ["Everything about it", $"More of {number % 10}"],
        Summary = [$"Sentence {number} opens"],
    };

    /// <summary>One of 50,000 characters that hardly compress: a hundred of them are a batch of an import.</summary>
    public static InventedDump Large(int number)
    {
        var bytes = new byte[25_000];
        new Random(number).NextBytes(bytes);
        return Number(number) with { Body = [Convert.ToHexString(bytes), $"The end of {number}."] };
    }

    public int Words => Body.Sum(paragraph => paragraph.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);

    public override string ToString()
    {
        List<string> lines = [.. Body, .. Body.Skip(1)];
        if (Similar.Length > 0)
        {
            lines.AddRange([$"Similar Readings ({Similar.Length} items)", .. Similar]);
        }

        if (Summary.Length > 0)
        {
            lines.AddRange(["Summary", .. Summary]);
        }

        lines.AddRange(["Statistics", $"{Words}", $"Words{Reads}", "Read CountDetails", $"ID: {Id}"]);
        string?[] details =
        [
            Category is null ? null : $"Category ID: {Category}", Url is null ? null : $"URL: {Url}",
            Date is null ? null : $"Date: {Date}", .. OtherDetails, $"Last Read: {LastRead}",
        ];
        lines.AddRange(details.OfType<string>());
        return string.Join('\n', lines);
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>Many dumps in one input, as <c>cat</c> would glue them.</summary>
    public static string Glued(IEnumerable<InventedDump> dumps) => string.Concat(dumps);
}
