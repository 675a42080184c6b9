using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

public sealed class CategoriesTests
{
    [Theory, BothWays]
    public void In_a_pipe_a_category_is_a_line(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "categories");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("categories.tsv", run.Text);
    }

    [Theory, BothWays]
    public void Json_is_an_array_of_objects(Way way)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(way, "categories", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Fixture.IsGolden("categories.json", run.Text);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void On_a_terminal_the_table_fits(int width)
    {
        using var place = Workplace.WithCorpus();
        Fixture.IsGolden($"categories-{width}.txt",
            place.Run(Way.InProcess, Surroundings.Terminal(width), "categories").Text);
    }

    [Theory, BothWays]
    public void An_article_without_a_category_has_a_line_without_a_name(Way way)
    {
        using var place = new Workplace();
        place.Run(way, "import", place.Write("dump.txt", "A paragraph.\nDetails\nURL: https://a.example/\nDate: 2025-01-31\n"));
        Assert.Equal("\t1\t2025-01-31\t2025-01-31\n", place.Run(way, "categories").Text);
        Assert.Equal("[\n" + """{"formatVersion":1,"category":null,"count":1,"first":"2025-01-31","last":"2025-01-31"}""" + "\n]\n",
            place.Run(way, "categories", "--json").Text);
    }
}
