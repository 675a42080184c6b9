using System.Text.Json;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class ReadTests
{
    private static readonly Surroundings Noon = new() { Clock = new FixedClock(2025, 5, 1) };

    [Theory, BothWays]
    public void It_shows_the_article_and_logs_the_reading(Way way)
    {
        using var place = Workplace.WithCorpus();
        var shown = place.Run(way, "show", Fixture.Cat).Text;
        var run = place.Run(way, "read", Fixture.Cat, "--at", "2025-04-20 21:30");
        Assert.Equal((0, shown, "Logged: read 2 times, last on 2025-04-20 21:30.\n"), (run.Code, run.Text, run.Error));
        var listed = place.Run(way, "list", "reads:2 lastread:2025-04-20", "--json").Text;
        Assert.Contains("\"lastRead\":\"2025-04-20T21:30\",\"words\":", listed);
        Assert.Contains("\"readCount\":2", listed);
        Assert.Equal(0, place.Run(way, "verify").Code);
    }

    [Theory, BothWays]
    public void Marked_it_is_only_logged(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2025-04-20");
        Assert.Equal((0, "", "Logged: read 2 times, last on 2025-04-20 00:00.\n"), (run.Code, run.Text, run.Error));
        run = place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2025-04-20T00:00");
        Assert.Equal((0, "", "This reading was logged already: read 2 times, last on 2025-04-20 00:00.\n"), (run.Code, run.Text, run.Error));
    }

    [Theory, BothWays]
    public void As_JSON_it_is_the_article_with_the_reading(Way way)
    {
        using var place = Workplace.WithCorpus();
        var read = place.Run(way, "read", Fixture.Cat, "--json", "--at", "2025-04-20T00:00").Text;
        Assert.Contains("\"readCount\":2", read);
        Assert.Equal(place.Run(way, "show", Fixture.Cat, "--json").Text, read);
        var marked = place.Run(way, "read", Fixture.Cat, "--json", "--mark", "--at", "2025-04-21T00:00").Text;
        Assert.Contains("\"readCount\":3,\"lost\":null,\"details\":", marked);
    }

    [Theory, BothWays]
    public void Of_several_only_the_marks_are_printed_in_one_array(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var whole = place.Run(way, "read", Fixture.Cat, Fixture.Lighthouse, "--json");
        Assert.Equal((1, ""), (whole.Code, whole.Text));
        Assert.Contains("several", whole.Error);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
        foreach (var how in (string[])["--mark", "--undo", "--list"])
        {
            var printed = JsonDocument.Parse(place.Run(way, "read", Fixture.Cat, Fixture.Lighthouse, how, "--json").Text).RootElement;
            Assert.Equal([Fixture.Cat, Fixture.Lighthouse], printed.EnumerateArray().Select(each => each.GetProperty("id").GetString()));
        }
    }

    [Fact]
    public void Without_a_time_it_is_read_now()
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal("Logged: read 2 times, last on 2025-05-01 12:00.\n", place.Run(Way.InProcess, Noon, "read", Fixture.Cat, "--mark").Error);
        Assert.Equal("Logged: read 3 times, last on 2025-05-01 12:00.\n",
            place.Run(Way.InProcess, Noon, "read", Fixture.Cat, "--mark", "--at", "yesterday 23:59").Error);
    }

    [Theory]
    [InlineData("2025-02", "--at takes a day or a time such as 2025-02-01T11:10 or 'yesterday 21:30', not '2025-02'.")]
    [InlineData("2025-05-04", "--at 2025-05-04 is in the future.")]
    public void A_time_that_is_none_or_to_come_logs_nothing(string at, string message)
    {
        using var place = Workplace.WithCorpus();
        var before = File.ReadAllBytes(place.Archive);
        var run = place.Run(Way.InProcess, Noon, "read", Fixture.Cat, "--at", at);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains(message, run.Error);
        Assert.Equal(before, File.ReadAllBytes(place.Archive));
    }

    [Theory, BothWays]
    public void A_query_names_the_one_to_read_or_all_to_mark(Way way)
    {
        using var place = Workplace.WithCorpus();
        var all = place.Run(way, "read", "--query", "words:>=0");
        Assert.Equal((1, ""), (all.Code, all.Text));
        Assert.Equal(place.Run(way, "show", Fixture.Cat).Text, place.Run(way, "read", "--query", $"id:{Fixture.Cat[..8]}").Text);
        var marked = place.Run(way, "read", "--query", "words:>=0", "--mark", "--at", "2025-01-02 03:04", "--json");
        Assert.Equal(place.Run(way, "list", "--json", "--sort", "imported").Text, marked.Text);
        Assert.Empty(place.Run(way, "list", "reads:0").Lines);
        Assert.Equal(2, place.Run(way, "read", "--query", "nowhere", "--mark").Code);
    }

    [Theory, BothWays]
    public void A_logged_reading_is_listed_and_can_be_taken_back(Way way)
    {
        using var place = Workplace.WithCorpus();
        var before = place.Run(way, "show", Fixture.Cat, "--json").Text;
        place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2025-05-01 07:00");
        place.Run(way, "read", Fixture.Cat, "--mark", "--at", "2024-05-01 07:00");
        Assert.Equal([$"{Fixture.Cat}\t2024-05-01T07:00", $"{Fixture.Cat}\t2025-05-01T07:00"], place.Run(way, "read", Fixture.Cat, "--list").Lines);
        Assert.Equal($"[\n{{\"formatVersion\":1,\"id\":\"{Fixture.Cat}\",\"readings\":[\"2024-05-01T07:00\",\"2025-05-01T07:00\"]}}\n]\n",
            place.Run(way, "read", Fixture.Cat, "--list", "--json").Text);
        Assert.Equal((2, ""), place.Run(way, "read", Fixture.Cat, "--undo", "--at", "2023-05-01 07:00") is var none ? (none.Code, none.Text) : default);
        Assert.Equal("Taken back: read 2 times, last on 2025-05-01 07:00.\n", place.Run(way, "read", Fixture.Cat, "--undo", "--at", "2024-05-01 07:00").Error);
        Assert.Equal(0, place.Run(way, "read", Fixture.Cat, "--undo").Code);
        Assert.Equal(before, place.Run(way, "show", Fixture.Cat, "--json").Text);
        Assert.Equal(2, place.Run(way, "read", Fixture.Cat, "--undo").Code);
        Assert.Equal(0, place.Run(way, "verify").Code);
        Assert.Equal(1, place.Run(way, "read", Fixture.Cat, "--undo", "--mark").Code);
    }

    [Theory, BothWays]
    public void What_is_not_there_cannot_be_read(Way way)
    {
        using var place = Workplace.WithCorpus();
        Assert.Equal(2, place.Run(way, "read", "dead").Code);
        Assert.Equal(2, place.Run(way, "read", "dead", "--mark").Code);
        Assert.Equal(10, place.Run(way, new Surroundings { Archive = place.At("none.db") }, "read", Fixture.Cat, "--mark").Code);
        Assert.DoesNotContain("none.db", place.Files());
    }

    [Fact]
    public void Who_leaves_the_pager_has_read_it()
    {
        using var place = Workplace.WithCorpus();
        place.Bash($"\"$archiver\" --archive archive.db read {Fixture.Cat} --at 2025-04-20T21:30 2>/dev/null | true");
        Assert.Contains("Read        2 times", place.Run(Way.Native, "show", Fixture.Cat).Text);
    }

    [Fact]
    public void While_another_process_writes_it_is_shown_and_not_logged()
    {
        using var place = Workplace.WithCorpus();
        using (Archive.OpenToWrite(place.Archive, TimeSpan.Zero, CancellationToken.None))
        {
            var run = place.Run(Way.InProcess, "read", Fixture.Cat, "--wait", "0");
            Assert.Equal(11, run.Code);
            Assert.NotEmpty(run.Text);
        }

        Assert.Contains("\"readCount\":1", place.Run(Way.InProcess, "show", Fixture.Cat, "--json").Text);
    }
}
