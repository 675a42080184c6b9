using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>Karakeep's export (Hoarder's until 2025): addresses, and texts that the reader wrote; the lists come last.</summary>
internal static class Karakeep
{
    private const string Name = "karakeep";

    public static AppFormat Format { get; } = new(Name, "Karakeep (Hoarder): JSON", new Json());

    private sealed class Json : IInputKind
    {
        public bool Recognizes(InputHead head) => JsonShape.Of(head) is { IsArray: false } shape
            && (shape.HasWithin("bookmarks", "createdAt") || shape.HasWithin("bookmarks", "content", "tags"));

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new WholeReader(options, whole =>
            {
                var lists = new Lists(whole.Bytes.Span);
                return new JsonReader(Name, options, ["bookmarks"], (element, bytes) =>
                {
                    var facts = new StatedFacts(Name);
                    return Read(element, facts, times, lists) is { } reason ? (null, reason) : facts.ToArticle(AccountFields.CutFrom(bytes));
                });
            });
        }

        private static string? Read(JsonElement element, StatedFacts facts, StatedTimes times, Lists lists)
        {
            facts.Title = element.Text("title");
            facts.Created = times.Of(element.Text("createdAt"));
            facts.Tags(element.Texts("tags", "name"));
            facts.IsRead = element.Flag("archived") ?? false;
            facts.IsStarred = element.Flag("favourited", "favorited") == true;
            facts.Other("Note", element.Text("note"));
            facts.Summary(element.Text("summary"));
            string[] paths = [.. element.Texts("lists", "id").OrderBy(lists.IsSearch).Select(lists.PathOf).OfType<string>()];
            facts.Category = paths.FirstOrDefault();
            facts.Other("Lists", paths.Length > 1 ? string.Join("\n", paths) : null);
            if (element.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object)
            {
                facts.Address(content.Text("url"));
                facts.Lines(PlainParagraphs.Of(content.Text("text")));
            }

            return facts.Url is null && !facts.HasText ? "neither an address nor a text: pictures and files are not in the export" : null;
        }
    }

    /// <summary>The lists, which come after what lies in them.</summary>
    private sealed class Lists
    {
        private readonly Folders _folders = new();
        private readonly HashSet<string> _searches = new(StringComparer.Ordinal);

        public Lists(ReadOnlySpan<byte> json)
        {
            string? id = null, name = null, parent = null, type = null;
            JsonOutline.Walk(json, (way, value) =>
            {
                switch (way)
                {
                    case "lists/id":
                        id = value;
                        break;
                    case "lists/name":
                        name = value;
                        break;
                    case "lists/parentId":
                        parent = value;
                        break;
                    case "lists/type":
                        type = value;
                        break;
                    case "lists" when value is null:
                        _folders.Add(id, name, parent);
                        if (type == "smart" && id is not null)
                        {
                            _searches.Add(id);
                        }

                        (id, name, parent, type) = (null, null, null, null);
                        break;
                    default:
                        break;
                }
            });
        }

        public string? PathOf(string id) => _folders.PathOf(id);

        /// <summary>Whether a list is what a search finds: nobody has put anything into it.</summary>
        public bool IsSearch(string id) => _searches.Contains(id);
    }
}
