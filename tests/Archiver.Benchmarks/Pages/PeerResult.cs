using System.Text;
using System.Text.Json;
using Archiver.Files;
using Archiver.Formats.Html;

namespace Archiver.Benchmarks.Pages;

/// <summary>What another tool found in a page. Its HTML is cut into paragraphs at blocks, as ours is.</summary>
internal sealed record PeerResult(string Tool, ScoredPage Page)
{
    /// <summary>Reads a file with a line of JSON for each page.</summary>
    public static IEnumerable<PeerResult> ReadAll(string path, LabelledPage[] pages)
    {
        var byName = pages.ToDictionary(page => page.Name);
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var found = json.RootElement;
            if (byName.TryGetValue(found.GetProperty("page").GetString()!, out var page))
            {
                yield return new PeerResult(found.GetProperty("tool").GetString()!, Of(page, Text("html"), Text("title"), Text("published"),
                    Text("author"), found.GetProperty("cpu").GetDouble()));
            }

            string? Text(string property) => found.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
    }

    /// <summary>What SmartReader finds; its static methods would go to the net.</summary>
    public static ScoredPage OfSmartReader(LabelledPage page)
    {
        var html = Encoding.UTF8.GetString(page.Read());
        var start = ProcessorTime.OfThread;
        var article = new SmartReader.Reader(Uri.IsWellFormedUriString(page.Url, UriKind.Absolute) ? page.Url : "https://page.example/", html).GetArticle();
        var cost = (ProcessorTime.OfThread - start).TotalMilliseconds;
        return Of(page, article.Content, article.Title, article.PublicationDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            article.Byline ?? article.Author, cost);
    }

    private static ScoredPage Of(LabelledPage page, string? html, string? title, string? published, string? author, double cost)
    {
        var text = string.Join('\n', HtmlText.Read(html ?? "").Select(paragraph => paragraph.Text));
        var wanted = TextScore.WordsOf(page.Text).GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        var (all, given, both) = (wanted.Values.Sum(), 0, 0);
        foreach (var word in TextScore.WordsOf(text))
        {
            given++;
            if (wanted.TryGetValue(word, out var left) && left > 0)
            {
                (wanted[word], both) = (left - 1, both + 1);
            }
        }

        return new ScoredPage(page, TextScore.Of(given, all, both), title, published, string.IsNullOrWhiteSpace(author) ? [] : [author], cost);
    }
}
