using System.Text;
using System.Text.Json;

namespace Archiver.Formats.Markdown;

/// <summary>Front matter in JSON, as Hugo may have it.</summary>
internal static class JsonFacts
{
    /// <returns>Null where a text begins with no object.</returns>
    public static FrontMatter? Of(string text)
    {
        var start = text.Length - text.AsSpan().TrimStart().Length;
        if (start == text.Length || text[start] != '{')
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(text[start..]);
        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 64 });
            if (!JsonElement.TryParseValue(ref reader, out var element) || element is not { } found)
            {
                return null;
            }

            foreach (var property in found.EnumerateObject())
            {
                facts[property.Name] = property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray().Select(Text)] : [Text(property.Value)];
            }

            return new FrontMatter(facts, start + Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null or JsonValueKind.Object => "",
        _ => value.GetRawText(),
    };
}
