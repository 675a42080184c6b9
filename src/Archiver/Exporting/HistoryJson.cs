using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// The revisions of an article as a JSON array of objects: <c>revision</c>, <c>current</c>, <c>imported</c>,
/// <c>updated</c>, <c>words</c>, <c>changed</c>, <c>paragraphsRemoved</c>, <c>paragraphsAdded</c>, <c>diff</c>.
/// </summary>
public static class HistoryJson
{
    /// <param name="revisions">Revisions, their texts, and what they changed; null of the first.</param>
    /// <param name="diff">Whether to write the changed paragraphs; else <c>diff</c> is null.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(
        IEnumerable<(Revision Revision, ArticleText Text, RevisionChanges? Changes)> revisions, bool diff, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var (revision, text, changes) in revisions)
            {
                VersionedJson.StartObject(json);
                json.WriteNumber("revision"u8, revision.Number);
                json.WriteBoolean("current"u8, revision.IsCurrent);
                json.WriteString("imported"u8,
                    text.Source?.Imported.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WriteString("updated"u8, revision.Article.Details.Updated?.ToString());
                json.WriteNumber("words"u8, revision.Article.Words);
                WriteChanges(json, changes, diff);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }

    private static void WriteChanges(Utf8JsonWriter json, RevisionChanges? changes, bool diff)
    {
        json.WriteStartArray("changed"u8);
        foreach (var field in changes?.Fields ?? [])
        {
            json.WriteStringValue(field);
        }

        json.WriteEndArray();
        json.WriteNumber("paragraphsRemoved"u8, changes?.Count(ListChange.Removed) ?? 0);
        json.WriteNumber("paragraphsAdded"u8, changes?.Count(ListChange.Added) ?? 0);
        if (!diff)
        {
            json.WriteNull("diff"u8);
            return;
        }

        json.WriteStartArray("diff"u8);
        foreach (var (change, text) in changes?.Paragraphs ?? [])
        {
            json.WriteStartObject();
            json.WriteString("change"u8, change == ListChange.Removed ? "removed"u8 : "added"u8);
            json.WritePropertyName("text"u8);
            JsonText.Write(json, text.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
