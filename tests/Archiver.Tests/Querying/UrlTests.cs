using Archiver.Store.Runs;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Querying;

/// <summary>Every command knows a URL however it is written.</summary>
public sealed class UrlTests
{
    private static readonly string[] Written = ["https://Bücher.example/a/../stra%C3%9Fe", "http://harbour.example:80/%7etide"];

    [Theory]
    [InlineData("show", "https://xn--bcher-kva.example/straße", "Sentence 1 opens")]
    [InlineData("show", "HTTP://HARBOUR.example./~tide", "Sentence 2 opens")]
    [InlineData("list", "url:https://bücher.example/stra%c3%9fe", "Sentence 1 opens")]
    [InlineData("list", "host:xn--bcher-kva.EXAMPLE", "Sentence 1 opens")]
    [InlineData("list", "host:BÜCHER.example", "Sentence 1 opens")]
    [InlineData("list", "host:harbour.example.", "Sentence 2 opens")]
    [InlineData("search", "sentence url:http://harbour.example/~tide", "Sentence 2 opens")]
    [InlineData("export", "url:http://harbour.example/%7Etide", "Sentence 2 opens")]
    public void A_URL_is_found_however_it_is_written(string verb, string argument, string found)
    {
        using var place = WithUrls();
        var outcome = place.Run(Way.InProcess, [verb, .. verb == "show" ? [argument] : argument.Split(' ')]);
        Assert.Equal(("", 0), (outcome.Error, outcome.Code));
        Assert.Contains(found, outcome.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(found.Contains('1', StringComparison.Ordinal) ? "Sentence 2" : "Sentence 1", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_removed_and_restored_and_stored_as_it_is_written()
    {
        using var place = WithUrls();
        Assert.Equal(0, place.Run(Way.InProcess, "remove", "http://harbour.example/~tide", "--yes").Code);
        Assert.Equal(0, place.Run(Way.InProcess, "restore", "HTTP://harbour.example/%7Etide").Code);
        var json = place.Run(Way.InProcess, "list", "--json").Text;
        Assert.All(Written, url => Assert.Contains($"\"{url}\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_ways_to_write_it_are_duplicates_and_one_host()
    {
        using var place = WithUrls();
        place.Write("again.txt", (InventedDump.Number(3) with { Url = "https://xn--bcher-kva.example/straße" }).ToString());
        var import = place.Run(Way.InProcess, "import", place.At("again.txt"));
        Assert.Contains("the same URL as another article", import.Error, StringComparison.Ordinal);
        Assert.Contains("url\t", place.Run(Way.InProcess, "duplicates").Text, StringComparison.Ordinal);
        Assert.Contains("bücher.example", place.Run(Way.InProcess, "stats").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xn--", place.Run(Way.InProcess, "stats").Text, StringComparison.Ordinal);
    }

    private static Workplace WithUrls()
    {
        var place = new Workplace();
        foreach (var (number, url) in Written.Index())
        {
            place.Write($"{number}.txt", (InventedDump.Number(number + 1) with { Url = url, Similar = [] }).ToString());
            Assert.Equal(0, place.Run(Way.InProcess, "import", place.At($"{number}.txt")).Code);
        }

        return place;
    }
}
