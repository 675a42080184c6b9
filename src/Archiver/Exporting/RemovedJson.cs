using System.Globalization;
using System.Text.Json;
using Archiver.Store;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>The bin as a JSON array of objects: <c>removed</c>, a time, and <c>article</c>, as listings have it.</summary>
public static class RemovedJson
{
    public static void Write(IEnumerable<RemovedArticle> removed, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var (article, at) in removed)
            {
                VersionedJson.StartObject(json);
                json.WriteString("removed"u8, at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                json.WritePropertyName("article"u8);
                ArticleJson.WriteListing(json, article);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
