using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Exporting.Reports;

namespace Archiver.Tests.Cli;

/// <summary>What of an article comes back when an export of it is imported into a new archive.</summary>
public sealed partial class RoundTripTests
{
    /// <summary>How it is exported, by the name in the table.</summary>
    private static readonly (string Name, string Arguments)[] Formats =
    [
        ("jsonl", "--format jsonl"), ("markdown", "--format markdown"), ("hugo", "--format markdown --flavor hugo"), ("csv", "--format csv --with-text"),
        ("wallabag", "--format wallabag"), ("epub", "--format epub"),
    ];

    /// <summary>Where it came from is different by nature, what was lost is a thing of this archive alone.</summary>
    private static readonly string[] OfTheArchive = ["source", "lost"];

    private const string TimesOfHighlights = "highlights.created";

    private static string[] Fields { get; } =
        [.. ArticleField.All.Select(field => field.Name).Where(name => !OfTheArchive.Contains(name.Split('.')[0])), TimesOfHighlights];

    /// <summary>Texts that mean something in one of the formats, and may stand in each.</summary>
    private static readonly string[] Texts =
    [
        "&<>\"' ]]> <!-- --> <script>alert(1)</script> &amp; &nbsp;", "=1+1;\"x\",'y'", "# - + * _ [a](b) `c` ~~d~~ $f$ {{< h >}} | ^i #tag !", "1. first",
        "---", "+++", "> quoted", "    indented", "a  b", "http://a.example/?b=\"<>^`{|}", "{ } \\ % # unbalanced } {{", "مرحبا بالعالم", "港町の\u3000図書館", "Highlights", "\"quoted\"", "a: b", "* * *",
        "a, b; c", "[[wiki]]", "[1]: http://a.example", "| a | b |", "```", "- [ ] task", "x\u00A0y", "~~~", "***", "Setext", "===",
    ];

    public static TheoryData<string, string> Exports => [.. Formats];

    /// <summary>What comes back, as a table for the reference.</summary>
    public static string[] Table()
    {
        var results = Formats.Select(format => (format.Name, Kept: KeptBy(format.Arguments))).ToArray();
        return
        [
            $"| field | {string.Join(" | ", results.Select(result => $"`{result.Name}`"))} |",
            $"| --- |{string.Concat(results.Select(_ => " --- |"))}",
            .. Fields.Select(field => $"| `{field}` | {string.Join(" | ", results.Select(result => result.Kept[field]))} |"),
        ];
    }

    [Theory, MemberData(nameof(Exports))]
    public void Titles_and_paragraphs_come_back_whatever_they_mean_elsewhere(string name, string arguments)
    {
        var articles = Texts.Select((text, index) => new
        {
            formatVersion = 1,
            id = $"{index:D8}-2222-4333-8444-555555555555",
            titleSource = "stated",
            title = text.Trim(),
            url = $"https://example.org/{index}",
            paragraphs = (string[])["First.", text, "Then.", text, text],
        });
        var (before, after) = Exported(arguments, articles);
        Assert.Equal(before.Select(article => (name, TextsOf(article))), after.Select(article => (name, TextsOf(article))));
    }

    private static Dictionary<string, string> KeptBy(string arguments)
    {
        var (before, after) = Exported(arguments, Articles());
        return Fields.ToDictionary(field => field, field =>
        {
            var pairs = before.Zip(after, (there, here) => (Before: ValueOf(there, field), After: ValueOf(here, field))).ToArray();
            return pairs.All(pair => pair.Before == pair.After) ? "yes"
                : pairs.Any(pair => pair.Before == pair.After && pair.Before is not ("" or "null" or "[]" or "{}" or "false")) ? "in part" : "no";
        });
    }

    /// <summary>The articles of an archive and those of the one that its export was imported into, in the order of their titles.</summary>
    private static (JsonElement[] Before, JsonElement[] After) Exported(string arguments, IEnumerable<object> articles)
    {
        using var place = new Workplace();
        using var other = new Workplace();
        var input = string.Concat(articles.Select(article => JsonSerializer.Serialize(article) + "\n"));
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("first.jsonl", input)).Code);
        Assert.Equal(0, place.Run(Way.InProcess, ["export", .. arguments.Split(' '), "--output", place.At("export")]).Code);
        var import = other.Run(Way.InProcess, "import", place.At("export"), "--time-zone", "UTC");
        Assert.True(import.Code == 0, import.Error);
        var (before, after) = (All(place), All(other));
        Assert.Equal(before.Length, after.Length);
        return (before, after);
    }

    /// <summary>
    /// The value of a field. What is marked in a body because it is a highlight is said by the highlights; when they were made
    /// is a row of its own.
    /// </summary>
    private static string ValueOf(JsonElement article, string field)
    {
        var value = article.GetProperty(field.Split('.')[0]);
        return (field, value.ValueKind) switch
        {
            ("highlights", JsonValueKind.Array) => string.Concat(value.EnumerateArray().Select(each => $"{each.GetProperty("text")} {each.GetProperty("comment")}\n")),
            (TimesOfHighlights, JsonValueKind.Array) => string.Concat(value.EnumerateArray().Select(each => each.GetProperty("created").GetString())),
            ("blocks", JsonValueKind.Array) => MarkOfHighlight().Replace(value.GetRawText(), ""),
            _ => value.GetRawText(),
        };
    }

    /// <summary>HTML and Markdown have one kind of white space.</summary>
    private static string TextsOf(JsonElement article) => string.Join('\n', article.GetProperty("paragraphs").EnumerateArray().Prepend(article.GetProperty("title"))
        .Select(text => WhiteSpace().Replace(text.GetString()!, " ").Trim()));

    private static JsonElement[] All(Workplace place) =>
        [.. place.Run(Way.InProcess, "export", "--format", "jsonl").Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .OrderBy(article => article.GetProperty("title").GetString(), StringComparer.Ordinal)];

    [GeneratedRegex(""",?\{"start":[0-9]+,"length":[0-9]+,"kind":"highlight","href":null\}""")]
    private static partial Regex MarkOfHighlight();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    private static IEnumerable<object> Articles()
    {
        yield return new
        {
            formatVersion = 1,
            id = "11111111-2222-4333-8444-555555555555",
            category = "sea & shore",
            title = "Tides: \"a\" guide, with 100% # of *stars*",
            titleSource = "stated",
            url = "https://example.org/tides?a=1&b=%282%29#c",
            authors = new[] { "Oona Tressel", "Le Quai, with others" },
            site = "The Quay & Co",
            language = "en-GB",
            tags = new[] { "harbour", "sea-level", "north/south" },
            starred = true,
            date = "2024-03-09",
            created = "2024-03-10T07:05",
            updated = "2024-03-11T00:00",
            lastRead = "2024-03-12T23:59",
            words = 1234,
            readCount = 3,
            summary = "About tides: \"all\".\nAnd towns, too…",
            similar = new[] { "Another harbour" },
            details = new { Mood = "calm" },
            paragraphs = new[] { "Tides & <towns>", "Read the harbour log, please. It is *new*.", "first", "second", "A quote.", "let a = b;", "Place", "Height", "Fennick", "1.5", "After the table." },
            blocks = new object[]
            {
                Of("heading", 2, null, null), Of("paragraph", null, null, null, new { start = 0, length = 4, kind = "strong", href = (string?)null }, new { start = 9, length = 11, kind = "link", href = "https://example.org/log" }),
                Of("item", 1, true, 1), Of("item", 1, true, 2), Of("quote", 1, null, null), Of("code", null, null, null),
                Of("row", 1, true, 1), Of("row", 2, true, 1), Of("row", 1, false, 2), Of("row", 2, false, 2), Of("paragraph", null, null, null),
            },
            highlights = new object[] { new { text = "After the", comment = (string?)null, created = (string?)null }, new { text = "Not in it.", comment = (string?)"a comment", created = (string?)"2024-03-12T22:00" } },
        };
        yield return new
        {
            formatVersion = 1,
            id = "22222222-2222-4333-8444-555555555555",
            category = "city",
            titleSource = "stated",
            title = "Read, but nobody knows when",
            url = "https://example.org/read",
            readCount = 1,
            tags = new[] { "harbour" },
            date = "2024-01-01",
            paragraphs = new[] { "One paragraph.", "Another one, which has - a dash and 1. a number." },
        };
        yield return new
        {
            formatVersion = 1,
            id = "33333333-2222-4333-8444-555555555555",
            titleSource = "stated",
            title = "Plain",
            url = "https://example.org/plain",
            paragraphs = new[] { "Nothing is known of it but that." },
        };
    }

    private static object Of(string kind, int? level, bool? ordered, int? number, params object[] marks) => new { kind, level, ordered, number, marks };
}
