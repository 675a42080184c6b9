using Archiver.Formats.Dumps;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class HistoryTests
{
    private const string Id = "98c8ea6a-0000-4000-8000-000000000001";

    [Theory, BothWays]
    public void In_a_pipe_a_revision_is_a_line(Way way)
    {
        using var place = WithHistory(way);
        var run = place.Run(way, "history", Id, "--diff");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("history.tsv", Masked(run.Text));
        Assert.Equal(run.Lines.Where(line => char.IsDigit(line[0])), place.Run(way, "history", Id[..4]).Lines);
    }

    [Theory, BothWays]
    public void Json_is_an_array_of_objects(Way way)
    {
        using var place = WithHistory(way);
        Fixture.IsGolden("history.json", place.Mask(place.Run(way, "history", Id, "--diff", "--json").Text));
        Assert.Contains("\"diff\":null", place.Run(way, "history", Id, "--json").Text);
    }

    [Fact]
    public void On_a_terminal_lines_fit()
    {
        using var place = WithHistory(Way.InProcess);
        var run = place.Run(Way.InProcess, Surroundings.Terminal(40), "history", Id, "--diff");
        Fixture.IsGolden("history-40.txt", Masked(run.Text));
    }

    [Theory, BothWays]
    public void A_revision_can_be_shown_as_it_was(Way way)
    {
        using var place = WithHistory(way);
        Assert.Equal(Dump(1, "One.", "Two."), place.Run(way, "show", Id, "--revision", "1", "--original").Text);
        Assert.Equal(Dump(3, "One.", "2.", "Three."), place.Run(way, "show", Id, "--revision", "3", "--original").Text);
        Assert.Equal(place.Run(way, "show", Id).Text, place.Run(way, "show", Id, "--revision", "3").Text);
        Assert.Contains("\"paragraphs\":[\"One.\",\"Two.\"]", place.Run(way, "show", Id, "--revision", "1", "--json").Text);
        var run = place.Run(way, "show", Id, "--revision", "4");
        Assert.Equal((2, "archiver: " + Id + " has no revision 4; it has 1 to 3.\n"), (run.Code, run.Error));
        Assert.Equal(2, place.Run(way, "show", Id, "--revision", "0").Code);
    }

    /// <summary>Older versions took another line end for another state.</summary>
    [Fact]
    public void A_state_that_changed_nothing_says_so()
    {
        using var place = WithHistory(Way.InProcess);
        using (var database = Archiver.Store.Documents.Database.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            var article = ArticleDocument.Read(database.Find(ArticleDocument.Collection, 1)!);
            database.WaitFor(database.InTransaction(() =>
            {
                database.Insert(ArticleDocument.Revisions, [ArticleDocument.ToRevision(article, 3, DateTime.UtcNow)]);
                database.Update(ArticleDocument.Collection, [ArticleDocument.From(article with { Revisions = [.. article.Revisions, 3] })]);
            }));
            database.Finish();
        }

        Assert.EndsWith("\tnothing that is read", place.Run(Way.InProcess, "history", Id).Lines[0]);
        Assert.Contains("  changed: nothing that is read\n", place.Run(Way.InProcess, Surroundings.Terminal(80), "history", Id).Text);
        Assert.Contains("\"revision\":4,\"current\":true,\"imported\":\"<time>\",\"updated\":\"2025-03-01T10:00\",\"words\":3,\"changed\":[\"original\"]",
            place.Mask(place.Run(Way.InProcess, "history", Id, "--json").Text));
    }

    [Theory, BothWays]
    public void A_duplicate_is_imported_and_named(Way way)
    {
        using var place = new Workplace();
        var path = place.Write("dumps.txt", Dump(1, "One.", "Two.") + Dump(1, "One.", "Two.").Replace("98c8ea6a", "98c8ea6b"));
        var run = place.Run(way, "import", path, "--json", "--report", place.At("report.jsonl"));
        Assert.Equal((0, """{"formatVersion":1,"imported":2,"updated":0,"unchanged":0,"removed":0,"rejected":0,"warnings":0}""" + "\n"), (run.Code, run.Text));
        Assert.Contains("1 duplicate: the same body as another article", run.Error);
        Assert.Contains($"\"outcome\":\"duplicate\",\"id\":\"98c8ea6b-0000-4000-8000-000000000001\",\"sources\":{{}},\"warnings\":[\"the same body as another article: {Id}\"]",
            File.ReadAllText(place.At("report.jsonl")));
    }

    private static Workplace WithHistory(Way way)
    {
        var place = new Workplace();
        foreach (var (number, body) in new (int, string[])[] { (1, ["One.", "Two."]), (3, ["One.", "2.", "Three."]), (2, ["One.", "2."]) })
        {
            Assert.Equal(0, place.Run(way, "import", place.Write($"{number}.txt", Dump(number, body))).Code);
        }

        return place;
    }

    private static string Dump(int month, params string[] body) =>
        $"{string.Join('\n', body)}\nDetails\nID: {Id}\nCategory ID: news\nDate: 2025-01-31\nUpdated: 2025/0{month}/01 10:00\n";

    private static string Masked(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, "20[0-9-]{8}(?:T[0-9:]{8}Z|\\s[0-9:]{5}\\sUTC)", "<time>");
}
