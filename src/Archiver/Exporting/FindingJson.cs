using System.Text.Json;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Exporting;

/// <summary>Findings as a JSON array of objects: <c>kind</c>, <c>article</c> (an ID or null), <c>what</c>.</summary>
public static class FindingJson
{
    public static JsonWriterOptions Options => JsonText.WriterOptions;

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings"u8);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, NameOf(finding.Kind));
            if (finding.Article is { } article)
            {
                json.WriteString("article"u8, article);
            }
            else
            {
                json.WriteNull("article"u8);
            }

            json.WritePropertyName("what"u8);
            JsonText.Write(json, finding.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The names are part of the contract with scripts.</summary>
    public static string NameOf(FindingKind kind) => kind switch
    {
        FindingKind.Mark => "mark",
        FindingKind.Counter => "counter",
        FindingKind.Document => "document",
        FindingKind.Reference => "reference",
        FindingKind.Recipe => "recipe",
        FindingKind.Pack => "pack",
        FindingKind.Original => "original",
        FindingKind.Text => "text",
        FindingKind.Entry => "entry",
        FindingKind.Line => "line",
        FindingKind.Run => "run",
        FindingKind.Category => "category",
        FindingKind.Revision => "revision",
        FindingKind.Page => "page",
        FindingKind.Index => "index",
        _ => "reading",
    };
}
