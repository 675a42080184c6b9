using System.Text.Json;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class DuplicatesTests
{
    private const string Dumps = """
        The tide came in over the eastern wall on Friday and stayed until the lamps were lit again.
        Letters to the editor are welcome.
        Details
        ID: 11111111-0000-4000-8000-000000000000
        Category ID: sea
        URL: https://news.example/tide
        Date: 2025-01-31

        The tide came in over the eastern wall on Friday and stayed until the lamps were lit again.
        Letters to the editor are welcome.
        Details
        ID: 22222222-0000-4000-8000-000000000000
        Category ID: sea
        URL: https://other.example/tide

        The tide came in over the western wall on Friday and stayed until the lamps were lit again.
        Letters to the editor are welcome.
        Details
        ID: 33333333-0000-4000-8000-000000000000
        Category ID: land
        URL: http://NEWS.example/tide?utm_source=app#top

        A choir\u001b[2J sang in the old town hall.
        Details
        ID: 44444444-0000-4000-8000-000000000000
        Category ID: land
        URL: https://news.example/choir
        """;

    [Theory, BothWays]
    public void In_a_pipe_an_article_is_a_line(Way way)
    {
        using var place = WithDuplicates();
        var run = place.Run(way, "duplicates");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("duplicates.tsv", run.Text);
    }

    [Theory, BothWays]
    public void Json_is_one_object(Way way)
    {
        using var place = WithDuplicates();
        Fixture.IsGolden("duplicates.json", place.Run(way, "duplicates", "--json").Text);
    }

    [Fact]
    public void On_a_terminal_lines_fit()
    {
        using var place = WithDuplicates();
        Fixture.IsGolden("duplicates-60.txt", place.Run(Way.InProcess, Surroundings.Terminal(60), "duplicates").Text);
    }

    [Theory, BothWays]
    public void Only_what_is_selected_is_compared_and_only_so_much_is_printed(Way way)
    {
        using var place = WithDuplicates();
        var land = JsonDocument.Parse(place.Run(way, "duplicates", "category:land", "--json").Text).RootElement;
        Assert.Equal((2, 0), (land.GetProperty("count").GetInt32(), land.GetProperty("nearBody").GetArrayLength()));
        Assert.Equal("", place.Run(way, "duplicates", "--limit", "0").Text);
        Assert.DoesNotContain("near\t", place.Run(way, "duplicates", "--threshold", "0.99").Text);
        Assert.Equal(2, place.Run(way, "duplicates", "category:sky").Code);
    }

    [Theory, BothWays]
    public void Nothing_is_changed(Way way)
    {
        using var place = WithDuplicates();
        var (files, bytes) = (place.Files(), File.ReadAllBytes(place.Archive));
        place.Run(way, "duplicates");
        Assert.Equal(files, place.Files());
        Assert.Equal(bytes, File.ReadAllBytes(place.Archive));
    }

    [Theory]
    [BothWays("--threshold", "0")]
    [BothWays("--threshold", "0.59")]
    [BothWays("--threshold", "1.1")]
    [BothWays("--threshold", "NaN")]
    [BothWays("--limit", "-1")]
    public void An_impossible_number_is_refused(Way way, string option, string value)
    {
        using var place = WithDuplicates();
        Assert.Equal(1, place.Run(way, "duplicates", option, value).Code);
    }

    private static Workplace WithDuplicates()
    {
        var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("a.txt", Dumps.Replace("\\u001b", "\u001b", StringComparison.Ordinal))).Code);
        return place;
    }
}
