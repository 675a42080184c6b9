using System.Text.Json;
using Archiver.Articles;
using Archiver.Likeness;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// A report of duplicates as one JSON object: <c>articles</c> (how many were compared), <c>sameBody</c>, <c>nearBody</c>,
/// <c>sameUrl</c>, and <c>sharedParagraphs</c>. A group is an object with <c>articles</c>, an array of objects with
/// <c>id</c>, <c>date</c>, <c>category</c>, <c>title</c> and <c>url</c>; those under <c>nearBody</c> also have
/// <c>like</c>, <c>score</c>, <c>diff</c> and <c>diffGoesOn</c>, null or empty of the first of a group.
/// </summary>
public static class DuplicatesJson
{
    /// <param name="report">The report.</param>
    /// <param name="load">Loads articles by their numbers, in the same order.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(DuplicateReport report, Func<IEnumerable<int>, IEnumerable<Article>> load, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            json.WriteNumber("articles"u8, report.Articles);
            WriteGroups(json, "sameBody"u8, report.SameBody, group => WriteArticles(json, load(group)));
            WriteGroups(json, "nearBody"u8, report.NearBody, group => WriteNear(json, group, load));
            WriteGroups(json, "sameUrl"u8, report.SameUrl, group =>
            {
                ArticleJson.WriteText(json, "url"u8, group.Url);
                WriteArticles(json, load(group.Articles));
            });
            WriteGroups(json, "sharedParagraphs"u8, report.Paragraphs, paragraph =>
            {
                json.WriteNumber("count"u8, paragraph.Articles);
                json.WritePropertyName("text"u8);
                JsonText.Write(json, paragraph.Text.Span);
            });
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteGroups<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<T> groups, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var group in groups)
        {
            json.WriteStartObject();
            write(group);
            json.WriteEndObject();
            // What is written so far need not wait for the rest.
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteArticles(Utf8JsonWriter json, IEnumerable<Article> articles)
    {
        json.WriteStartArray("articles"u8);
        foreach (var article in articles)
        {
            json.WriteStartObject();
            ArticleJson.WriteReference(json, article);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNear(Utf8JsonWriter json, IReadOnlyList<NearCopy> group, Func<IEnumerable<int>, IEnumerable<Article>> load)
    {
        var ids = new Dictionary<int, Guid>();
        json.WriteStartArray("articles"u8);
        foreach (var (copy, article) in group.Zip(load(group.Select(copy => copy.Article))))
        {
            ids[copy.Article] = article.Id;
            json.WriteStartObject();
            ArticleJson.WriteReference(json, article);
            if (copy.Like == 0)
            {
                json.WriteNull("like"u8);
                json.WriteNull("score"u8);
            }
            else
            {
                json.WriteString("like"u8, ids[copy.Like]);
                json.WriteNumber("score"u8, Math.Round(copy.Score, 4));
            }

            json.WriteStartArray("diff"u8);
            foreach (var change in copy.Diff.Changes)
            {
                json.WriteStartObject();
                ArticleJson.WriteText(json, "removed"u8, change.Removed);
                ArticleJson.WriteText(json, "added"u8, change.Added);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("diffGoesOn"u8, copy.Diff.GoesOn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
