using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>What <c>export</c> writes, as an array or a line each. All of it comes back as it was, but for where it came from.</summary>
internal sealed class ArchiverExport : IInputKind
{
    public const string FormatName = "archiver";

    public static AppFormat Format { get; } = new(FormatName, "Archiver's own export: JSON, JSON lines, CSV", new ArchiverExport(), new ArchiverTable());

    public bool Recognizes(InputHead head) => JsonShape.Of(head) is { } shape && shape.Has("formatVersion", "id", "titleSource");

    public IArticleReader NewReader(ReadingOptions options) => new JsonReader(FormatName, options, [], (element, bytes) => Read(element, bytes));

    /// <param name="element">What is stated.</param>
    /// <param name="bytes">The original.</param>
    /// <param name="format">The name of the format that it stands in.</param>
    /// <param name="body">The text, where that stands elsewhere.</param>
    /// <returns>The article, or why there is none.</returns>
    public static (StatedArticle? Article, string? Reason) Read(
        JsonElement element, ReadOnlyMemory<byte> bytes, string format = FormatName, IReadOnlyList<FormedParagraph>? body = null)
    {
        if (element.Number("formatVersion") is not 1)
        {
            return (null, $"a newer Archiver wrote it: its formatVersion is {element.Text("formatVersion") ?? "missing"}, and this one knows 1");
        }

        if (!Guid.TryParse(element.Text("id"), out var id))
        {
            return (null, "it has no ID");
        }

        string[] texts = [.. body?.Select(paragraph => paragraph.Text) ?? element.Texts("paragraphs")];
        var text = new TextBuilder(texts.Sum(paragraph => paragraph.Length));
        var paragraphs = text.AddLines(texts, isBody: true);
        Block[] blocks = [.. body?.Select(paragraph => paragraph.Block) ?? element.Items("blocks").Zip(texts, BlockOf).Where((_, at) => !TextBuilder.IsBlank(texts[at]))];
        return (new StatedArticle
        {
            Format = format,
            Original = bytes,
            Paragraphs = paragraphs,
            Similar = text.AddLines(element.Texts("similar")),
            Summary = text.AddLines(element.Text("summary")?.Split('\n') ?? []),
            Blocks = blocks.Length == paragraphs.Count && blocks.Any(block => !block.Equals(Block.Plain)) ? blocks : null,
            Highlights = [.. element.Items("highlights").Select(mark => new Highlight(mark.Text("text") ?? "", mark.Text("comment"), TimeOf(mark.Text("created"))))],
            Text = text.Text,
            CountedWords = text.Words,
            Warnings = [],
            Details = DetailsOf(element, id),
        }, null);
    }

    private static Details DetailsOf(JsonElement element, Guid id) => new()
    {
        Id = id,
        Category = element.Text("category"),
        Title = element.Text("titleSource") is "stated" ? element.Text("title") : null,
        Url = element.Text("url"),
        Authors = [.. element.Texts("authors")],
        Site = element.Text("site"),
        Language = element.Text("language"),
        Tags = [.. element.Texts("tags")],
        IsStarred = element.Flag("starred") == true,
        Date = DateOnly.TryParseExact(element.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        Created = TimeOf(element.Text("created")),
        Updated = TimeOf(element.Text("updated")),
        LastRead = TimeOf(element.Text("lastRead")),
        Words = element.Number("words"),
        ReadCount = element.Number("readCount"),
        Other = element.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
            ? [.. details.EnumerateObject().Select(detail => KeyValuePair.Create(detail.Name, detail.Value.AsText() ?? ""))] : [],
    };

    private static WallTime? TimeOf(string? text) => WallTime.TryParse(text, out var time) ? time : null;

    private static Block BlockOf(JsonElement block, string text) => new(KindOf<BlockKind>(block))
    {
        Level = block.Number("level"),
        Ordered = block.Flag("ordered"),
        Number = block.Number("number"),
        Marks = [.. block.Items("marks").Select(mark =>
            new Mark(mark.Number("start") ?? 0, mark.Number("length") ?? 0, KindOf<MarkKind>(mark), mark.Text("href")))
            .Where(mark => mark is { Start: >= 0, Length: > 0 } && mark.Length <= text.Length - mark.Start)],
    };

    private static T KindOf<T>(JsonElement element)
        where T : struct, Enum => Enum.TryParse<T>(element.Text("kind"), ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : default;
}
