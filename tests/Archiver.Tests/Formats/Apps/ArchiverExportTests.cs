using System.Text;
using System.Text.Json.Nodes;
using Archiver.Exporting;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Apps;

/// <summary>What <c>export</c> writes comes back as it was.</summary>
public sealed class ArchiverExportTests
{
    private const string Article = """
        {"formatVersion":1,"id":"00000000-0000-4000-8000-000000000001","category":"a","title":"Stated","titleSource":"stated","url":"https://a.example/1",
        "authors":["A B"],"site":"S","language":"en","tags":["x","y z"],"starred":true,"date":"2024-05-06","created":"2024-05-06T11:00","updated":null,
        "lastRead":"2024-05-07T08:15","words":3,"readCount":2,"lost":null,"summary":"one\ntwo","summaryTruncated":true,"similar":["other"],
        "details":{"Odd key":"a\nb","":"no key"},"paragraphs":["One\u2028line","Two  spaces"],
        "blocks":[{"kind":"heading","level":2,"ordered":null,"number":null,"marks":[]},{"kind":"item","level":1,"ordered":true,"number":3,"marks":[{"start":0,"length":3,"kind":"link","href":"https://b.example/"}]}],
        "highlights":[{"text":"Two","comment":"mine","created":"2024-05-06T12:00"}]}
        """;

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void An_export_that_is_imported_is_exported_as_it_was(string format)
    {
        using var first = new TestArchive();
        var inputs = new[] { Fixture.Corpus, Fixture.In("formats") }
            .SelectMany(path => ImportInput.FromPath(path, new HashSet<string>())).Append(TestArchive.Input(Article));
        first.Import(inputs);
        var exported = Export(first, format);
        Assert.Contains("\"kind\":\"heading\"", exported, StringComparison.Ordinal);

        using var second = new TestArchive();
        var reports = second.Import(TestArchive.Input(exported));
        Assert.DoesNotContain(reports, report => report.Outcome is Outcome.Rejected or Outcome.Updated);
        Assert.Equal(WithoutSources(exported), WithoutSources(Export(second, format)));
    }

    [Fact]
    public void All_that_an_article_says_comes_back()
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Article));
        var exported = JsonNode.Parse(Export(archive, "jsonl"))!.AsObject();
        exported.Remove("source");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Article), exported), exported.ToJsonString());
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        using var archive = new TestArchive();
        var report = Assert.Single(archive.Import(TestArchive.Input(Article.Replace("\"formatVersion\":1", "\"formatVersion\":2", StringComparison.Ordinal))));
        Assert.Equal(Outcome.Rejected, report.Outcome);
        Assert.Contains("formatVersion is 2", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    private static string Export(TestArchive archive, string format)
    {
        using var output = new MemoryStream();
        using var opened = archive.OpenToRead();
        using (var writer = ExportFormat.Named(format)!.To(output))
        {
            writer.Begin();
            foreach (var (article, text) in opened.SelectWithText(new Selection { Order = SortOrder.AsImported }))
            {
                writer.Write(article, text);
            }

            writer.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string WithoutSources(string exported) => string.Join('\n', exported.Split('\n').Select(line =>
        line.LastIndexOf(",\"source\":", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line));
}
