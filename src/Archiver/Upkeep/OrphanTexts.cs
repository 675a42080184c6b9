using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Upkeep;

/// <summary>An article whose document is lost.</summary>
/// <param name="Collection">Where it goes.</param>
/// <param name="Article">What can be said of it.</param>
/// <param name="Stored">Its document and its record.</param>
/// <param name="What">What to say of it.</param>
internal readonly record struct Orphan(string Collection, Article Article, StoredDocument Stored, string What);

/// <summary>
/// Finds the texts whose documents are lost: records in packs that no document refers to. The runs may know the number
/// that an article of this body had, and so its date and its category; its ID, its URL and its times are lost. What may
/// have been removed, or an older state, goes to the bin.
/// </summary>
internal sealed class OrphanTexts(Verification old, Converter<TextNumber, ReadOnlyMemory<byte>> read, DateTime now)
{
    private readonly HashSet<Guid> _ids = [];

    /// <param name="last">The last number that an article has.</param>
    /// <param name="cancellation">Ends it.</param>
    public IEnumerable<Orphan> Find(int last, CancellationToken cancellation)
    {
        if (old.IsComplete && !Verification.Articles.Any(kind => old.Table[kind].Any(row => !row.IsIntact)))
        {
            yield break;
        }

        var keys = KeysOfLost();
        foreach (var (pack, hashes, uses) in old.Texts.All.OrderBy(pack => pack.Pack))
        {
            for (var place = 0; place < hashes.Length; place++)
            {
                cancellation.ThrowIfCancellationRequested();
                var number = new TextNumber(pack, place);
                if (uses[place] != TextTable.TextUse.None || RecordAt(number) is not { } record)
                {
                    continue;
                }

                var orphan = ToOrphan(record, keys, ref last);
                yield return orphan;
            }
        }
    }

    /// <summary>A record, if this text is one that somebody could have written.</summary>
    private ArticleRecord? RecordAt(TextNumber number)
    {
        ArticleRecord? record = null;
        Findings.Try(() => record = ArticleRecord.Read(read(number).Span));
        return record is not null && record.Source.Bytes > 0 && record.Text.All.Any(old.Texts.Has)
            && record.Text.Everything.All(text => text.Value > 0 && (old.Catalog is null || text.Pack <= old.Catalog.LastPack))
            ? record : null;
    }

    private Orphan ToOrphan(ArticleRecord record, Dictionary<uint, LostArticle> keys, ref int last)
    {
        var text = record.Text;
        var left = text with
        {
            Body = Array.FindAll(text.Body, old.Texts.Has),
            Similar = Array.FindAll(text.Similar, old.Texts.Has),
            Summary = Array.FindAll(text.Summary, old.Texts.Has),
            Frame = TextNumber.None,
            Original = [],
            Form = TextNumber.None,
        };
        var body = Array.ConvertAll(left.Body, paragraph => read(paragraph).ToArray());
        LostArticle? known = null;
        if (left.Body.Length == text.Body.Length
            && RunKey.HashOfBody(Array.ConvertAll(body, paragraph => Checksum.Of(paragraph))) is { } hash
            && keys.Remove((uint)RunKey.OfBody(hash), out var lost))
        {
            known = lost;
        }

        var number = known?.Number ?? ++last;
        var characters = body.Aggregate(default(CharacterCount), (sum, paragraph) => sum + CharacterCount.Of(paragraph));
        var article = new Article
        {
            Number = number,
            Id = NewId(left),
            Title = body.Length > 0 ? Lead.Title(body[0]) : null,
            CountedWords = body.Sum(paragraph => WordCount.Of(paragraph)),
            Characters = characters.Characters,
            CharacterWords = characters.Words,
            Details = new Details { Category = known?.Category, Date = known?.Date },
            Lost = text.All.Count() - left.All.Count(),
        };
        var isRemoved = known is null && old.MayLackOthers;
        var document = isRemoved ? ArticleDocument.ToRemoved(article, new Removal(now)) : ArticleDocument.From(article);
        return new Orphan(
            isRemoved ? Bin.Collection : ArticleDocument.Collection,
            article,
            new StoredDocument(document.ToDocument(), record with { Text = left }, read),
            $"its details are lost; this is the text that came with {record.Source.Input}"
                + (known is { IdPrefix: { } prefix } ? $", of article {number}, whose ID began with {prefix:x7}" : "")
                + (isRemoved ? "; it may have been removed, and is in the bin" : ""));
    }

    private Guid NewId(TextReferences text)
    {
        var texts = text.All.Select(number => read(number)).ToList();
        while (true)
        {
            var id = ArticleId.FromBody(texts);
            if (_ids.Add(id) && !old.HasId(id))
            {
                return id;
            }

            texts.Add("again"u8.ToArray());
        }
    }

    /// <summary>What the runs know of the articles whose documents are lost, by the key of the body.</summary>
    private Dictionary<uint, LostArticle> KeysOfLost()
    {
        var lost = old.Lost.ToDictionary(each => each.Key, each => new LostArticle(each.Key) { IdPrefix = each.Value });
        var byBody = new Dictionary<uint, LostArticle>();
        if (lost.Count == 0 || old.Catalog is not { } catalog)
        {
            return byBody;
        }

        Each(RunKind.Date, (article, key) => article.Date = RunKey.ToDate(key));
        Each(RunKind.Category, (article, key) => article.Category = NameOf(RunKey.CategoryOf(key)));
        Each(RunKind.Body, (article, key) => byBody.TryAdd((uint)key, article));
        return byBody;

        void Each(RunKind kind, Action<LostArticle, ulong> note) => Findings.Try(() =>
        {
            foreach (var entry in new RunSet(catalog.Runs, kind, old.Table.Finder(old.Documents, DocumentKind.Block))
                .Range(0, ulong.MaxValue, descending: false))
            {
                if (lost.TryGetValue((int)entry.Number, out var article))
                {
                    note(article, entry.Key);
                }
            }
        });
    }

    private string? NameOf(int category) =>
        category > 0 ? old.Table.Find(old.Documents, DocumentKind.Category, category)?["name"u8].AsText : null;

    private sealed class LostArticle(int number)
    {
        public int Number => number;

        public ulong? IdPrefix { get; init; }

        public DateOnly? Date { get; set; }

        public string? Category { get; set; }
    }
}
