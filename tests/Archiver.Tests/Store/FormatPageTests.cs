using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Store.Documents.Pages;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Store;

/// <summary>What <c>src/FORMAT.md</c> says of an archive is enough to read one.</summary>
public sealed partial class FormatPageTests
{
    private static string Page { get; } = File.ReadAllText(Path.Combine(Fixture.Repository, "src", "FORMAT.md"));

    [Fact]
    public void Its_version_is_that_of_the_program() =>
        Assert.StartsWith($"# Storage format, version {ArchiveFormat.Version}\n", Page);

    [Fact]
    public void Who_has_only_the_page_reads_every_article()
    {
        using var place = WithSamples();
        var reader = new StrangersReader(File.ReadAllBytes(place.Archive));
        Assert.Equal(ArchiveFormat.Version, reader.Version);
        var (pages, isSum) = reader.CheckPages();
        Assert.True(pages > 10 && isSum);
        var exported = JsonDocument.Parse(place.Run(Way.InProcess, "export").Text).RootElement.EnumerateArray().ToArray();
        var articles = reader.Documents("articles").ToArray();
        Assert.Equal(exported.Length, articles.Length);
        Assert.Equal(articles.Length, Assert.Single(reader.Documents("catalog"))["articles"]);
        var (framed, formed) = (0, 0);
        foreach (var (article, json) in articles.Zip(exported))
        {
            var record = reader.Record((int)article["record"]!);
            Assert.Equal(json.GetProperty("id").GetGuid(), new Guid((byte[])article["id"]!));
            Assert.Equal(json.GetProperty("title").GetString(), article["title"]);
            Assert.Equal(json.GetProperty("source").GetProperty("input").GetString(), record.Input);
            Assert.Equal(json.GetProperty("source").GetProperty("sha256").GetString(), Convert.ToHexStringLower(record.Sha256));
            Assert.Equal(json.GetProperty("paragraphs").EnumerateArray().Select(each => each.GetString()!), TextsOf(record.Lists[0]));
            Assert.Equal(json.GetProperty("similar").EnumerateArray().Select(each => each.GetString()!), TextsOf(record.Lists[1]));
            if (record.Frame == 0)
            {
                byte[] original = [.. record.Lists[3].SelectMany(reader.Text)];
                Assert.Equal((record.Length, Convert.ToHexString(record.Sha256)), (original.Length, Convert.ToHexString(SHA256.HashData(original))));
            }
            else
            {
                framed++;
                var frame = Encoding.Latin1.GetString(reader.Text(record.Frame));
                Assert.Matches(@"^[\w-]+ (lf|crlf|cr)\n", frame);
                if (article.ContainsKey("inputFormat"))
                {
                    var original = Encoding.Latin1.GetBytes(Regex.Replace(frame["utf-8 lf\n".Length..], @"\{\{|\}\}|\{part (\d+) (\d+) (\d+)\}", part => part.Length == 2 ? part.Value[..1]
                        : Encoding.Latin1.GetString(reader.Text(record.Lists[0][Number(part, 1)])).Substring(Number(part, 2), Number(part, 3))));
                    Assert.Equal(Convert.ToHexString(record.Sha256), Convert.ToHexString(SHA256.HashData(original)));
                }
            }

            Assert.Equal(json.GetProperty("blocks").ValueKind == JsonValueKind.Array, record.Form is not null);
            if (record.Form is { } form)
            {
                formed++;
                var blocks = JsonDocument.Parse(reader.Text(form)).RootElement.GetProperty("blocks").EnumerateArray();
                Assert.Equal(json.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("kind").GetString()),
                    blocks.Select(block => block.GetProperty("kind").GetString()!.ToLowerInvariant()));
            }
        }

        Assert.Equal((10, 5), (framed, formed));

        static int Number(Match part, int group) => int.Parse(part.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

        IEnumerable<string> TextsOf(int[] numbers) => numbers.Select(number => Encoding.UTF8.GetString(reader.Text(number)));
    }

    [Theory]
    [InlineData("catalog")]
    [InlineData("articles")]
    [InlineData("categories")]
    [InlineData("packs")]
    [InlineData("runs")]
    public void Every_field_that_a_document_has_stands_in_the_page(string collection)
    {
        using var place = WithSamples();
        var names = new StrangersReader(File.ReadAllBytes(place.Archive)).Documents(collection).SelectMany(document => document.Keys).Distinct().ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", Page));
    }

    [Fact]
    public void Every_field_that_the_program_writes_of_an_article_stands_in_the_page()
    {
        var names = Written().Matches(File.ReadAllText(Path.Combine(Fixture.Repository, "src", "Archiver", "Store", "ArticleDocument.cs")))
            .Select(written => written.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(names.Length, 30, 100);
        Assert.All(names, name => Assert.Contains($"`{name}`", Page));
    }

    private static Workplace WithSamples()
    {
        var place = new Workplace();
        var samples = Path.Combine(Fixture.Repository, "samples");
        Assert.Equal(0, place.Run(Way.InProcess, "import", Path.Combine(samples, "dumps"), Path.Combine(samples, "pages")).Code);
        return place;
    }

    [GeneratedRegex("""\.With\("(\w+)",""")]
    private static partial Regex Written();
}
