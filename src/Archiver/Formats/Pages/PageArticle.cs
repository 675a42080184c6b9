using System.Globalization;
using Archiver.Articles;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Pages;

/// <summary>Makes the article of a page that was read.</summary>
internal static class PageArticle
{
    /// <summary>Below this confidence a reader had better look.</summary>
    private const double Doubtful = 0.6;

    /// <param name="page">What was read.</param>
    /// <param name="original">The bytes of the page.</param>
    /// <param name="zone">The zone of the reader's clock, which says when it was saved.</param>
    /// <param name="format">The name of the format it came in.</param>
    public static StatedArticle Of(
        ExtractedPage page, ReadOnlyMemory<byte> original, TimeZoneInfo zone, string format = PageFormat.FormatName)
    {
        var text = new TextBuilder();
        var paragraphs = text.AddBody(page.Paragraphs.Select(paragraph => paragraph.Text));
        return new StatedArticle
        {
            Format = format,
            Original = original,
            Paragraphs = paragraphs,
            Similar = text.Add(page.Similar),
            Summary = text.Add(page.Description is { } description ? [description.Value] : []),
            Text = text.Text,
            CountedWords = text.Words,
            Blocks = page.Paragraphs.All(paragraph => paragraph.Block.Equals(Block.Plain)) || paragraphs.Count != page.Paragraphs.Count
                ? null : [.. page.Paragraphs.Select(paragraph => paragraph.Block)],
            Details = new Details
            {
                // Nothing else tells pages without an address and a text apart.
                Id = page.Url is null && paragraphs.Count == 0 ? ArticleId.FromBody([original]) : null,
                Url = page.Url?.Value,
                Title = page.Title?.Value,
                Authors = page.Authors?.Value ?? [],
                Site = page.Site?.Value,
                Language = page.Language?.Value,
                Date = page.Published?.Value,
                Created = page.Saved is { } saved ? new WallTime(TimeZoneInfo.ConvertTime(saved.Value, zone).DateTime) : null,
                Other = page.Modified is { } modified
                    ? [new("Modified", modified.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))] : [],
            },
            Sources = [.. SourcesOf(page)],
            Warnings = [.. WarningsOf(page, text.Words)],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> SourcesOf(ExtractedPage page)
    {
        (string Name, string? Source)[] sources =
        [
            ("title", page.Title?.Source), ("url", page.Url?.Source),
            ("authors", page.Authors?.Source), ("site", page.Site?.Source),
            ("language", page.Language?.Source), ("date", page.Published?.Source), ("modified", page.Modified?.Source),
            ("created", page.Saved?.Source), ("summary", page.Description?.Source),
        ];
        return sources.Where(each => each.Source is not null).Select(each => KeyValuePair.Create(each.Name, each.Source!));
    }

    private static IEnumerable<string> WarningsOf(ExtractedPage page, int words)
    {
        if (page.Problem is { } problem)
        {
            yield return problem.TrimEnd('.');
        }
        else if (words == 0)
        {
            yield return "there is no article in the page";
        }
        else if (page.Confidence < Doubtful)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"it may be no article, or not all of one: the text that was taken has {words} words");
        }

        foreach (var warning in page.EncodingWarnings)
        {
            yield return warning;
        }
    }
}
