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
            return new WholeJsonReader(Name, options, ["collections", "links"], whole =>
            {
                var known = new Known(whole.Span);
                return (element, bytes) =>
                {
                    var facts = new StatedFacts(Name);
                    return Read(element, facts, times, known) is { } reason ? (null, reason) : facts.ToArticle(AccountFields.CutFrom(bytes));
                };
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

            if (link.Text("id") is { } id)
            {
                facts.Category = known.CollectionOf(id);
                facts.Other("Pinned", known.IsPinned(id) ? "yes" : null);
            }

            return facts.Url is null && !facts.HasText ? "neither an address nor a text" : null;
        }
    }

    /// <summary>Which link lies in which collection, and what is pinned.</summary>
    private sealed class Known
    {
        private readonly Folders _collections = new();
        private readonly Dictionary<string, string> _collectionOf = new(StringComparer.Ordinal);
        private readonly HashSet<string> _pinned = new(StringComparer.Ordinal);

        public Known(ReadOnlySpan<byte> json)
        {
            string? id = null, name = null, parent = null;
            var links = new List<string>();
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
                    case "pinnedLinks/id" when value is not null:
                        _pinned.Add(value);
                        break;
                    case "collections" when value is null:
                        _collections.Add(id, name, parent);
                        links.ForEach(link => _collectionOf[link] = id ?? "");
                        links.Clear();
                        (id, name, parent) = (null, null, null);
                        break;
                    default:
                        break;
                }
            });
        }

        public string? CollectionOf(string link) => _collections.PathOf(_collectionOf.GetValueOrDefault(link));

        public bool IsPinned(string link) => _pinned.Contains(link);
    }
}
