using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Store;

/// <summary>The fields of an article's document, taken from its BSON: a listing reads many, and LiteDB would make objects of each.</summary>
internal ref struct ArticleFields
{
    private Guid _id;
    private string? _title;
    private string? _category;
    private string? _url;
    private int? _date;
    private long? _created;
    private long? _updated;
    private int _words;
    private ParagraphNumber _record;
    private bool _isIdOfContent;
    private bool _isCounted;
    private int? _statedWords;
    private int _countedWords;
    private int _characters;
    private int _characterWords;
    private Figures _shown;
    private Figures _stated;
    private Figures _imported;
    private List<WallTime>? _readings;
    private List<KeyValuePair<string, string>>? _other;
    private List<int>? _revisions;
    private int? _lost;
    private bool _isTitleStated;
    private string? _format;
    private string? _site;
    private string? _language;
    private IReadOnlyList<string>? _authors;
    private IReadOnlyList<string>? _tags;
    private bool _isStarred;

    /// <summary>The number of the document.</summary>
    public int Number { get; private set; }

    /// <summary>Read count and last read, as far as a document has them.</summary>
    private record struct Figures(bool HasReads, int? Reads, bool HasLastRead, long? LastRead)
    {
        public void SetReads(int? reads) => (HasReads, Reads) = (true, reads);

        public void SetLastRead(long? lastRead) => (HasLastRead, LastRead) = (true, lastRead);

        /// <summary>These, and what they do not have from others.</summary>
        public readonly Figures Or(Figures others) => new(
            true, HasReads ? Reads : others.Reads, true, HasLastRead ? LastRead : others.LastRead);
    }

    public void Note(StoredBson.Field field)
    {
        switch (field.Name)
        {
            case var name when name.SequenceEqual("_id"u8): Number = field.AsInt32 ?? 0; break;
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
            case var name when name.SequenceEqual("record"u8): _record = new ParagraphNumber((uint)(field.AsInt32 ?? 0)); break;
            case var name when name.SequenceEqual("idStated"u8): _isIdOfContent = true; break;
            case var name when name.SequenceEqual("stated"u8): _statedWords = field.AsInt32; break;
            case var name when name.SequenceEqual("counted"u8): (_isCounted, _countedWords) = (true, field.AsInt32 ?? 0); break;
            case var name when name.SequenceEqual("characters"u8): _characters = field.AsInt32 ?? 0; break;
            case var name when name.SequenceEqual("characterWords"u8): _characterWords = field.AsInt32 ?? 0; break;
            case var name when name.SequenceEqual("readsStated"u8): _stated.SetReads(field.AsInt32); break;
            case var name when name.SequenceEqual("lastReadStated"u8): _stated.SetLastRead(field.AsInt64); break;
            case var name when name.SequenceEqual("readsImported"u8): _imported.SetReads(field.AsInt32); break;
            case var name when name.SequenceEqual("lastReadImported"u8): _imported.SetLastRead(field.AsInt64); break;
            case var name when name.SequenceEqual("readings"u8): _readings = ReadingsOf(field); break;
            case var name when name.SequenceEqual("other"u8): _other = PairsOf(field); break;
            case var name when name.SequenceEqual("revisions"u8): _revisions = RevisionsOf(field); break;
            case var name when name.SequenceEqual("lost"u8): _lost = field.AsInt32; break;
            case var name when name.SequenceEqual("format"u8): _format = field.AsText; break;
            case var name when name.SequenceEqual("titleStated"u8): _isTitleStated = true; break;
            case var name when name.SequenceEqual("authors"u8): _authors = TextsOf(field); break;
            case var name when name.SequenceEqual("tags"u8): _tags = TextsOf(field); break;
            case var name when name.SequenceEqual("site"u8): _site = field.AsText; break;
            case var name when name.SequenceEqual("language"u8): _language = field.AsText; break;
            case var name when name.SequenceEqual("starred"u8): _isStarred = true; break;
        }
    }

    public readonly Article ToArticle()
    {
        var imported = _imported.Or(_shown);
        var stated = _stated.Or(imported);
        return new Article
        {
            Number = Number,
            Id = _id,
            Title = _title,
            CountedWords = _isCounted ? _countedWords : _words,
            Details = new Details
            {
                Id = _isIdOfContent ? null : _id,
                Category = _category,
                Url = _url,
                Date = _date is { } date ? RunKey.ToDate((ulong)date) : null,
                Created = ToTime(_created),
                Updated = ToTime(_updated),
                LastRead = ToTime(stated.LastRead),
                Words = _isCounted ? _statedWords : _words,
                ReadCount = stated.Reads,
                Title = _isTitleStated ? _title : null,
                Authors = _authors ?? [],
                Site = _site,
                Language = _language,
                Tags = _tags ?? [],
                IsStarred = _isStarred,
                Other = _other ?? [],
            },
            Format = _format ?? "dump",
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

    private static List<WallTime> ReadingsOf(StoredBson.Field field)
    {
        var readings = new List<WallTime>();
        foreach (var reading in field.AsArray)
        {
            readings.Add(WallTime.FromInteger(reading.AsInt64 ?? 0));
        }

        return readings;
    }

    private static List<KeyValuePair<string, string>> PairsOf(StoredBson.Field field)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var pair in field.AsArray)
        {
            var (key, value, count) = ("", "", 0);
            foreach (var text in pair.AsArray)
            {
                (key, value) = count++ == 0 ? (text.AsText ?? "", value) : (key, text.AsText ?? "");
            }

            pairs.Add(KeyValuePair.Create(key, value));
        }

        return pairs;
    }

    private static List<string> TextsOf(StoredBson.Field field)
    {
        var texts = new List<string>();
        foreach (var text in field.AsArray)
        {
            texts.Add(text.AsText ?? "");
        }

        return texts;
    }

    private static List<int> RevisionsOf(StoredBson.Field field)
    {
        var revisions = new List<int>();
        foreach (var revision in field.AsArray)
        {
            revisions.Add(revision.AsInt32 ?? 0);
        }

        return revisions;
    }
}
