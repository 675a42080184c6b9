using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Archiver.Querying;
using Archiver.Tests.Exporting.Reports;

namespace Archiver.Tests.Cli;

/// <summary>What <c>help json</c> says, and whether it is so.</summary>
public sealed partial class JsonHelpTests
{
    private const string Tide = "11111111-0000-4000-8000-000000000000";

    private static readonly Lazy<IReadOnlyList<DocumentedReport>> Documented = new(() =>
    {
        using var place = new Workplace();
        return DocumentedReport.Parse(place.Run(Way.InProcess, "help", "json").Text);
    });

    private static readonly Lazy<byte[]> Everything = new(WithEverything);

    private static readonly ConcurrentDictionary<string, string> Outputs = new();

    public static TheoryData<string> Commands => new(Documented.Value.SelectMany(report => report.Commands).Select(printed => printed.Command));

    [Fact]
    public void What_it_says_of_the_fields_is_what_their_types_say()
    {
        var file = Path.Combine(Fixture.Repository, "src", "Archiver.Cli", "Views", "reports.txt");
        Fixture.IsWritten(file, ReportDocumentation.Write());
        using var place = new Workplace();
        var run = place.Run(Way.InProcess, "help", "json");
        Assert.EndsWith(File.ReadAllText(file), run.Text);
        Assert.All(run.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Every_verb_that_has_the_option_is_in_it()
    {
        using var place = new Workplace();
        var verbs = ProgramVerbs.Names.Where(verb => place.Run(Way.InProcess, verb, "--help").Text.Contains("\n  --json ", StringComparison.Ordinal)).ToArray();
        Assert.InRange(verbs.Length, 15, 50);
        Assert.All(verbs, verb => Assert.Contains(Commands, row => row.Data.StartsWith(verb, StringComparison.Ordinal)));
    }

    /// <summary>But for what JSON has as a whole, in parts or not at all: hosts, traits, the order of import.</summary>
    [Fact]
    public void What_queries_and_orders_call_a_field_is_its_name_here()
    {
        var names = Documented.Value.Single(report => report.Commands.Any(printed => printed.Command == "export")).Paths.ToArray();
        Assert.Equal(["format", "host", "is", "has"], QueryField.All.Select(field => field.Name).Except(names));
        Assert.Equal(["imported"], SortField.All.Select(field => field.Name).Except(names));
    }

    [Theory]
    [InlineData("list reads:0 --json", "list readCount:0 --json")]
    [InlineData("list READCOUNT:0 --json", "list readCount:0 --json")]
    [InlineData("list has:reads --json", "list has:readCount --json")]
    [InlineData("list --sort -reads --json", "list --sort -readCount --json")]
    public void What_a_field_was_called_before_is_still_understood(string former, string present)
    {
        using var place = Workplace.WithCorpus();
        var expected = place.Run(Way.InProcess, present.Split(' '));
        Assert.Equal((0, expected.Text), (expected.Code, place.Run(Way.InProcess, former.Split(' ')).Text));
    }

    [Theory, MemberData(nameof(Commands))]
    public void What_is_printed_is_what_it_says(string command)
    {
        var (report, shape) = Documented.Value.SelectMany(each => each.Commands.Select(printed => (Report: each, printed)))
            .Where(each => each.printed.Command == command).Select(each => (each.Report, each.printed.Shape)).Single();
        var text = Printed(command);
        Assert.EndsWith("\n", text);
        var documents = DocumentedReport.Documents(text, shape);
        Assert.NotEmpty(documents);
        Assert.All(documents, document => report.Check(document, []));
        Fixture.IsGolden(Path.Combine("json", $"{Regex.Replace(command, "[^a-z]+", "-", RegexOptions.IgnoreCase).ToLowerInvariant().Trim('-')}.json"), text);
    }

    /// <summary>But for what only archives have that are damaged in other ways.</summary>
    [Fact]
    public void Every_field_it_names_has_a_value_in_what_is_printed()
    {
        foreach (var report in Documented.Value)
        {
            var seen = new HashSet<string>();
            foreach (var (command, shape) in report.Commands)
            {
                foreach (var document in DocumentedReport.Documents(Printed(command), shape))
                {
                    report.Check(document, seen);
                }
            }

            Assert.Empty(report.Paths.Except(seen).Where(path => !path.Split('.').Any(name => name is "tags" or "highlights"))
                .Except(["lost", "articles.lost", "article.lost", "article.authors", "article.site", "article.language", "findings.id"]));
        }
    }

    [Theory]
    [InlineData("""{"formatVersion":1,"category":null,"count":1,"first":"2025-01-31","last":"2025-01-31"}""", true)]
    [InlineData("""{"formatVersion":1,"category":null,"count":1,"first":"2025-01-31"}""", false)]
    [InlineData("""{"formatVersion":1,"category":null,"count":1,"first":"2025-01-31","last":"2025-01-31","more":1}""", false)]
    [InlineData("""{"formatVersion":1,"category":null,"count":null,"first":"2025-01-31","last":"2025-01-31"}""", false)]
    [InlineData("""{"formatVersion":1,"category":1,"count":1,"first":"2025-01-31","last":"2025-01-31"}""", false)]
    [InlineData("""{"formatVersion":1,"category":null,"count":1,"first":"2025-01-31T07:00","last":"2025-01-31"}""", false)]
    [InlineData("""{"category":null,"formatVersion":1,"count":1,"first":"2025-01-31","last":"2025-01-31"}""", false)]
    public void What_is_not_as_it_says_is_seen(string written, bool isRight)
    {
        var report = Documented.Value.Single(each => each.Commands.Any(printed => printed.Command == "categories --json"));
        var wrong = Record.Exception(() => report.Check(JsonDocument.Parse(written).RootElement, []));
        Assert.Equal(isRight, wrong is null);
    }

    /// <summary>What a documented command prints of an archive that has something of everything.</summary>
    private static string Printed(string command) => Outputs.GetOrAdd(command, Run);

    private static string Run(string command)
    {
        using var place = new Workplace();
        File.WriteAllBytes(place.Archive, Everything.Value);
        if (command.StartsWith("verify --json", StringComparison.Ordinal) || command.StartsWith("salvage", StringComparison.Ordinal))
        {
            place.Damage();
        }

        var report = place.At("report.jsonl");
        string[] arguments = [.. command.Split(' ').SelectMany<string, string>(word => word switch
        {
            "ARTICLE" => [command.StartsWith("restore", StringComparison.Ordinal) ? Fixture.Cat : Tide],
            "QUERY" => ["tide OR title:red"],
            "PATH" => [Fixture.Corpus, Fixture.Rejected],
            "FILE" when command.StartsWith("similar", StringComparison.Ordinal) => [place.Write("text.txt", "A tide over the eastern wall.")],
            "FILE" when command.StartsWith("import", StringComparison.Ordinal) => [report],
            "FILE" or "NEWFILE" => [place.At("copy.db")],
            _ => [word],
        })];
        var run = place.Run(Way.InProcess, new Surroundings { Clock = new FixedClock(2026, 5, 6) }, arguments);
        Assert.DoesNotContain("bug", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--help", run.Error, StringComparison.Ordinal);
        return Masked(place, File.Exists(report) ? File.ReadAllText(report) : run.Text);
    }

    private static byte[] WithEverything()
    {
        using var place = Workplace.WithCorpus();
        place.Write("first.txt", Dump(Tide, "https://news.example/tide", "stayed", "2025-01-31T10:00"));
        place.Write("then.txt", Dump(Tide, "https://news.example/tide", "went", "2025-02-01T10:00")
            + Dump("22222222-0000-4000-8000-000000000000", "https://other.example/tide", "went", "2025-02-01T10:00")
            + Dump("33333333-0000-4000-8000-000000000000", "https://news.example/tide?utm_source=app", "goes", "2025-02-01T10:00"));
        place.Write("page.html", Page);
        foreach (var arguments in (string[][])[["import", place.At("first.txt")], ["import", place.At("then.txt")], ["import", place.At("page.html")], ["remove", Fixture.Cat, "--yes"],
            ["read", Tide, "--mark", "--at", "2025-04-05T06:07"], ["read", Tide, "--mark", "--at", "2025-04-06T06:07"],
            ["tag", Tide, "+water", "-land"], ["star", Tide], ["note", Tide, "Was it the moon?"], ["highlight", Tide, "--text", "the lamps were lit", "--comment", "By whom?"],
            ["highlight", Tide, "--text", "the sea", "--remove"],
            ["edit", Tide, "--title", "The tide came in", "--category", "sea", "--date", "2025-01-31", "--author", "Oda Brandt", "--site", "Ferry Times", "--language", "en"]])
        {
            Assert.Equal(0, place.Run(Way.InProcess, new Surroundings { Clock = new FixedClock(2025, 5, 1) }, arguments).Code);
        }

        return File.ReadAllBytes(place.Archive);
    }

    private const string Page = """
        <!doctype html><html lang="en"><head><title>The ferry is late</title><link rel="canonical" href="https://ferry.example/late">
        <meta property="og:site_name" content="Ferry Times"><meta name="author" content="Oda Brandt"></head>
        <body><article><h1>The ferry is late</h1><p>The ferry to the island was late again on Friday, for the tide was low, said the <a href="/captain">captain</a> of the port.</p>
        <ol><li>It left the harbour two hours after the others had come back from the sea.</li></ol>
        <p>Nobody on the island was surprised, for the boat is older than the pier that it leaves from.</p></article></body></html>
        """;

    private static string Dump(string id, string url, string word, string updated) => $"""
        The tide came in over the eastern wall on Friday and {word} until the lamps were lit again.
        Letters to the editor are welcome.
        Similar Readings (2 items)
        The lighthouse at Kettle Point has been sold for one crown, and the buyer has to paint it
        A title that nobody has
        Summary
        The tide came in…
        Details
        ID: {id}
        Category ID: sea
        URL: {url}
        Date: 2025-01-31
        Created: 2025-01-31T09:00
        Updated: {updated}
        Last Read: 2025-03-01T08:00
        Read Count: 2
        Author: Nobody


        """;

    private static string Masked(Workplace place, string text) =>
        Bytes().Replace(Removed().Replace(place.Mask(text), "\"removedAt\":\"2026-01-02T03:04:05Z\""), "\"$1\":1")
            .Replace("\"imported\":\"<time>\"", "\"imported\":\"2026-01-02T03:04:05Z\"", StringComparison.Ordinal);

    /// <summary>What the size of a file depends on is not the same everywhere.</summary>
    [GeneratedRegex("\"(archiveBytes|bytesBefore|bytesAfter|unacknowledgedLogBytes|pages|bytes(?=\":[0-9]+,\"file\"))\":[0-9]+")]
    private static partial Regex Bytes();

    [GeneratedRegex("\"removedAt\":\"[^\"]*\"")]
    private static partial Regex Removed();
}
