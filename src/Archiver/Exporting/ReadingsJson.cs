using System.Text.Json;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>The logged readings of an article as one JSON object a line: <c>id</c>, <c>readings</c>.</summary>
public static class ReadingsJson
{
    public static void Write(Article article, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            json.WriteString("id"u8, article.Id);
            json.WriteStartArray("readings"u8);
            foreach (var reading in article.Readings)
            {
                json.WriteStringValue(reading.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
