using System.Text;
using System.Text.Json;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>What a page states as JSON-LD: all objects with a type, those of lists and graphs included.</summary>
internal sealed class JsonLd
{
    private const int MaxEntities = 5000;
    private const int MaxDepth = 64;

    private readonly List<Entity> _entities = [];
    private readonly Dictionary<string, JsonElement> _byId = new(StringComparer.Ordinal);

    public IReadOnlyList<Entity> Entities => _entities;

    public static JsonLd Of(IEnumerable<string> scripts)
    {
        var all = new JsonLd();
        foreach (var script in scripts.Where(script => script.Length <= 4_000_000))
        {
            if (Parse(script) is { } root)
            {
                all.Gather(root);
            }
        }

        return all;
    }

    /// <summary>Objects whose type ends so, <c>NewsArticle</c> for <c>Article</c>.</summary>
    public IEnumerable<Entity> OfType(params string[] endings) =>
        _entities.Where(entity => entity.Types.Exists(type =>
            Array.Exists(endings, ending => type.EndsWith(ending, StringComparison.OrdinalIgnoreCase))));

    /// <summary>A property's text; of an object its name.</summary>
    public string? Text(JsonElement element, string property) => Texts(element, property).FirstOrDefault();

    /// <summary>A property's texts; of objects their names, of references those of what they refer to.</summary>
    public IEnumerable<string> Texts(JsonElement element, string property)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out var value))
        {
            yield break;
        }

        foreach (var each in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
        {
            var text = each.ValueKind switch
            {
                JsonValueKind.String => each.GetString(),
                JsonValueKind.Number => each.GetRawText(),
                JsonValueKind.Object => NameOf(each),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return System.Net.WebUtility.HtmlDecode(text).Trim();
            }
        }
    }

    private string? NameOf(JsonElement value)
    {
        if (Own(value) is { } name)
        {
            return name;
        }

        return value.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String
            && _byId.TryGetValue(id.GetString()!, out var other)
            ? Own(other) : null;

        static string? Own(JsonElement named) =>
            (named.TryGetProperty("name", out var text) || named.TryGetProperty("@value", out text))
                && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }

    private void Gather(JsonElement root)
    {
        var left = new Stack<JsonElement>([root]);
        while (left.TryPop(out var element) && _entities.Count < MaxEntities)
        {
            if (element.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in element.EnumerateArray().Reverse())
                {
                    left.Push(item);
                }
            }
            else if (element.ValueKind == JsonValueKind.Object)
            {
                Add(element);
                foreach (var property in element.EnumerateObject().Reverse())
                {
                    if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    {
                        left.Push(property.Value);
                    }
                }
            }
        }
    }

    private void Add(JsonElement element)
    {
        if (element.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String
            && element.EnumerateObject().Take(2).Count() > 1)
        {
            _byId.TryAdd(id.GetString()!, element);
        }

        if (element.TryGetProperty("@type", out var type))
        {
            List<string> types = type.ValueKind == JsonValueKind.String ? [type.GetString()!]
                : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()
                    .Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)] : [];
            if (types.Count > 0)
            {
                _entities.Add(new Entity(types, element));
            }
        }
    }

    private static JsonElement? Parse(string script)
    {
        var options = new JsonDocumentOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth
        };
        foreach (var text in new[] { script, Repaired(script), Repaired(System.Net.WebUtility.HtmlDecode(script)) })
        {
            try
            {
                // Not disposed: what it holds is used as long as the page.
                return JsonDocument.Parse(text, options).RootElement;
            }
            catch (JsonException)
            {
            }
            catch (ArgumentException)
            {
                // Half a surrogate pair.
            }
        }

        return null;
    }

    /// <summary>
    /// Without what is often wrong: raw line breaks in texts, wrappers for old browsers, a semicolon at the end.
    /// </summary>
    private static string Repaired(string script)
    {
        var text = script.AsSpan().Trim();
        var start = text.IndexOfAny('{', '[');
        var end = text.LastIndexOfAny('}', ']');
        if (start < 0 || end < start)
        {
            return "null";
        }

        var repaired = new StringBuilder();
        var (isInText, isEscaped) = (false, false);
        foreach (var character in text[start..(end + 1)])
        {
            repaired.Append(isInText && character < ' ' ? ' ' : char.IsSurrogate(character) ? '\uFFFD' : character);
            isInText = character == '"' && !isEscaped ? !isInText : isInText;
            isEscaped = character == '\\' && !isEscaped;
        }

        return repaired.ToString();
    }

    public sealed record Entity(List<string> Types, JsonElement Element);
}
