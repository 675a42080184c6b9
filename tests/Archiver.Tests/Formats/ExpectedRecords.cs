using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;

namespace Archiver.Tests.Formats;

/// <summary>Reads a file as an import does, and compares its articles with the records beside it.</summary>
internal static class ExpectedRecords
{
    /// <summary>The folders of samples that this looks at; containers of pages have tests of their own.</summary>
    private static readonly string[] Folders = ["enex", "epub", "feeds", "google-reader", "markdown", "news-html", "news-text", "news-xml", "readeck", "reuters21578"];

    /// <summary>The names of the samples in a folder, with that of the folder they are in.</summary>
    public static IEnumerable<string> Names(string folder) => Folders.Select(name => Path.Combine(folder, name)).Where(Directory.Exists)
        .SelectMany(path => Directory.EnumerateFiles(path, "*.expected.json"))
        .Select(path => Path.GetRelativePath(folder, path)[..^".expected.json".Length]).Order(StringComparer.Ordinal);

    /// <summary>The articles of a file.</summary>
    public static IReadOnlyList<StatedArticle> Read(string path, string? format = null)
    {
        var inputs = ImportInput.FromPath(path, new HashSet<string>());
        var reader = new InputReader(new ImportOptions { Format = format, TimeZone = TimeZoneInfo.Utc }, CancellationToken.None);
        return [.. reader.Read(inputs).Select(piece => piece.Stretch.Article).OfType<StatedArticle>()];
    }

    /// <summary>What differs from the records that are expected, a line each.</summary>
    public static (int Records, IReadOnlyList<string> Differences) Compare(string path, string? format = null)
    {
        using var json = JsonDocument.Parse(File.ReadAllText($"{path}.expected.json"));
        JsonElement[] expected = [.. json.RootElement.GetProperty("records").EnumerateArray()];
        var articles = Read(path, format);
        var differences = new List<string>();
        if (expected.Length != articles.Count)
        {
            differences.Add($"{Path.GetFileName(path)}: {expected.Length} records, but {articles.Count} articles");
        }

        foreach (var (index, (record, article)) in expected.Zip(articles).Index())
        {
            differences.AddRange(Differences(record, article).Select(difference => $"{Path.GetFileName(path)} {index}: {difference}"));
        }

        return (expected.Length, differences);
    }

    private static IEnumerable<string> Differences(JsonElement record, StatedArticle article)
    {
        var details = article.Details;
        var text = article.ToArticleText();
        var body = article.Paragraphs.Select(range => System.Text.Encoding.UTF8.GetString(range.Of(article.Text.Span))).ToArray();
        foreach (var missing in Texts("mustContain").Where(each => !body.Contains(each)).Concat(Texts("mustContainStart").Where(each => !body.Any(line => line.StartsWith(each, StringComparison.Ordinal)))))
        {
            yield return $"there is no paragraph {missing}";
        }

        foreach (var there in Texts("mustNotContain").Where(body.Contains))
        {
            yield return $"there is a paragraph {there}";
        }

        IEnumerable<string> Texts(string name) => record.TryGetProperty(name, out var texts) ? texts.EnumerateArray().Select(text => text.GetString()!) : [];

        foreach (var property in record.EnumerateObject())
        {
            string? actual = property.Name switch
            {
                "title" => details.Title,
                "url" => details.Url,
                "date" => details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                "created" => Time(details.Created, property.Value),
                "updated" => Time(details.Updated, property.Value),
                "lastRead" => Time(details.LastRead, property.Value),
                "isRead" => details.ReadCount is { } count ? count > 0 ? "true" : "false" : property.Value.ValueKind == JsonValueKind.False ? "false" : null,
                "tags" => string.Join('|', details.Tags),
                "paragraphs" => body.Length.ToString(CultureInfo.InvariantCulture),
                "first" => body.FirstOrDefault(),
                "last" => body.LastOrDefault(),
                "summary" => string.Join('\n', article.Summary.Select(range => System.Text.Encoding.UTF8.GetString(range.Of(article.Text.Span)))),
                "author" => string.Join(", ", details.Authors),
                "words" => details.Words?.ToString(CultureInfo.InvariantCulture),
                "highlights" => string.Join('|', article.Highlights.Select(highlight => highlight.Text)),
                _ => "?",
            };
            var stated = property.Value.ValueKind switch
            {
                JsonValueKind.Array => string.Join('|', property.Value.EnumerateArray().Select(item => item.ToString())),
                JsonValueKind.Null => null,
                JsonValueKind.True or JsonValueKind.False => property.Value.GetBoolean() ? "true" : "false",
                _ => property.Value.ToString(),
            };
            if (actual != "?" && actual != stated)
            {
                yield return $"{property.Name} is {actual ?? "null"}, not {stated ?? "null"}";
            }
        }
    }

    /// <summary>A day alone is the beginning of the day.</summary>
    private static string? Time(WallTime? time, JsonElement stated) =>
        time is { } value && stated.ValueKind == JsonValueKind.String && stated.GetString()!.Length == 10 ? value.ToString()[..10] : time?.ToString();
}
