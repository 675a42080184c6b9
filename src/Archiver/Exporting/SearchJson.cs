using System.Text.Json;
using Archiver.Articles;
using Archiver.Searching;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>What a search finds, as JSON.</summary>
public static class SearchJson
{
    /// <summary>
    /// Writes an array with an article a line: what listings show of it, and <c>snippet</c>, an array of
    /// <c>{"text":"…","hit":false}</c>, which is null where the words are in the title alone.
    /// </summary>
    public static void Write(IEnumerable<(Article Article, Snippet? Snippet)> found, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonText.WriterOptions);
        var any = false;
        output.Write("["u8);
        foreach (var (article, snippet) in found)
        {
            output.Write(any ? ",\n"u8 : "\n"u8);
            any = true;
            ArticleJson.WriteFound(json, article, snippet);
            json.Flush();
            json.Reset();
        }

        output.Write(any ? "\n]\n"u8 : "]\n"u8);
    }

    /// <summary>Writes <c>{"formatVersion":1,"count":…,"categories":[{"category":…,"count":…}],"months":[{"month":…,"count":…}]}</c>.</summary>
    public static void Write(Facets facets, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, JsonText.WriterOptions))
        {
            VersionedJson.StartObject(json);
            json.WriteNumber("count"u8, facets.Count);
            Write(json, "categories"u8, "category"u8, facets.Categories);
            Write(json, "months"u8, "month"u8, facets.Months);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void Write(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> of, IReadOnlyList<(string? Name, int Count)> facets)
    {
        json.WriteStartArray(name);
        foreach (var (value, count) in facets)
        {
            json.WriteStartObject();
            json.WritePropertyName(of);
            JsonText.Write(json, value);
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
