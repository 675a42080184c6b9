using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>Instapaper's lists: addresses with their folder, which is the state, too; no texts.</summary>
internal static class Instapaper
{
    private const string Name = "instapaper";

    public static AppFormat Format { get; } = new(Name, "Instapaper: CSV, HTML", new Table(), new Page());

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
            case "Starred":
                facts.IsStarred = true;
                break;
            default:
                facts.Category = folder;
                break;
        }
    }

    private sealed class Table() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("url", "title", "selection", "folder");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Address(fields["url"]);
            facts.Title = fields["title"];
            facts.Summary(fields["selection"]);
            facts.Created = times.Of(fields["timestamp"] ?? fields["time"]);
            facts.Tags(CellLists.Of(fields["tags"]));
            TakeFolder(fields["folder"], facts);
            return null;
        }
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
