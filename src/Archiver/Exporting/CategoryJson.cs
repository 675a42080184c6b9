using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>The categories as a JSON array of objects: <c>category</c>, <c>count</c>, <c>first</c>, <c>last</c>.</summary>
public static class CategoryJson
{
    public static void Write(IEnumerable<CategorySummary> categories, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            json.WriteStartArray();
            foreach (var category in categories)
            {
                VersionedJson.StartObject(json);
                json.WritePropertyName("category"u8);
                JsonText.Write(json, category.Category);
                json.WriteNumber("count"u8, category.Count);
                json.WriteString("first"u8, category.First?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString("last"u8, category.Last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
