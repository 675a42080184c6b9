using System.Text.Json;
using Archiver.Formats.Json;

namespace Archiver.Formats.Feeds;

/// <summary>What a feed in JSON states about all its items, as far as its beginning shows that.</summary>
internal sealed record JsonFeedFacts(string? Title, string? Language, IReadOnlyList<string> Authors)
{
    public static readonly JsonFeedFacts None = new(null, null, []);

    public static JsonFeedFacts Of(ReadOnlySpan<byte> head)
    {
        var (title, language) = ((string?)null, (string?)null);
        List<string> authors = [], author = [];
        try
        {
            var reader = new Utf8JsonReader(head is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : head, isFinalBlock: false,
                new JsonReaderState(new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }));
            while (reader.Read() && reader.CurrentDepth < 2)
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var name = reader.GetString();
                if (name == "items" || !reader.Read())
                {
                    break;
                }

                if (!JsonElement.TryParseValue(ref reader, out var value))
                {
                    break;
                }

                using var document = JsonDocument.Parse($"{{\"it\":{value.Value.GetRawText()}}}");
                var texts = document.RootElement.Texts("it", "name").ToArray();
                switch (name)
                {
                    case "title":
                        title = texts.FirstOrDefault();
                        break;
                    case "language":
                        language = texts.FirstOrDefault();
                        break;
                    case "authors":
                        authors.AddRange(texts);
                        break;
                    case "author":
                        author.AddRange(texts.Length > 0 ? texts : value.Value.Text("name") is { } one ? [one] : []);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What could be read until here is what is known.
        }

        return new JsonFeedFacts(title, language, authors.Count > 0 ? authors : author);
    }
}
