using System.Text.Json;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>What was read of a document: a listing reads many, and looks at each field once.</summary>
internal ref struct ArticleFields
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
            case var name when name.SequenceEqual("readings"u8):
                _readings = ListOf(field, reading => WallTime.FromInteger(reading.AsInt64 ?? 0));
                break;
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
