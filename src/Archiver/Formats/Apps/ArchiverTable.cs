using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>What <c>export</c> writes as a table: what is in its columns comes back as it was.</summary>
internal sealed class ArchiverTable : IInputKind
{
    public bool Recognizes(InputHead head) => TableFormat.IsText(head.Bytes) && TableHeads.Of(head, IsHeader) is not null;

    public IArticleReader NewReader(ReadingOptions options) => new TableReader(ArchiverExport.FormatName, options, IsHeader, Read);

    private static bool IsHeader(TableHeader header) => header.Has("id", "title", "url", "last read", "read count", "words", "summary", "starred");

    private static (StatedArticle? Article, string? Reason) Read(TableFields fields)
    {
        if (!Guid.TryParse(fields["id"], out var id))
        {
            return (null, "it has no ID");
        }

        var text = new TextBuilder();
        string[] body = fields["text"]?.Split("\n\n", StringSplitOptions.RemoveEmptyEntries) ?? [];
        var paragraphs = text.AddLines(body, isBody: true);
        return (new StatedArticle
        {
            Format = ArchiverExport.FormatName,
            Original = fields.Bytes.ToArray(),
            Paragraphs = paragraphs,
            Similar = [],
            Summary = text.AddLines(fields["summary"]?.Split('\n') ?? []),
            Text = text.Text,
            CountedWords = text.Words,
            Warnings = [],
            Details = new Details
            {
                Id = id,
                Title = Lead.Stated(fields["title"], body.FirstOrDefault()),
                Url = fields["url"],
                Category = fields["category"],
                Authors = fields["author"]?.Split("; ") ?? [],
                Site = fields["site"],
                Language = fields["language"],
                Tags = TagsOf(fields["tags"]),
                IsStarred = fields["starred"] is "true",
                Date = DateOnly.TryParseExact(fields["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
                Created = TimeOf(fields["created"]),
                Updated = TimeOf(fields["updated"]),
                LastRead = TimeOf(fields["last read"]),
                Words = NumberOf(fields["words"]),
                ReadCount = NumberOf(fields["read count"]),
            },
        }, null);
    }

    private static WallTime? TimeOf(string? cell) => WallTime.TryParse(cell, out var time) ? time : null;

    private static int? NumberOf(string? cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A list as JSON has it; what a program of tables has made of it is one tag.</summary>
    private static string[] TagsOf(string? cell)
    {
        try
        {
            using var list = JsonDocument.Parse(cell ?? "[]");
            return [.. list.RootElement.EnumerateArray().Select(tag => tag.GetString()).OfType<string>()];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [cell!];
        }
    }
}
