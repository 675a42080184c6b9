using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing.Meeting;
using Archiver.Store;

namespace Archiver.Importing;

/// <content>
/// Articles of other archives. Whichever of two archives is imported first, the result is the same: an article has all
/// states of both, the current one by a rule that does not know whose it is, and what was read and noted in either; and
/// it is in the bin where it is in that of one.
/// </content>
internal sealed partial class ArticleWriter
{
    /// <summary>Articles of the batch that came with older states or into the bin: to be met again, they must be on the disk.</summary>
    private readonly HashSet<int> _whole = [];

    /// <summary>The new older states of the article that is coming, and when they were replaced.</summary>
    private readonly List<(Article State, DateTime Replaced)> _older = [];

    /// <summary>The originals of all its states, and what those have that are not known by their originals.</summary>
    private readonly HashSet<Digest> _originals = [];

    private readonly HashSet<Digest> _contents = [];
    private ArchivedArticle? _coming;
    private KnownArticle? _found;

    /// <summary>Stages a state of an article of another archive. The last of its states decides what becomes of it.</summary>
    public Verdict Stage(ArchivedState state, DateTime imported)
    {
        var other = state.Article;
        if (_coming != other)
        {
            (_coming, _found) = (other, _known.Find(other));
            _older.Clear();
            _originals.Clear();
            _contents.Clear();
        }

        if (_found is null && _known.WhyPurged(other.Id) is { } purged)
        {
            return state.IsCurrent ? new Verdict(Outcome.Removed, purged) : new Verdict(Outcome.Used, purged);
        }

        _originals.Add(state.Sha256);
        var isNew = _found is not { } known || IsNew(state, known);
        if (state.IsCurrent)
        {
            return _found is { } met ? Merge(state, met, isNew, imported) : Add(state);
        }

        if (isNew)
        {
            _older.Add((Copy(state), state.Replaced!.Value));
        }

        return new Verdict(Outcome.Used);
    }

    private bool IsNew(ArchivedState state, KnownArticle known)
    {
        if (known.Has(state.Sha256))
        {
            return false;
        }

        var content = ContentDigest.Of(state);
        return _contents.Add(content) && !_known.ContentsOf(state.Article.Id, known).Contains(content);
    }

    private Verdict Add(ArchivedState state)
    {
        var other = state.Article;
        var removed = _restores ? null : other.Removed;
        _counters = _counters with { LastArticle = _counters.LastArticle + 1 };
        var article = Copy(state) with { Number = _counters.LastArticle };
        article = article with { Revisions = [.. _older.Select(older => AddRevision(older.State, article.Number, older.Replaced))] };
        if (removed is { } at)
        {
            Batch.Copies.Add((Bin.Collection, ArticleDocument.ToRemoved(article, new Removal(at))));
        }
        else
        {
            _counters = _counters with { Articles = _counters.Articles + 1 };
            Batch.Articles.Add(article);
            _bodies.Add(state.BodyHash);
        }

        if (removed is not null || _older.Count > 0)
        {
            _whole.Add(article.Number);
        }

        _known.Purged.Remove(other.Id);
        _known.Set(other, article, null, _originals, [], removed is not null);
        return removed is null ? new Verdict(Outcome.Imported) : new Verdict(Outcome.Removed, "it is in the other archive's bin, and now in this one's");
    }

    private Verdict Merge(ArchivedState last, KnownArticle known, bool isNew, DateTime imported)
    {
        var other = last.Article;
        var leaves = other.Removed is not null && !known.IsRemoved && !_restores;
        if (leaves && IndexInBatch(known.Number) is not null)
        {
            SendBatch();
        }

        var article = Pending(other.Id, known);
        var before = article.Current;
        foreach (var (state, replaced) in _older)
        {
            article.Insert(state, AddRevision(state, known.Number, replaced));
        }

        var (wins, facts) = Compare(last, before, isNew);
        if (wins)
        {
            article.Succeed(Copy(last) with { Number = known.Number }, last.BodyHash, AddRevision(before, known.Number, imported));
        }
        else if (isNew)
        {
            var state = Copy(last);
            article.Insert(state, AddRevision(state, known.Number, imported));
        }

        article.Join(other.Article with { Id = other.Id }, facts);
        if (article.IsEdited(before))
        {
            _counters = _counters with { LastRevision = _counters.LastRevision + 1 };
            article.Edit(_counters.LastRevision);
        }

        var comesBack = known.IsRemoved && _restores;
        if (leaves)
        {
            article.Remove(new Removal(other.Removed!.Value));
        }
        else if (comesBack)
        {
            article.BringBack();
        }

        _counters = _counters with { Articles = _counters.Articles + (leaves ? -1 : comesBack ? 1 : 0) };
        var isRemoved = (known.IsRemoved && !comesBack) || leaves;
        var isChange = isNew || wins || leaves || comesBack || _older.Count > 0 || !ArticleDocument.AreSame(before, article.Current);
        if (isChange)
        {
            _changed.Add(known.Number);
            _known.Set(other, article.Current, known, _originals, _contents, isRemoved);
        }

        return isRemoved ? new Verdict(Outcome.Removed, leaves ? "it is in the other archive's bin, and now in this one's" : "it is in the bin")
            : comesBack ? new Verdict(Outcome.Imported, "brought back from the bin")
            : new Verdict(isChange ? Outcome.Updated : Outcome.Unchanged);
    }

    /// <summary>Whether a state of another archive becomes the current one, and what all states of both then add to it.</summary>
    private (bool Wins, AddedFacts? Facts) Compare(ArchivedState last, Article current, bool isNew)
    {
        var source = ArticleRecord.Read(_paragraphs.Read(current.Record).Span).Source;
        var sha256 = Digest.From(source.Sha256.Span);
        Digest? content = null;
        if (sha256 == last.Sha256 || (!isNew && (content = ContentDigest.Of(current, _paragraphs.Read)) == ContentDigest.Of(last)))
        {
            return (false, AddedFacts.OfBoth(current.Added, last.Article.Article.Added));
        }

        var isThere = _originals.Contains(sha256) || (_contents.Count > 0 && _contents.Contains(content ?? ContentDigest.Of(current, _paragraphs.Read)));
        var wins = isNew == isThere ? isNew : Outranks(last, current, source, sha256);
        var (winner, loser) = wins ? (last.State, current) : (current, last.State);
        var facts = winner.Added;
        if (winner.Format != loser.Format)
        {
            facts = AddedFacts.With(facts, loser.Stated, wins ? HighlightsOf(current) : last.Highlights);
        }
        else if (winner.Format == Article.FirstFormat)
        {
            facts = AddedFacts.WithDump(facts, loser.Stated, isNewer: false);
        }

        return (wins, AddedFacts.With(facts, loser.Added));
    }

    /// <summary>Of two states of which neither archive has seen the other's become old: which says more, or was last.</summary>
    private static bool Outranks(ArchivedState last, Article current, Source source, Digest sha256)
    {
        var state = last.State;
        return !StatesMore(current, state) && (StatesMore(state, current)
            || (state.Stated.Updated is { } updated && current.Stated.Updated is { } its && updated != its ? updated > its
                : last.Source.Imported != source.Imported ? last.Source.Imported > source.Imported
                : last.Sha256.CompareTo(sha256) > 0));

        static bool StatesMore(Article one, Article other) => one.CountedWords > 0 && (other.CountedWords == 0
            || (other.Format != DumpFormat.FormatName && other.CountedWords < one.CountedWords / 2));
    }

    private int AddRevision(Article state, int article, DateTime replaced)
    {
        _counters = _counters with { LastRevision = _counters.LastRevision + 1 };
        Batch.Revisions.Add(ArticleDocument.ToRevision(state with { Number = article }, _counters.LastRevision, replaced));
        return _counters.LastRevision;
    }

    /// <summary>A state with its texts in this archive.</summary>
    private Article Copy(ArchivedState state) => state.State with
    {
        Id = state.Article.Id,
        Revisions = [],
        Edited = 0,
        Record = WriteRecord(state.State.Format, state.Source, state.Body, state.Similar, state.Summary, state.Frame, state.Original, state.Form),
    };
}
