using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>Instapaper's lists: addresses with their folder, which is the state, too; no texts.</summary>
internal static class Instapaper
{
    private const string Name = "instapaper";

    public static AppFormat Format { get; } = new(Name, "Instapaper: CSV, HTML", new Table(), new Rows(), new Page());

    private static void TakeFolder(string? folder, StatedFacts facts)
    {
        switch (folder?.Trim())
        {
            case "Unread":
                facts.IsRead = false;
                break;
            case "Archive":
                facts.IsRead = true;
                break;
            case "Starred" or "Liked":
                facts.IsStarred = true;
                break;
            default:
                facts.Category = folder;
                break;
        }
    }

    private static string? Take(TableFields fields, StatedFacts facts, StatedTimes times)
    {
        facts.Address(fields["url"]);
        facts.Title = fields["title"];
        facts.Summary(fields["selection"]);
        facts.Created = times.Of(fields["timestamp", "time"]);
        facts.Tags(fields["tags"] is "null" ? [] : CellLists.Of(fields["tags"]));
        TakeFolder(fields["folder"], facts);
        return null;
    }

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("url", "title", "selection", "folder");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times) => Take(fields, facts, times);
    }

    /// <summary>The table without the row that names its columns, as it was for some years, and is where somebody has cut it.</summary>
    private sealed class Rows : IInputKind
    {
        private static readonly TableHeader Columns = new(["URL", "Title", "Selection", "Folder", "Timestamp", "Tags"], (byte)',');

        public bool Recognizes(InputHead head) => TableFormat.IsText(head.Bytes) && TableHeads.Of(head, IsRow) is not null;

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new TableReader(Name, options, _ => false, fields =>
            {
                var facts = new StatedFacts(Name);
                return Take(fields, facts, times) is { } reason ? (null, reason) : facts.ToArticle(fields.Bytes.ToArray());
            }, Columns);
        }

        /// <summary>An address, and either one of the app's own folders or, behind a folder, a time.</summary>
        private static bool IsRow(TableHeader first) => first is { Delimiter: (byte)',', Names: { Count: >= 4 and <= 6 } row }
            && (StatedFacts.IsWeb(row[0]) || row[0].StartsWith("instapaper", StringComparison.OrdinalIgnoreCase))
            && (row.Count > 4 ? row[4].Length is 9 or 10 && row[4].All(char.IsAsciiDigit) : row[3] is "Unread" or "Archive" or "Starred" or "Liked");
    }

    private sealed class Page : IInputKind
    {
        public bool Recognizes(InputHead head) => LinkLists.HasTitle(head, "Instapaper: Export") || LinkLists.HasTitle(head, "Instapaper Export");

        public IArticleReader NewReader(ReadingOptions options) => new LinkListReader(Name, options, (link, bytes) =>
        {
            var facts = new StatedFacts(Name) { Title = link.Title };
            facts.Address(link.Attributes.GetValueOrDefault("href"));
            TakeFolder(link.Section, facts);
            return facts.ToArticle(bytes);
        });
    }
}
