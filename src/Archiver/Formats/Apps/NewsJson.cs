using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Inputs;

namespace Archiver.Formats.Apps;

/// <summary>Articles of data sets as JSON: news-please, CC-News, RealNews, HuffPost and others like them.</summary>
internal sealed class NewsJson : IArticleFormat
{
    private const string FormatName = "json";

    public string Name => FormatName;

    public string Description => "articles as JSON: an object a line or an array, with a title and a text, such as those of news-please";

    /// <summary>The names of the array in which the objects may lie, where an object is around it.</summary>
    private static readonly string[] Arrays = ["articles", "items", "results", "data", "documents", "docs", "posts", "news", "stories", "entries"];

    public bool Recognizes(InputHead head) => JsonShape.Of(head) is { } shape && (Recognizes(shape, []) || ArrayIn(shape) is not null);

    private static string? ArrayIn(JsonShape shape) =>
        Array.Find(Arrays, array => !shape.IsArray && NewsFields.Of([]).AreIn(shape.NamesWithin(array).Select(TableHeader.Plain).ToHashSet(StringComparer.Ordinal).Contains));

    /// <summary>Whether objects have what is stated to be an article's.</summary>
    public static bool Recognizes(JsonShape shape, IReadOnlyList<KeyValuePair<string, string>> map)
    {
        var names = shape.Names.Select(TableHeader.Plain).ToHashSet(StringComparer.Ordinal);
        return map.Count > 0 || NewsFields.Of(map).AreIn(names.Contains);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private static JsonReader NewReader(ReadingOptions options, string? array)
    {
        var (fields, times) = (NewsFields.Of(options.Map), new StatedTimes(options.TimeZone));
        return new JsonReader(FormatName, options, array is null ? [] : [array], (element, bytes) =>
        {
            var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var property in element.EnumerateObject())
            {
                values[TableHeader.Plain(NameOf(property))] = property.Value;
            }

            var facts = new StatedFacts(FormatName);
            return fields.Take(
                name => values.TryGetValue(name, out var value) ? value.AsText() ?? Joined(value) : null,
                name => values.TryGetValue(name, out var value) ? value.ValueKind == JsonValueKind.Array ? Items(value) : value.AsText() is { } text ? [text] : [] : [],
                facts, times) is { } reason ? (null, reason) : facts.ToArticle(bytes);
        });
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static IEnumerable<string> Items(JsonElement value) => value.EnumerateArray().Select(item => item.AsText() ?? item.Text("name", "text")).OfType<string>();

    private static string? Joined(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join('\n', Items(value)) : value.Text("name", "text", "rendered");

    private sealed class Reader(ReadingOptions options) : IArticleReader
    {
        private JsonReader? _reader;

        public void Begin(Stream input)
        {
            if (input is not ByteSource source)
            {
                source = new ByteSource(options.Cancellation);
                source.Begin(input);
            }

            var shape = JsonShape.Of(InputHead.Of(source));
            _reader = NewReader(options, shape is null || Recognizes(shape, options.Map) ? null : ArrayIn(shape));
            _reader.Begin(source);
        }

        public Stretch? Read() => _reader?.Read();
    }
}
