using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;

namespace Archiver.Formats.Apps;

/// <summary>Readwise: the library of its Reader, and what was marked, of whose articles it states no addresses.</summary>
internal static class Readwise
{
    private const string Name = "readwise";

    public static AppFormat Format { get; } = new(Name, "Readwise: the CSV of Reader's library, that of highlights", new Library(), new Highlights());

    private sealed class Library() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("title", "url", "document tags", "saved date");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Title = fields["title"];
            facts.Address(fields["url"]);
            foreach (var tag in CellLists.Of(fields["document tags"]))
            {
                if (tag.Trim().Equals("favorite", StringComparison.OrdinalIgnoreCase))
                {
                    facts.IsStarred = true;
                }
                else
                {
                    facts.Tag(tag);
                }
            }

            facts.Created = times.Of(fields["saved date"]);
            var location = fields["location"]?.Trim();
            facts.IsRead = location is null ? null : location.Equals("archive", StringComparison.OrdinalIgnoreCase);
            facts.Other("Reading progress", fields["reading progress"] is "0" or "0.0" ? null : fields["reading progress"]);
            facts.Other("Location", location is "archive" or "later" or "new" or "shortlist" ? null : location);
            return null;
        }
    }

    private sealed class Highlights() : TableFormat(Name)
    {
        protected override bool IsHeader(TableHeader header) => header.Has("highlight", "book title", "book author");

        protected override string? Read(TableFields fields, StatedFacts facts, StatedTimes times)
        {
            facts.Title = fields["book title"];
            facts.Author(fields["book author"]);
            facts.Tags(CellLists.Of(fields["document tags"]));
            facts.Other("Amazon book ID", fields["amazon book id"]);
            facts.Highlight(fields["highlight"], fields["note"], times.Of(fields["highlighted at"]));
            return facts.Title is null ? "there is no title in it" : null;
        }
    }
}
