using System.Text.Json;
using Archiver.Likeness;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// Similar articles as one JSON object: <c>similar</c>, an array of objects with <c>id</c>, <c>date</c>, <c>category</c>,
/// <c>title</c>, <c>url</c>, <c>score</c> and <c>terms</c> (objects with <c>term</c> and <c>share</c>); and
/// <c>readings</c>, the titles that the dump itself calls similar: objects with <c>title</c>, <c>match</c>
/// (<c>exact</c>, <c>near</c> or null) and <c>article</c> (an object as above without score, or null).
/// </summary>
public static class SimilarJson
{
    public static void Write(IReadOnlyList<SimilarArticle> similar, IReadOnlyList<SimilarReading> readings, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            json.WriteStartArray("similar"u8);
            foreach (var each in similar)
            {
                json.WriteStartObject();
                ArticleJson.WriteReference(json, each.Article);
                json.WriteNumber("score"u8, Math.Round(each.Score, 4));
                json.WriteStartArray("terms"u8);
                foreach (var term in each.Terms)
                {
                    json.WriteStartObject();
                    ArticleJson.WriteText(json, "term"u8, term.Term);
                    json.WriteNumber("share"u8, Math.Round(term.Share, 4));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("readings"u8);
            foreach (var reading in readings)
            {
                WriteReading(json, reading);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteReading(Utf8JsonWriter json, SimilarReading reading)
    {
        json.WriteStartObject();
        ArticleJson.WriteText(json, "title"u8, reading.Title);
        if (reading.Article is { } article)
        {
            json.WriteString("match"u8, reading.IsExact ? "exact"u8 : "near"u8);
            json.WriteStartObject("article"u8);
            ArticleJson.WriteReference(json, article);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("match"u8);
            json.WriteNull("article"u8);
        }

        json.WriteEndObject();
    }
}
