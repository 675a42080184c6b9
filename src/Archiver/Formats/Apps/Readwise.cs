using Archiver.Articles;
using Archiver.Formats.Json;
using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Formats.Tables;
using Archiver.Texts.Encodings;

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

    private sealed class Highlights : IInputKind
    {
        public bool Recognizes(InputHead head) =>
            TableFormat.IsText(head.Bytes) && TableHeads.Of(head, MarkedRows.IsHeader) is not null;

        public IArticleReader NewReader(ReadingOptions options) => ReaderOfHighlights(options);
    }

    /// <summary>
    /// A row is one thing that was marked; those of a text make one article, which stands where its first row does. Rows
    /// beyond what is kept in memory are articles of their own.
    /// </summary>
    public static IArticleReader ReaderOfHighlights(ReadingOptions options, int maxKept = WholeReader.MaxKept)
    {
        var times = new StatedTimes(options.TimeZone);
        void Take(StatedFacts facts, TableFields fields)
        {
            facts.Tags(CellLists.Of(fields["document tags"]));
            facts.Highlight(fields["highlight"], fields["note"], times.Of(fields["highlighted at"]));
        }

        return new WholeReader(
            options,
            kept =>
            {
                var marked = new MarkedRows(kept, options);
                return new TableReader(Name, options, MarkedRows.IsHeader, fields =>
                {
                    var facts = new StatedFacts(Name);
                    var original = ReadOnlyMemory<byte>.Empty;
                    if (!marked.Has(fields))
                    {
                        Take(facts, fields);
                        original = fields.Bytes.ToArray();
                    }
                    else if (marked.TakeAll(fields, row => Take(facts, row)) is { } all)
                    {
                        original = all;
                    }
                    else
                    {
                        return (null, null);
                    }

                    var text = MarkedRows.KeyOf(fields);
                    facts.Title = text.Title;
                    facts.Author(text.Author);
                    facts.Other("Amazon book ID", text.BookId);
                    facts.Id = ArticleId.FromUrl($"urn:archiver:{Name}:{text.Title}\n{text.Author}\n{text.BookId}");
                    return facts.Title is null ? (null, "there is no title in it") : facts.ToArticle(original);
                });
            },
            maxKept);
    }

    /// <summary>Where the rows of each text stand in what is kept; their bytes stay there.</summary>
    private sealed class MarkedRows
    {
        private readonly Dictionary<(string? Title, string? Author, string? BookId), List<Place>> _rows = [];
        private readonly ByteWindow _window = new();
        private readonly TableRow _row = new();
        private readonly ReadOnlyMemory<byte> _bytes;
        private long _end;

        public MarkedRows(KeptInput kept, ReadingOptions options)
        {
            _bytes = kept.Bytes;
            using var stream = kept.Open();

            // Where more follows, what is read when the end of what is kept was seen may be cut.
            bool IsSure() => kept.IsWhole || stream.Position < stream.Length;
            var reader = new TableReader(Name, options, IsHeader, fields =>
            {
                if (IsSure() && KeyOf(fields) is { Title: not null } key)
                {
                    (_rows.TryGetValue(key, out var rows) ? rows : _rows[key] = [])
                        .Add(new Place((int)fields.Offset, fields.Bytes.Length, fields.Header, fields.Encoding));
                    _end = fields.Offset + 1;
                }

                return (null, null);
            });
            reader.Begin(stream);
            while (reader.Read() is not null && IsSure())
            {
            }
        }

        public static bool IsHeader(TableHeader header) => header.Has("highlight", "book title", "book author");

        /// <summary>Whether a row is one of those that are joined.</summary>
        public bool Has(TableFields fields) => fields.Offset < _end && _rows.ContainsKey(KeyOf(fields));

        /// <summary>Takes all rows of a row's text, once.</summary>
        /// <returns>Their bytes; null where they were taken before.</returns>
        public byte[]? TakeAll(TableFields fields, Action<TableFields> take)
        {
            var places = _rows[KeyOf(fields)];
            if (places.Count == 0)
            {
                return null;
            }

            var (all, length) = (new byte[places.Sum(place => place.Length)], 0);
            foreach (var place in places)
            {
                var bytes = all.AsMemory(length, place.Length);
                _bytes.Slice(place.Offset, place.Length).CopyTo(bytes);
                using var stream = new KeptInput(bytes, IsWhole: true).Open();
                _window.Begin(stream);
                _row.Scan(_window, place.Header.Delimiter, int.MaxValue);
                take(new TableFields(place.Header, _row, _window.Bytes, place.Encoding));
                length += place.Length;
            }

            places.Clear();
            places.TrimExcess();
            return all;
        }

        /// <summary>What tells a text from others: there are several of one title.</summary>
        public static (string? Title, string? Author, string? BookId) KeyOf(TableFields fields) =>
            (fields["book title"], fields["book author"], fields["amazon book id"]);

        /// <param name="Offset">In what is kept.</param>
        /// <param name="Length">In bytes, without the line end.</param>
        /// <param name="Header">What named the columns there.</param>
        /// <param name="Encoding">What the row is in.</param>
        private readonly record struct Place(int Offset, int Length, TableHeader Header, TextEncoding Encoding);
    }
}
