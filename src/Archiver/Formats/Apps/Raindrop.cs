using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>Raindrop.io's lists: addresses in folders, with notes and what was marked; no texts.</summary>
internal static class Raindrop
{
    private const string Name = "raindrop";

    public static AppFormat Format { get; } = new(Name, "Raindrop.io: CSV, HTML", new Table(), new Page());

    /// <summary>What lies in no folder is said to lie in this one.</summary>
    private static string? FolderOf(string? folder) => folder?.Trim() is "Unsorted" ? null : folder;

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("title", "url", "folder") && (header.Has("excerpt") || header.Has("note") || header.Has("tags"));

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Title = StatedFacts.Decoded(fields["title"]);
            facts.Address(fields["url"]);
            facts.Summary(StatedFacts.Decoded(fields["excerpt"]));
            facts.Other("Note", fields["note"]);
            facts.Category = FolderOf(fields["folder"]);
            facts.Tags(fields["tags"], ',');
            facts.Created = times.Of(fields["created"]);
            facts.IsStarred = IsYes(fields["favorite"]);
            TakeHighlights(fields["highlights"], facts);
            return null;
        }

        /// <summary>A line that begins with <c>Highlight:</c> or <c>Note:</c> begins one; else blank lines part them.</summary>
        private static void TakeHighlights(string? cell, StatedFacts facts)
        {
            var (text, note) = (new List<string>(), new List<string>());
            var isNote = false;
            foreach (var line in (cell ?? "").Split('\n').Select(line => line.Trim()))
            {
                if (line.StartsWith("Highlight:", StringComparison.OrdinalIgnoreCase) || (line.Length == 0 && text.Count > 0))
                {
                    Add();
                }

                isNote = line.StartsWith("Note:", StringComparison.OrdinalIgnoreCase) || (isNote && line.Length > 0);
                var said = line.StartsWith("Highlight:", StringComparison.OrdinalIgnoreCase) ? line[10..].Trim()
                    : line.StartsWith("Note:", StringComparison.OrdinalIgnoreCase) ? line[5..].Trim() : line;
                if (said.Length > 0)
                {
                    (isNote ? note : text).Add(said);
                }
            }

            Add();

            void Add()
            {
                facts.Highlight(string.Join('\n', text), string.Join('\n', note));
                text.Clear();
                note.Clear();
                isNote = false;
            }
        }
    }

    private sealed class Page : IInputKind
    {
        public bool Recognizes(InputHead head) => LinkLists.IsNetscape(head) && LinkLists.HasTitle(head, "Raindrop.io");

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new LinkListReader(Name, options, (link, bytes) =>
            {
                var facts = new StatedFacts(Name);
                var reason = Bookmarks.Take(link, facts, times);
                facts.IsStarred = link.Attributes.GetValueOrDefault("data-important") is "true" or "1";
                return reason is null ? facts.ToArticle(bytes) : (null, reason);
            });
        }
    }
}
