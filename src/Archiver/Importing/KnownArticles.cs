using System.Globalization;
using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;

namespace Archiver.Importing;

/// <summary>
/// Which articles there are already, in the archive, in its bin and from the running import, and what comes in is to them:
/// something new, the same, another state, a duplicate, or what was removed and is to stay so.
/// </summary>
internal sealed class KnownArticles
{
    /// <summary>So many older states an article may have: its document lists them, and ends at 16 MB.</summary>
    private const int MostStates = 1_000_000;

    private readonly Database? _database;
    private readonly bool _restores;
    private readonly ArchivedIds? _archived;
    private readonly StoredArticles? _articles;
    private readonly RemovedArticles _removed;
    private readonly Func<KnownArticle, Article>? _staged;
    private readonly Converter<TextNumber, ReadOnlyMemory<byte>>? _read;
    private readonly ImportedArticles _imported = new();
    private readonly Duplicates _duplicates;

    /// <summary>Articles of the archive that have more than one state, or lie in the bin: looked up once.</summary>
    private readonly Dictionary<Guid, KnownArticle> _met = new(IdComparer.Instance);

    /// <summary>Articles that have got another ID in this import: the former one, and the one they have now.</summary>
    private readonly Dictionary<Guid, Guid> _renamed = new(IdComparer.Instance);

    /// <param name="database">The archive; null where there is none yet.</param>
    /// <param name="catalog">Its catalog.</param>
    /// <param name="restores">Whether what was removed is to come back.</param>
    /// <param name="staged">Gives the current state of an article of this import, which may not be on the disk yet.</param>
    /// <param name="read">Reads a text of the archive or of this import.</param>
    public KnownArticles(Database? database, Catalog catalog, bool restores, Func<KnownArticle, Article>? staged = null,
        Converter<TextNumber, ReadOnlyMemory<byte>>? read = null)
    {
        (_database, _restores, _staged) = (database, restores, staged);
        _removed = new RemovedArticles(database, catalog);
        _duplicates = new Duplicates(database, catalog);
        if (database is not null)
        {
            _archived = new ArchivedIds(database, catalog);
            _articles = new StoredArticles(database, catalog);
            var packs = new PackStore(database);
            _read = read ?? (number => packs[number]);
        }
    }

    /// <summary>The IDs of the articles that are gone for good.</summary>
    public PurgedIds Purged => _removed.Purged;

    /// <summary>
    /// The known article that was read again; null where it is new. Where what was read has another ID, it gets that of
    /// the known article: one that was imported before format 3 may have an ID of its URL as it was written, and pages
    /// and entries of apps know an article by its URL. But an ID that a dump states becomes the article's.
    /// </summary>
    public KnownArticle? Find(IncomingArticle incoming)
    {
        if (_renamed.TryGetValue(incoming.Id, out var now))
        {
            incoming.TakenFor(now);
        }

        if (Find(incoming.Id) is { } known)
        {
            return known;
        }

        if (incoming.Url is not { Length: > 0 } url || OfUrl(url, incoming) is not var (id, other))
        {
            return null;
        }

        if (incoming.Identity <= other.Identity)
        {
            incoming.TakenFor(id);
            return other;
        }

        Rename(id, incoming.Id, other with { Identity = incoming.Identity });
        return Find(incoming.Id);
    }

    /// <summary>The article of this URL that has another ID than what was read, and is the same.</summary>
    private (Guid Id, KnownArticle Known)? OfUrl(string url, IncomingArticle incoming)
    {
        var written = incoming.Identity <= IdentityKind.DerivedOfDump ? ArticleId.FromWrittenUrl(url) : incoming.Id;
        return written != incoming.Id && Find(written) is { } old ? (written, old)
            : _imported.WithUrl(incoming.UrlMark!.Value) is { } id && Same(Now(id)) is { } imported ? (Now(id), imported)
            : _duplicates.WithUrl(url, IsSame) is { } archived && Find(archived) is { } found ? (archived, found)
            : null;

        Guid Now(Guid id) => _renamed.GetValueOrDefault(id, id);

        bool IsSame(Article article) => _imported.Find(article.Id) is null
            && IdentityKinds.MayBeOne(IdentityKinds.Of(article), incoming.Identity);

        KnownArticle? Same(Guid id) =>
            Find(id) is { } met && IdentityKinds.MayBeOne(met.Identity, incoming.Identity) ? met : null;
    }

    /// <summary>From now on an article has another ID, by which it is found; by the former one it is, too.</summary>
    private void Rename(Guid from, Guid to, KnownArticle known)
    {
        _renamed[from] = to;
        _imported.Set(from, known, null, null);
        _imported.Set(to, known, null, null);
    }

    public KnownArticle? Find(Guid id)
    {
        if (_imported.Find(id) is { } imported)
        {
            return imported;
        }

        if (_met.TryGetValue(id, out var met))
        {
            return met;
        }

        if (_archived?.Find(id) is { } live)
        {
            return Know(live, isRemoved: false);
        }

        return _removed.NumberOf(id) is { } number ? Know(LoadRemoved(number), isRemoved: true) : null;
    }

    /// <summary>Why an article that is not there does not come in: it was there once. Null where it may come.</summary>
    public string? WhyPurged(Guid id) => !_restores && _removed.Purged.DayOf(id) is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"it was removed, and purged on {day:yyyy-MM-dd}") : null;

    /// <summary>What becomes of what comes in, given what is known of its article.</summary>
    public Verdict Judge(PreparedArticle incoming, KnownArticle? known)
    {
        if (known is not { } article)
        {
            return WhyPurged(incoming.Id) is { } purged
                ? new Verdict(Outcome.Removed, purged)
                : _duplicates.Find(incoming, _imported) is { } twin
                ? new Verdict(Outcome.Duplicate, twin, IsNewState: true)
                : new Verdict(Outcome.Imported, IsNewState: true);
        }

        var isNew = false;
        if (!article.Has(Digest.From(incoming.Sha256)))
        {
            var contents = ContentsOf(incoming.Id, article);
            isNew = !contents.Contains(ContentDigest.Of(incoming)) && !IsShown(incoming, article);
            if (isNew && contents.Count >= MostStates)
            {
                return new Verdict(Outcome.Rejected, "its article has a million states, and no more are kept");
            }
        }

        if (article.IsRemoved)
        {
            return _restores
                ? new Verdict(Outcome.Imported, isNew ? "brought back from the bin, with another state" : "brought back from the bin",
                    isNew, ComesBack: true)
                : new Verdict(Outcome.Removed, isNew ? "it is in the bin, where its new state was kept" : "it is in the bin", isNew);
        }

        if (!isNew)
        {
            return new Verdict(Outcome.Unchanged);
        }

        var note = article.StatesMoreThan(incoming)
            ? "it has less text than what is stored: its facts were added, and it is kept as an older revision"
            : article.StaysBefore(incoming)
            ? "older than what is stored, by its `Updated`: kept as an older revision"
            : _duplicates.Find(incoming, _imported);
        return new Verdict(Outcome.Updated, note, isNew);
    }

    /// <summary>From now on its state is known.</summary>
    /// <param name="incoming">What has come in.</param>
    /// <param name="isFirst">Whether it is the first of its article.</param>
    /// <param name="number">The number of an article that is new.</param>
    /// <param name="verdict">What became of it.</param>
    public void Set(PreparedArticle incoming, bool isFirst, int number, Verdict verdict)
    {
        var sha256 = Digest.From(incoming.Sha256);
        if (isFirst)
        {
            var first = new KnownArticle(
                number, incoming.Stated.Details.Updated, sha256, incoming.Stated.CountedWords, incoming.Identity);
            _imported.Set(incoming.Id, first, incoming.BodyMark, incoming.UrlMark);
            return;
        }

        var known = Find(incoming.Id)!.Value;
        var states = known.States ?? new KnownStates();
        states.IsRemoved &= !verdict.ComesBack;
        if (verdict.IsNewState)
        {
            states.Originals.Add(sha256);
            states.Contents?.Add(ContentDigest.Of(incoming));
        }

        var isCurrent = verdict.IsNewState && !known.StaysBefore(incoming);
        var now = known with
        {
            Updated = isCurrent ? incoming.Stated.Details.Updated : known.Updated,
            Words = isCurrent ? incoming.Stated.CountedWords : known.Words,
            Identity = incoming.Identity > known.Identity ? incoming.Identity : known.Identity,
            States = states
        };

        // What lies in the bin makes nothing a duplicate.
        _imported.Set(incoming.Id, now, states.IsRemoved ? null : incoming.BodyMark, states.IsRemoved ? null : incoming.UrlMark);
    }

    /// <summary>From now on an article of another archive is known.</summary>
    /// <param name="other">The article there.</param>
    /// <param name="now">The article here.</param>
    /// <param name="known">What was known of it; null where it is new.</param>
    /// <param name="originals">The originals of its states there.</param>
    /// <param name="contents">What those have that came new.</param>
    /// <param name="isRemoved">Whether it is in the bin.</param>
    public void Set(ArchivedArticle other, Article now, KnownArticle? known,
        IEnumerable<Digest> originals, IEnumerable<Digest> contents, bool isRemoved)
    {
        var states = known?.States ?? new KnownStates();
        states.IsRemoved = isRemoved;
        states.Originals.UnionWith(originals);
        states.Contents?.UnionWith(contents);
        var identity = known?.Identity is { } before && before > other.Identity ? before : other.Identity;
        var sha256 = known?.Sha256 ?? originals.First();
        _imported.Set(
            other.Id,
            new KnownArticle(now.Number, now.Stated.Updated, sha256, now.CountedWords, identity, states),
            null,
            isRemoved ? null : other.UrlMark);
    }

    /// <summary>From now on an article is known that nobody can read again, because nothing is written.</summary>
    /// <param name="article">The article.</param>
    /// <param name="known">What is known of it.</param>
    public void Set(IncomingArticle article, KnownArticle known)
    {
        var isRemoved = known.IsRemoved;
        var bodyMark = isRemoved ? null : (article as PreparedArticle)?.BodyMark;
        _imported.Set(article.Id, known, bodyMark, isRemoved ? null : article.UrlMark);
    }

    /// <summary>Whether the article was written by this import, perhaps not to the disk yet.</summary>
    public bool IsFromThisImport(Guid id) => _imported.Find(id) is not null;

    private KnownArticle Know(Article article, bool isRemoved)
    {
        var known = new KnownArticle(
            article.Number, article.Stated.Updated, Sha256Of(article), article.CountedWords, IdentityKinds.Of(article));
        if (article.Revisions.Count == 0 && !isRemoved)
        {
            return known;
        }

        known = known with { States = new KnownStates { IsRemoved = isRemoved } };
        known.States!.Originals.UnionWith(article.Revisions.Select(_articles!.LoadRevision).Select(Sha256Of));
        _met[article.Id] = known;
        return known;
    }

    /// <summary>
    /// The digests of what the states of an article say. Needed only where the bytes differ from those of every state.
    /// </summary>
    public HashSet<Digest> ContentsOf(Guid id, KnownArticle known)
    {
        if (known.States?.Contents is { } contents)
        {
            return contents;
        }

        var article = Load(id, known);
        contents = [.. article.Revisions.Select(_articles!.LoadRevision).Append(article)
            .Where(state => state.Lost is null).Select(state => ContentDigest.Of(state, _read!))];
        if (known.States is { } states)
        {
            states.Contents = contents;
        }
        else
        {
            known = known with { States = new KnownStates { Contents = contents } };
            if (IsFromThisImport(id))
            {
                _imported.Set(id, known, null, null);
            }
            else
            {
                _met[id] = known;
            }
        }

        return contents;
    }

    /// <summary>Whether what states the ID of an article is an export of ours that says what is known anyhow.</summary>
    private bool IsShown(PreparedArticle incoming, KnownArticle known) =>
        incoming.Stated is { Details.Id: not null, Format: not Article.FirstFormat } && !known.IsRemoved
        && Load(incoming.Id, known) is { Lost: null } article && ShownContent.IsSaidBy(incoming, article, _read!);

    private Article Load(Guid id, KnownArticle known) => _staged is not null && IsFromThisImport(id) ? _staged(known)
        : ArticleDocument.Read(_database!.Find(ArticleDocument.Collection, known.Number) ?? LoadRemovedDocument(known.Number));

    private Article LoadRemoved(int number) => ArticleDocument.Read(LoadRemovedDocument(number));

    private Document LoadRemovedDocument(int number) => _database!.Find(Bin.Collection, number)
        ?? throw new ArchiverException(Failure.Damaged, $"Article {number} is missing in the bin.");

    /// <summary>What a damaged archive has lost of an article comes back with what it came from: that is another state of it.</summary>
    private Digest Sha256Of(Article article) =>
        article.Lost is not null ? default : Digest.From(ArticleRecord.Read(_read!(article.Record).Span).Source.Sha256.Span);
}

/// <summary>What becomes of what comes in.</summary>
/// <param name="Outcome">What is reported.</param>
/// <param name="Note">What is to be said of it.</param>
/// <param name="IsNewState">Whether it is a state that the archive does not have yet.</param>
/// <param name="ComesBack">Whether its article leaves the bin.</param>
internal readonly record struct Verdict(
    Outcome Outcome, string? Note = null, bool IsNewState = false, bool ComesBack = false)
{
    /// <summary>Whether the archive changes.</summary>
    public bool IsChange => IsNewState || ComesBack;
}
