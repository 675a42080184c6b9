using System.Text;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class SimilarTests
{
    private const string Id = "11111111";

    private const string Dumps = """
        Divers raise a Roman anchor from the harbour.
        The anchor lay under mud near the old pier.
        Similar Readings (3 items)
        Roman anchor found by divers off the harbour
        Bread gets dearer
        Roman anchor found by a diver
        Details
        ID: 11111111-0000-4000-8000-000000000000
        Category ID: sea
        Date: 2025-01-31

        Roman anchor found by divers off the harbour.
        It came up from the mud.
        Details
        ID: 22222222-0000-4000-8000-000000000000
        Category ID: sea

        The price of bread\u001b[2J rises.
        Bakers protest against the old council.
        Details
        ID: 33333333-0000-4000-8000-000000000000
        """;

    [Theory, BothWays]
    public void In_a_pipe_an_article_is_a_line(Way way)
    {
        using var place = WithArticles();
        var run = place.Run(way, "similar", Id);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("similar.tsv", run.Text);
        Assert.Single(place.Run(way, "similar", Id, "--limit", "1").Lines, line => line.StartsWith("similar\t", StringComparison.Ordinal));
    }

    [Theory, BothWays]
    public void Json_is_one_object(Way way)
    {
        using var place = WithArticles();
        Fixture.IsGolden("similar.json", place.Run(way, "similar", Id, "--json").Text);
    }

    [Fact]
    public void On_a_terminal_lines_fit()
    {
        using var place = WithArticles();
        Fixture.IsGolden("similar-60.txt", place.Run(Way.InProcess, Surroundings.Terminal(60), "similar", Id).Text);
    }

    [Theory, BothWays]
    public void A_text_that_is_not_archived_is_compared_in_any_encoding(Way way)
    {
        using var place = WithArticles();
        var expected = place.Run(way, "similar", "--text", place.Write("text.txt", "An anchor of Roman times\r\n\r\nMud in the harbour"));
        Assert.Contains("2222", expected.Lines[0]);
        File.WriteAllBytes(place.At("wide.txt"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("An anchor of Roman times\nMud in the harbour")]);
        Assert.Equal(expected.Text, place.Run(way, "similar", "--text", place.At("wide.txt")).Text);
        var piped = new Surroundings { Input = Encoding.UTF8.GetBytes("An anchor of Roman times\nMud in the harbour") };
        Assert.Equal(expected.Text, place.Run(way, piped, "similar", "--text", "-").Text);
    }

    [Theory]
    [BothWays("similar", 1)]
    [BothWays("similar 1111 --text a.txt", 1)]
    [BothWays("similar 9999", 2)]
    [BothWays("similar --text missing.txt", 1)]
    [BothWays("similar --text empty.txt", 2)]
    public void What_cannot_be_compared_is_refused(Way way, string command, int code)
    {
        using var place = WithArticles();
        place.Write("empty.txt", "");
        var run = place.Run(way, command.Replace("empty.txt", place.At("empty.txt"), StringComparison.Ordinal).Split(' '));
        Assert.Equal((code, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: ", run.Error);
    }

    [Theory, BothWays]
    public void A_text_that_is_none_is_named_and_a_long_one_is_cut_with_a_word(Way way)
    {
        using var place = WithArticles();
        File.WriteAllBytes(place.At("noise"), [.. "anchor\n"u8, 0, 1, 2]);
        Assert.Equal((1, $"archiver: {place.At("noise")} is no text: there are NUL bytes in it.\n"),
            place.Run(way, "similar", "--text", place.At("noise")) is var noise ? (noise.Code, noise.Error) : default);
        Directory.CreateDirectory(place.At("folder"));
        Assert.Equal((1, $"archiver: {place.At("folder")} is a folder. Name a file with a text.\n"),
            place.Run(way, "similar", "--text", place.At("folder")) is var folder ? (folder.Code, folder.Error) : default);
        var run = place.Run(way, "similar", "--text", place.Write("long", "A Roman anchor in the harbour.\n" + new string('\n', 5 << 20)));
        Assert.Equal((0, $"archiver: {place.At("long")} is longer than 4 MiB; what comes after them is not compared.\n"), (run.Code, run.Error));
    }

    private static Workplace WithArticles()
    {
        var place = new Workplace();
        Assert.Equal(0, place.Run(Way.InProcess, "import", place.Write("a.txt", Dumps.Replace("\\u001b", "\u001b", StringComparison.Ordinal))).Code);
        return place;
    }
}
