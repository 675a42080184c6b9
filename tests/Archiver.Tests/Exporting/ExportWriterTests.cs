using System.Text;
using System.Text.Json;
using Archiver.Exporting;

namespace Archiver.Tests.Exporting;

public sealed class ExportWriterTests
{
    [Theory]
    [InlineData("json", "[]\n")]
    [InlineData("jsonl", "")]
    public void An_empty_selection_is_an_empty_array_or_nothing(string format, string expected) =>
        Assert.Equal(expected, Exported(ExportFormat.Named(format)!, articles: 0));

    [Fact]
    public void An_array_has_an_article_a_line()
    {
        var lines = Exported(ExportFormat.Json, articles: 3).Split('\n');
        Assert.Equal(["[", "]", ""], [lines[0], lines[4], lines[5]]);
        Assert.EndsWith("},", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("}}", lines[3], StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse(string.Concat(lines)).RootElement.GetArrayLength());
    }

    [Fact]
    public void JSON_lines_are_an_object_a_line()
    {
        var lines = Exported(ExportFormat.JsonLines, articles: 1000).Split('\n');
        Assert.Equal((1001, ""), (lines.Length, lines[^1]));
        Assert.All(lines[..^1], line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Fact]
    public void What_is_exported_is_passed_on_before_the_end()
    {
        using var stream = new MemoryStream();
        using var writer = ExportFormat.JsonLines.To(stream);
        writer.Begin();
        for (var i = 0; i < 1000; i++)
        {
            writer.Write(InventedArticle.Full, InventedArticle.FullText);
        }

        Assert.True(stream.Length > 500_000);
    }

    [Theory]
    [InlineData("json", true)]
    [InlineData("jsonl", true)]
    [InlineData("JSON", false)]
    [InlineData("", false)]
    public void A_format_is_named_by_its_exact_name(string name, bool known) =>
        Assert.Equal(known, ExportFormat.Named(name) is not null);

    private static string Exported(ExportFormat format, int articles)
    {
        using var stream = new MemoryStream();
        using var writer = format.To(stream);
        writer.Begin();
        for (var i = 0; i < articles; i++)
        {
            writer.Write(InventedArticle.Full, InventedArticle.FullText);
        }

        writer.Complete();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
