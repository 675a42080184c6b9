using System.Text.Json;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>
/// An article as it is stored: short fields that any tool can read and query. <c>check</c> is the checksum of the
/// others.
/// </summary>
internal static class ArticleDocument
{
    public const string Collection = "articles";

    /// <summary>Older states of articles: the same document under a number of its own, and when it was replaced.</summary>
    public const string Revisions = "revisions";

    public static DocumentBuilder From(Article article) => Write(article).Seal();

    /// <summary>
    /// The state that a re-import replaces, as a document of its own. Readings and notes belong to the article, not to a state.
    /// </summary>
    public static DocumentBuilder ToRevision(Article replaced, int number, DateTime at) =>
        Write(replaced with { Number = number, Readings = [], Revisions = [], Added = null, Notes = [], Edited = 0 })
            .With("article", replaced.Number).With("replaced", at).Seal();

    /// <summary>An article that was removed.</summary>
    public static DocumentBuilder ToRemoved(Article article, DateTime at) => Write(article).With("removed", at).Seal();

    private static DocumentBuilder Write(Article article)
    {
        var details = article.Stated;
        var document = new DocumentBuilder(article.Number)
            .With("id", article.Id)
            .With("title", article.StatedTitle)
            .With("category", details.Category)
            .With("url", details.Url)
            .With("date", details.Date is { } date ? (int)RunKey.OfDate(date) : (int?)null)
            .With("created", details.Created?.ToInteger())
            .With("updated", details.Updated?.ToInteger())
            .With("lastRead", article.LastRead?.ToInteger())
            .With("words", article.Words)
            .With("reads", article.ReadCount)
            .With("record", (int)article.Record.Value);

        // What most articles do not have costs most articles nothing.
        AddFacts(document, article);
        if (details.Id != article.Id)
        {
            document.With("idStated", false);
        }

        if (details.Words != article.CountedWords)
        {
            document.With("stated", details.Words).With("counted", article.CountedWords);
        }

        if (article.Characters > 0)
        {
            document.With("characters", article.Characters).With("characterWords", article.CharacterWords);
        }

        if (article.ImportedReadCount != details.ReadCount)
        {
            document.With("readsStated", details.ReadCount);
        }

        if (article.ImportedLastRead != details.LastRead)
        {
            document.With("lastReadStated", details.LastRead?.ToInteger());
        }

        if (article.Readings.Count > 0)
        {
            document.With("readsImported", article.ImportedReadCount)
                .With("lastReadImported", article.ImportedLastRead?.ToInteger())
                .With("readings", article.Readings.Select(at => at.ToInteger()));
        }

        if (details.Other.Count > 0)
        {
            document.With("other", details.Other);
        }

        if (article.Lost is { } lost)
        {
            document.With("lost", lost);
        }

        if (article.Revisions.Count > 0)
        {
            document.With("revisions", article.Revisions);
        }

        return document;
    }

    /// <summary>What dumps do not state.</summary>
    private static void AddFacts(DocumentBuilder document, Article article)
    {
        var details = article.Stated;
        if (article.Format != Article.FirstFormat)
        {
            document.With("inputFormat", article.Format);
        }

        if (details.Title is not null)
        {
            document.With("titleStated", true);
        }

        if (article.Added is { } added)
        {
            document.With("added", JsonSerializer.Serialize(added, ArticleFormJson.Default.AddedFacts));
        }

        if (article.Notes.Count > 0)
        {
            document.With("notes", ArticleForm.ToText(article.Notes));
        }

        if (article.Edited > 0)
        {
            document.With("edited", article.Edited);
        }

        if (details.Authors.Count > 0)
        {
            document.With("authors", details.Authors);
        }

        if (details.Site is { } site)
        {
            document.With("site", site);
        }

        if (details.Language is { } language)
        {
            document.With("language", language);
        }

        if (details.Tags.Count > 0)
        {
            document.With("tags", details.Tags);
        }

        if (details.IsStarred)
        {
            document.With("starred", true);
        }
    }

    /// <exception cref="ArchiverException">It has values that cannot be.</exception>
    public static Article Read(Document document)
    {
        try
        {
            var fields = new Fields();
            foreach (var field in StoredBson.FieldsOf(document.Bytes.Span))
            {
                fields.Note(field);
            }

            return fields.ToArticle();
        }
        catch (Exception exception) when (StorageError.IsDamage(exception))
        {
            throw new ArchiverException(Failure.Damaged,
                $"Article {document.Number} has a value that cannot be: {exception.Message}", exception);
        }
    }

    /// <summary>The number of the last note that changed title, category or date; 0 where none did.</summary>
    public static int EditOf(Document document) => document["edited"u8].AsInt32 ?? 0;

    /// <summary>Whether read count and last read in a document are those that its article has.</summary>
    public static bool HasFigures(Document document, Article article) =>
        document["reads"u8].AsInt32 == article.ReadCount && document["lastRead"u8].AsInt64 == article.LastRead?.ToInteger();

    /// <summary>The place of the record alone; none where it says none.</summary>
    public static TextNumber RecordOf(Document document) => new((uint)(document["record"u8].AsInt32 ?? 0));

    /// <summary>What was read of a document: a listing reads many, and looks at each field once.</summary>
    private ref struct Fields
    {
        private int _number;
        private Guid _id;
        private string? _title;
        private string? _category;
        private string? _url;
        private int? _date;
        private long? _created;
        private long? _updated;
        private int _words;
        private TextNumber _record;
        private bool _isIdOfContent;
        private int? _statedWords;
        private int? _countedWords;
        private int _characters;
        private int _characterWords;
        private Figures _shown;
        private Figures _stated;
        private Figures _imported;
        private List<WallTime>? _readings;
        private List<KeyValuePair<string, string>>? _other;
        private List<int>? _revisions;
        private int? _lost;
        private string? _format;
        private bool _isTitleStated;
        private List<string>? _authors;
        private string? _site;
        private string? _language;
        private List<string>? _tags;
        private bool _isStarred;
        private string? _added;
        private string? _notes;
        private int _edited;

        public void Note(StoredBson.Field field)
        {
            switch (field.Name)
            {
                case var name when name.SequenceEqual("_id"u8): _number = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("id"u8): _id = field.AsGuid ?? default; break;
                case var name when name.SequenceEqual("title"u8): _title = field.AsText; break;
                case var name when name.SequenceEqual("category"u8): _category = field.AsText; break;
                case var name when name.SequenceEqual("url"u8): _url = field.AsText; break;
                case var name when name.SequenceEqual("date"u8): _date = field.AsInt32; break;
                case var name when name.SequenceEqual("created"u8): _created = field.AsInt64; break;
                case var name when name.SequenceEqual("updated"u8): _updated = field.AsInt64; break;
                case var name when name.SequenceEqual("lastRead"u8): _shown.SetLastRead(field.AsInt64); break;
                case var name when name.SequenceEqual("words"u8): _words = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("reads"u8): _shown.SetReads(field.AsInt32); break;
                case var name when name.SequenceEqual("record"u8): _record = new TextNumber((uint)(field.AsInt32 ?? 0)); break;
                case var name when name.SequenceEqual("idStated"u8): _isIdOfContent = true; break;
                case var name when name.SequenceEqual("stated"u8): _statedWords = field.AsInt32; break;
                case var name when name.SequenceEqual("counted"u8): _countedWords = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("characters"u8): _characters = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("characterWords"u8): _characterWords = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("readsStated"u8): _stated.SetReads(field.AsInt32); break;
                case var name when name.SequenceEqual("lastReadStated"u8): _stated.SetLastRead(field.AsInt64); break;
                case var name when name.SequenceEqual("readsImported"u8): _imported.SetReads(field.AsInt32); break;
                case var name when name.SequenceEqual("lastReadImported"u8): _imported.SetLastRead(field.AsInt64); break;
                case var name when name.SequenceEqual("readings"u8): _readings = ListOf(field, reading => WallTime.FromInteger(reading.AsInt64 ?? 0)); break;
                case var name when name.SequenceEqual("other"u8): _other = ListOf(field, PairOf); break;
                case var name when name.SequenceEqual("inputFormat"u8): _format = field.AsText; break;
                case var name when name.SequenceEqual("titleStated"u8): _isTitleStated = true; break;
                case var name when name.SequenceEqual("authors"u8): _authors = ListOf(field, text => text.AsText ?? ""); break;
                case var name when name.SequenceEqual("site"u8): _site = field.AsText; break;
                case var name when name.SequenceEqual("language"u8): _language = field.AsText; break;
                case var name when name.SequenceEqual("tags"u8): _tags = ListOf(field, text => text.AsText ?? ""); break;
                case var name when name.SequenceEqual("starred"u8): _isStarred = true; break;
                case var name when name.SequenceEqual("added"u8): _added = field.AsText; break;
                case var name when name.SequenceEqual("notes"u8): _notes = field.AsText; break;
                case var name when name.SequenceEqual("edited"u8): _edited = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("lost"u8): _lost = field.AsInt32; break;
                case var name when name.SequenceEqual("revisions"u8): _revisions = ListOf(field, revision => revision.AsInt32 ?? 0); break;
            }
        }

        public readonly Article ToArticle()
        {
            var imported = _imported.Or(_shown);
            var stated = _stated.Or(imported);
            return new Article
            {
                Number = _number,
                Id = _id,
                Title = _title,
                CountedWords = _countedWords ?? _words,
                Details = new Details
                {
                    Id = _isIdOfContent ? null : _id,
                    Category = _category,
                    Url = _url,
                    Date = _date is { } date ? RunKey.ToDate((ulong)date) : null,
                    Created = ToTime(_created),
                    Updated = ToTime(_updated),
                    LastRead = ToTime(stated.LastRead),
                    Words = _countedWords is null ? _words : _statedWords,
                    ReadCount = stated.Reads,
                    Title = _isTitleStated ? _title : null,
                    Authors = _authors ?? (IReadOnlyList<string>)[],
                    Site = _site,
                    Language = _language,
                    Tags = _tags ?? (IReadOnlyList<string>)[],
                    IsStarred = _isStarred,
                    Other = _other ?? [],
                },
                Format = _format ?? Article.FirstFormat,
                Added = _added is null ? null : JsonSerializer.Deserialize(_added, ArticleFormJson.Default.AddedFacts),
                Notes = _notes is null ? [] : JsonSerializer.Deserialize(_notes, ArticleFormJson.Default.IReadOnlyListNote) ?? [],
                Edited = _edited,
                Characters = _characters,
                CharacterWords = _characterWords,
                ImportedReadCount = imported.Reads,
                ImportedLastRead = ToTime(imported.LastRead),
                Readings = _readings ?? [],
                Record = _record,
                Revisions = _revisions ?? [],
                Lost = _lost,
            };
        }

        private static WallTime? ToTime(long? time) => time is { } value ? WallTime.FromInteger(value) : null;

        private static List<T> ListOf<T>(StoredBson.Field field, Func<StoredBson.Field, T> convert)
        {
            var items = new List<T>();
            foreach (var item in field.AsArray)
            {
                items.Add(convert(item));
            }

            return items;
        }

        private static KeyValuePair<string, string> PairOf(StoredBson.Field pair)
        {
            var texts = ListOf(pair, text => text.AsText ?? "");
            return KeyValuePair.Create(texts is [var key, ..] ? key : "", texts is [_, .., var value] ? value : "");
        }

        /// <summary>Read count and last read, as far as a document has them.</summary>
        private record struct Figures(bool HasReads, int? Reads, bool HasLastRead, long? LastRead)
        {
            public void SetReads(int? reads) => (HasReads, Reads) = (true, reads);

            public void SetLastRead(long? lastRead) => (HasLastRead, LastRead) = (true, lastRead);

            /// <summary>These, and what they do not have from others.</summary>
            public readonly Figures Or(Figures others) => new(
                true, HasReads ? Reads : others.Reads, true, HasLastRead ? LastRead : others.LastRead);
        }
    }
}
