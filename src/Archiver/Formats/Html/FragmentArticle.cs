using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Html;

/// <summary>Makes the article of a text that an input holds as a fragment, beside facts about it.</summary>
internal static class FragmentArticle
{
    /// <summary>How a highlight's own text is known among the marks of a body.</summary>
    public static IReadOnlyList<Highlight> Marked(IEnumerable<FormedParagraph> body) =>
    [
        .. body.SelectMany(paragraph => paragraph.Block.Marks.Where(mark => mark.Kind == MarkKind.Highlight)
            .Select(mark => new Highlight(paragraph.Text.Substring(mark.Start, mark.Length).Trim())))
            .Where(highlight => highlight.Text.Length > 0),
    ];

    /// <param name="format">The name of the format.</param>
    /// <param name="original">The bytes of the article in the input.</param>
    /// <param name="details">What is stated; a line of it may be blank or repeated.</param>
    /// <param name="body">The paragraphs.</param>
    /// <param name="summary">The lines of the summary.</param>
    /// <param name="highlights">What the reader marked; null for what is marked in the body.</param>
    /// <param name="warnings">What is odd about it.</param>
    /// <param name="identity">What names the article among those of its format where it has no URL; null where nothing does.</param>
    public static StatedArticle Of(
        string format, ReadOnlyMemory<byte> original, Details details, IReadOnlyList<FormedParagraph> body,
        IEnumerable<string>? summary = null, IReadOnlyList<Highlight>? highlights = null, IEnumerable<string>? warnings = null, string? identity = null)
    {
        body = [.. body.Where(paragraph => !string.IsNullOrWhiteSpace(paragraph.Text))];
        details = Clean(details);
        if (details is { Url: null, Id: null } && (identity is not null || (body.Count == 0 && details.Title is not null)))
        {
            var id = identity is not null ? ArticleId.FromUrl($"urn:archiver:{format}:{identity}") : ArticleId.FromBody(
            [
                Encoding.UTF8.GetBytes(details.Title!),
                Encoding.UTF8.GetBytes(details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""),
            ]);
            details = details with { Id = id };
        }

        var text = new TextBuilder(body.Sum(paragraph => paragraph.Text.Length));
        var paragraphs = text.AddBody(body.Select(paragraph => paragraph.Text));
        return new StatedArticle
        {
            Format = format,
            Original = original,
            Paragraphs = paragraphs,
            Similar = [],
            Summary = text.Add(summary ?? []),
            Text = text.Text,
            CountedWords = text.Words,
            Blocks = body.All(paragraph => paragraph.Block.Equals(Block.Plain)) ? null : [.. body.Select(paragraph => paragraph.Block)],
            Details = details,
            Highlights = highlights ?? Marked(body),
            Warnings = [.. warnings ?? []],
        };
    }

    /// <summary>Lines that are one line each and say something; each tag and author once.</summary>
    private static Details Clean(Details details) => details with
    {
        Title = Line(details.Title),
        Url = string.IsNullOrWhiteSpace(details.Url) ? null : details.Url.Trim(),
        Site = Line(details.Site),
        Category = Line(details.Category),
        Language = LanguageTag.Of(details.Language),
        Authors = [.. details.Authors.Select(Line).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
        Tags = [.. details.Tags.Select(Line).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
        Other =
        [
            .. details.Other.Where(line => !string.IsNullOrWhiteSpace(line.Value)).GroupBy(line => line.Key)
                .Select(lines => KeyValuePair.Create(lines.Key, string.Join('\n', lines.Select(line => line.Value.Trim()).Distinct()))),
        ],
    };

    private static string? Line(string? text) => text is not null && PlainText.OneLine(text) is { Length: > 0 } line ? line : null;
}
