using System.Text.Json;

namespace Archiver.Tests.Cli;

/// <summary>An export into a folder that has an earlier one: only what has changed is looked at, and all of that is.</summary>
public sealed class ExportAgainTests
{
    [Theory]
    [InlineData("markdown")]
    [InlineData("markdown --flavor hugo")]
    [InlineData("site")]
    [InlineData("site --sort -title")]
    public void The_folder_is_what_a_new_one_would_be_whatever_has_changed(string format)
    {
        using var place = new Workplace();
        Import(place, Article(1), Article(2), Article(3) with { Tags = ["sea"] }, Article(4));
        Assert.Equal(Fresh(place, format), Again(place, format, out _));
        Assert.Equal(Fresh(place, format), Again(place, format, out var said));
        Assert.EndsWith("nothing has changed.\n", said);

        // A reading, a new text, a tag that is written otherwise first, a removed one, one more with a name that is taken.
        Action[] changes =
        [
            () => place.Run(Way.InProcess, "read", Article(1).Id, "--mark", "--at", "2025-01-02T03:04"),
            () => Import(place, Article(2) with { Text = "Other words." }),
            () => Import(place, Article(1) with { Tags = ["SEA"], Updated = "2026-01-01T00:00" }),
            () => Assert.Equal(0, place.Run(Way.InProcess, "highlight", Article(3).Id, "--text", "Words", "--comment", "Indeed.").Code),
            () => Assert.Equal(0, place.Run(Way.InProcess, "highlight", Article(3).Id, "--text", "Words", "--comment", "Not at all.").Code),
            () => place.Run(Way.InProcess, "remove", Article(4).Id, "--yes"),
            () => Import(place, Article(5) with { Title = Article(2).Title, Id = Article(2).Id[..8] + Article(5).Id[8..], Text = Article(2).Text }),
            () => File.Delete(Directory.EnumerateFiles(place.At("again"), format.StartsWith("site", StringComparison.Ordinal) ? "*.html" : "*.md", SearchOption.AllDirectories).Order().First()),
            () => place.Run(Way.InProcess, "remove", Article(2).Id, "--yes"),
            () => place.Run(Way.InProcess, "restore", "--last"),
            () => Assert.Equal(0, place.Run(Way.InProcess, "compact").Code),
        ];
        foreach (var (number, change) in changes.Index())
        {
            change();
            Assert.Equal((number, Fresh(place, format)), (number, Again(place, format, out _)));
        }
    }

    [Theory]
    [InlineData("markdown", "1 file new or changed")]
    [InlineData("site", "1 file new or changed")]
    public void One_changed_article_is_one_written_file(string format, string expected)
    {
        using var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("dumps.txt", Workplace.ManyDumps(200))).Code);
        Again(place, format, out _);
        var id = place.Run(Way.InProcess, "list", "-n", "1", "--sort", "imported", "--fields", "id").Text.Trim();
        File.Delete(Directory.EnumerateFiles(place.At("again"), $"*{id[..8]}*", SearchOption.AllDirectories).Single());
        Again(place, format, out var said);
        Assert.Contains(expected, said);
    }

    private static string Again(Workplace place, string format, out string said) => Export(place, format, place.At("again"), out said);

    private static string Fresh(Workplace place, string format)
    {
        var folder = place.At($"new{Guid.NewGuid():N}");
        return Export(place, format, folder, out _);
    }

    private static string Export(Workplace place, string format, string folder, out string said)
    {
        var run = place.Run(Way.InProcess, ["export", "--format", .. format.Split(' '), "--output", folder]);
        Assert.Equal(0, run.Code);
        said = run.Error;
        return string.Concat(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal).Select(path => $"{Path.GetRelativePath(folder, path)}\n{File.ReadAllText(path)}\n"));
    }

    private static void Import(Workplace place, params Entry[] articles)
    {
        var lines = articles.Select(article => JsonSerializer.Serialize(new
        {
            formatVersion = 1,
            id = article.Id,
            titleSource = "stated",
            title = article.Title,
            category = "city",
            date = "2024-05-06",
            updated = article.Updated,
            url = $"https://a.example/{article.Id}",
            tags = article.Tags,
            paragraphs = (string[])["One.", article.Text],
        }) + "\n");
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("in.jsonl", string.Concat(lines))).Code);
    }

    private static Entry Article(int number) => new($"{number}1111111-2222-4333-8444-555555555555", $"Title {number}", [], "Words.", "2025-01-01T00:00");

    private sealed record Entry(string Id, string Title, string[] Tags, string Text, string Updated);
}
