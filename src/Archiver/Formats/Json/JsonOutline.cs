using System.Text.Json;

namespace Archiver.Formats.Json;

/// <summary>Looks through JSON for single values by the way to them, without building anything; also through JSON that breaks off.</summary>
internal static class JsonOutline
{
    /// <param name="json">The JSON.</param>
    /// <param name="take">
    /// Gets the names around a value, from the outermost, joined by slashes and without arrays, as <c>lists/id</c>, and the value; and
    /// for each end of an object the names around it, and null.
    /// </param>
    public static void Walk(ReadOnlySpan<byte> json, Action<string, string?> take)
    {
        json = json is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : json;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        var names = new string[66];
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        names[reader.CurrentDepth] = TextOf(ref reader);
                        break;
                    case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                        take(Way(names, reader.CurrentDepth), reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : System.Text.Encoding.UTF8.GetString(reader.ValueSpan));
                        break;
                    case JsonTokenType.EndObject:
                        take(Way(names, reader.CurrentDepth), null);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        names[reader.CurrentDepth + 1] = "";
                        break;
                    default:
                        break;
                }
            }
        }
        catch (JsonException)
        {
            // What came before it is of use.
        }
    }

    private static string Way(string[] names, int depth) => string.Join('/', names.Take(depth + 1).Where(name => !string.IsNullOrEmpty(name)));

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
