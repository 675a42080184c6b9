using System.Text.Json;
using System.Xml.Linq;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Formats.Xml;

namespace Archiver.Formats.Apps;

/// <summary>wallabag's exports, with the texts in HTML.</summary>
internal static class Wallabag
{
    private const string Name = "wallabag";

    /// <summary>What wallabag calls an article whose page it could not read, in its languages.</summary>
    private static readonly HashSet<string> Untitled = new(StringComparer.OrdinalIgnoreCase)
    {
        "No title found", "Untitled", "Sans titre", "Pas de titre trouvé", "Aucun titre trouvé", "Ohne Titel", "Kein Titel gefunden", "Sin título", "Sin titulo",
        "Senza titolo", "Nessun titolo trovato", "Sem título", "Bez tytułu", "Без названия", "Zonder titel", "Uten tittel", "Utan titel", "Başlıksız",
    };

    public static AppFormat Format { get; } = new(Name, "wallabag: JSON, XML, CSV, text", new Json(), new Markup(), new Table(), new WallabagText());

    private static string? Take(
        string? title, string? url, string? content, bool isUnread, StatedFacts facts)
    {
        facts.Title = title is not null && Untitled.Contains(title.Trim()) ? null : title;
        var isWeb = facts.Address(url);
        if (isUnread || content is null || content.Contains("allabag can't retrieve contents", StringComparison.Ordinal))
        {
            if (!string.IsNullOrWhiteSpace(content))
            {
                facts.Warning("wallabag's own message stands in the place of the text: it could not read the page");
            }
        }
        else
        {
            facts.Html(content);
        }

        return isWeb || facts.HasText ? null : "there is no address of the web in it, and no text";
    }

    private sealed class Json() : JsonFormat(Name)
    {
        protected override bool Recognizes(JsonShape shape) => shape.Has("url")
            && (shape.Has("is_archived", "is_starred") || shape.Has("is_read", "is_fav") || shape.Has("content", "domain_name") || shape.Has("is_archived", "tags"));

        protected override string? Read(JsonElement element, StatedFacts facts, StatedTimes times)
        {
            facts.IsRead = element.Flag("is_archived", "is_read");
            facts.LastRead = facts.IsRead == true ? times.Of(element.Text("archived_at")) : null;
            facts.IsStarred = element.Flag("is_starred", "is_fav") == true;
            facts.Tags([.. element.Texts("tags", "label", "slug").SelectMany(tag => tag.Split(','))]);
            facts.Created = times.Of(element.Text("created_at"));
            facts.Updated = times.Of(element.Text("updated_at"));
            facts.Date = StatedTimes.DayOf(element.Text("published_at"));
            facts.Language = element.Text("language");
            foreach (var author in element.Texts("published_by"))
            {
                facts.Author(author);
            }

            foreach (var annotation in element.Items("annotations"))
            {
                facts.Highlight(annotation.Text("quote"), annotation.Text("text"), times.Of(annotation.Text("created_at")));
            }

            var url = element.Text("url");
            foreach (var (name, field) in new[] { ("Given URL", "given_url"), ("Origin URL", "origin_url") })
            {
                facts.Other(name, element.Text(field) is { } other && other != url ? other : null);
            }

            facts.Other("wallabag ID", element.Text("id"));
            return Take(element.Text("title"), url, element.Text("content"), element.Flag("is_not_parsed") == true, facts);
        }
    }

    /// <summary>Entries, in whose lists each item is called an entry, too.</summary>
    private sealed class Markup : IInputKind
    {
        public bool Recognizes(InputHead head) => XmlHeads.Root(head.Bytes) == "result" && head.Bytes.IndexOf("<entry"u8) >= 0;

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new XmlRecordReader(Name, options, "entry", (entry, bytes) =>
            {
                var facts = new StatedFacts(Name);
                return Read(entry, facts, times) is { } reason ? (null, reason) : facts.ToArticle(WithoutAccount(bytes));
            });
        }

        private static string? Read(XElement entry, StatedFacts facts, StatedTimes times)
        {
            string? Text(string name) => entry.Element(name) is { HasElements: false, Value: { Length: > 0 } value } ? value : null;
            IEnumerable<XElement> Items(string name) => entry.Element(name)?.Elements("entry") ?? [];
            bool? Flag(string name) => Text(name)?.Trim().ToLowerInvariant() switch { null => null, "0" or "false" or "" => false, _ => true };

            facts.IsRead = Flag("is_archived");
            facts.LastRead = facts.IsRead == true ? times.Of(Text("archived_at")) : null;
            facts.IsStarred = Flag("is_starred") == true;
            facts.Tags(Items("tags").Select(tag => (tag.Element("label") ?? tag).Value));
            facts.Created = times.Of(Text("created_at"));
            facts.Updated = times.Of(Text("updated_at"));
            facts.Date = StatedTimes.DayOf(Text("published_at"));
            facts.Language = Text("language");
            foreach (var author in Items("published_by"))
            {
                facts.Author(author.Value);
            }

            foreach (var annotation in Items("annotations"))
            {
                facts.Highlight(annotation.Element("quote")?.Value, annotation.Element("text")?.Value, times.Of(annotation.Element("created_at")?.Value));
            }

            facts.Other("wallabag ID", Text("id"));
            return Take(Text("title"), Text("url"), Text("content"), Flag("is_not_parsed") == true, facts);
        }

        /// <summary>The bytes without the elements that name the account.</summary>
        private static ReadOnlyMemory<byte> WithoutAccount(ReadOnlyMemory<byte> bytes)
        {
            byte[]? rest = null;
            foreach (var name in (string[])["user_name", "user_email", "username", "email"])
            {
                var (open, close) = (System.Text.Encoding.UTF8.GetBytes($"<{name}>"), System.Text.Encoding.UTF8.GetBytes($"</{name}>"));
                while (((ReadOnlySpan<byte>)(rest ?? bytes.Span)).IndexOf(open) is >= 0 and var start
                    && ((ReadOnlySpan<byte>)(rest ?? bytes.Span))[start..].IndexOf(close) is >= 0 and var length)
                {
                    var whole = rest ?? bytes.ToArray();
                    rest = [.. whole[..start], .. whole[(start + length + close.Length)..]];
                }
            }

            return rest ?? bytes;
        }
    }

    /// <summary>Without a state, and with times on a clock of twelve hours that does not say which half of the day it is.</summary>
    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("title", "url", "content", "mime type");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Tags(fields["tags"], ',');
            facts.Language = fields["language"];
            var created = fields["creation date"]?.Trim() ?? "";
            if (created is [_, _, '/', _, _, '/', _, _, _, _, ..])
            {
                created = $"{created[6..10]}-{created[3..5]}-{created[..2]}{created[10..]}";
            }

            facts.Created = times.Of(created);
            return Take(fields["title"], fields["url"], fields["content"], false, facts);
        }
    }
}
