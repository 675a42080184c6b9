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

    /// <summary>A row is one thing that was marked; those of a text make one article, which stands where its first row does.</summary>
    private sealed class Highlights : IInputKind
    {
        public bool Recognizes(InputHead head) => TableFormat.IsText(head.Bytes) && TableHeads.Of(head, IsHeader) is not null;

        public IArticleReader NewReader(ReadingOptions options)
        {
            var times = new StatedTimes(options.TimeZone);
            return new WholeReader(options, whole =>
            {
                var marked = MarkedIn(whole, options, times);
                return new TableReader(Name, options, IsHeader, fields =>
                {
                    var (facts, original) = (new StatedFacts(Name), fields.Bytes.ToArray());
                    if (marked.TryGetValue(KeyOf(fields), out var rows))
                    {
                        if (rows.Count == 0)
                        {
                            return (null, null);
                        }

                        rows.ForEach(row => row.Take(facts));
                        original = [.. rows.SelectMany(row => row.Bytes)];
                        rows.Clear();
                    }
                    else
                    {
                        Row.Of(fields, times).Take(facts);
                    }

                    facts.Title = fields["book title"];
                    facts.Author(fields["book author"]);
                    facts.Other("Amazon book ID", fields["amazon book id"]);
                    return facts.Title is null ? (null, "there is no title in it") : facts.ToArticle(original);
                });
            });
        }

        private static bool IsHeader(TableHeader header) => header.Has("highlight", "book title", "book author");

        private static (string? Title, string? Author) KeyOf(TableFields fields) => (fields["book title"], fields["book author"]);

        private static Dictionary<(string? Title, string? Author), List<Row>> MarkedIn(ReadOnlyMemory<byte> whole, ReadingOptions options, StatedTimes times)
        {
            var marked = new Dictionary<(string? Title, string? Author), List<Row>>();
            var reader = new TableReader(Name, options, IsHeader, fields =>
            {
                if (KeyOf(fields) is { Title: not null } key)
                {
                    (marked.TryGetValue(key, out var rows) ? rows : marked[key] = []).Add(Row.Of(fields, times));
                }

                return (null, null);
            });
            reader.Begin(new MemoryStream(whole.ToArray()));
            while (reader.Read() is not null)
            {
            }

            return marked;
        }

        private sealed record Row(byte[] Bytes, string? Text, string? Note, string? Tags, Articles.WallTime? Time)
        {
            public static Row Of(TableFields fields, StatedTimes times) =>
                new(fields.Bytes.ToArray(), fields["highlight"], fields["note"], fields["document tags"], times.Of(fields["highlighted at"]));

            public void Take(StatedFacts facts)
            {
                facts.Tags(CellLists.Of(Tags));
                facts.Highlight(Text, Note, Time);
            }
        }
    }
}
