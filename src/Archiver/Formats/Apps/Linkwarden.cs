using System.Text.Json;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>Linkwarden's backup: links in collections. It has the account in it, of which nothing is kept.</summary>
internal static class Linkwarden
{
    private const string Name = "linkwarden";

    public static AppFormat Format { get; } = new(Name, "Linkwarden: JSON", new Json());

    private sealed class Json : IInputKind
    {
        public bool Recognizes(InputHead head) => JsonShape.Of(head) is { IsArray: false } shape
            && (shape.HasWithin("collections", "links") || shape.HasWithin("collections", "name", "ownerId") || shape.HasWithin("collections", "name", "parentId")
                || (shape.Has("username") && (shape.Has("collections") || shape.Has("email"))));

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new WholeReader(options, whole =>
            {
                var (known, number) = (new Known(whole.Bytes.Span), 0);
                return new JsonReader(Name, options, ["collections", "links"], (element, bytes) =>
                {
                    var facts = new StatedFacts(Name) { Category = known.CollectionOf(element, number++) };
                    return Read(element, facts, times, known) is { } reason ? (null, reason) : facts.ToArticle(AccountFields.CutFrom(bytes));
                });
            });
        }

        private static string? Read(JsonElement link, StatedFacts facts, StatedTimes times, Known known)
        {
            facts.Address(link.Text("url"));
            facts.Title = StatedFacts.Decoded(link.Text("name"));
            facts.Summary(StatedFacts.Decoded(link.Text("description")));
            facts.Created = times.Of(link.Text("importDate") ?? link.Text("createdAt"));
            facts.Updated = times.Of(link.Text("updatedAt"));
            facts.Tags(link.Texts("tags", "name"));
            facts.Text(link.Text("textContent"));
            foreach (var highlight in link.Items("highlights"))
            {
                facts.Highlight(highlight.Text("text"), highlight.Text("comment"), times.Of(highlight.Text("createdAt")));
            }

            facts.Other("Pinned", known.IsPinned(link.Text("id")) ? "yes" : null);
            return facts.Url is null && !facts.HasText ? "neither an address nor a text" : null;
        }
    }

    /// <summary>Which link lies in which collection, and what is pinned.</summary>
    private sealed class Known
    {
        private readonly Folders _collections = new();
        private readonly Dictionary<string, string> _collectionOf = new(StringComparer.Ordinal);
        private readonly List<string> _collectionsInOrder = [];
        private readonly HashSet<string> _pinned = new(StringComparer.Ordinal);

        public Known(ReadOnlySpan<byte> json)
        {
            string? id = null, name = null, parent = null;
            var (links, count) = (new List<string>(), 0);
            JsonOutline.Walk(json, (way, value) =>
            {
                switch (way)
                {
                    case "collections/id":
                        id = value;
                        break;
                    case "collections/name":
                        name = value;
                        break;
                    case "collections/parentId":
                        parent = value;
                        break;
                    case "collections/links/id" when value is not null:
                        links.Add(value);
                        break;
                    case "collections/links" when value is null:
                        count++;
                        break;
                    case "pinnedLinks/id" when value is not null:
                        _pinned.Add(value);
                        break;
                    case "collections" when value is null:
                        _collections.Add(id, name, parent);
                        links.ForEach(link => _collectionOf[link] = id ?? "");
                        links.Clear();
                        _collectionsInOrder.AddRange(Enumerable.Repeat(id ?? "", count));
                        count = 0;
                        (id, name, parent) = (null, null, null);
                        break;
                    default:
                        break;
                }
            });
        }

        /// <summary>The collection of a link: the one that it names, else the one around it.</summary>
        /// <param name="link">The link.</param>
        /// <param name="number">How many links come before it.</param>
        public string? CollectionOf(JsonElement link, int number) => _collections.PathOf(
            link.Text("collectionId") ?? (link.Text("id") is { } id && _collectionOf.TryGetValue(id, out var known) ? known
                : number < _collectionsInOrder.Count ? _collectionsInOrder[number] : null));

        public bool IsPinned(string? link) => link is not null && _pinned.Contains(link);
    }
}
