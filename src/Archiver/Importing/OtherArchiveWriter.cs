using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Store;

namespace Archiver.Importing;

/// <summary>
/// Decides what becomes of the articles of another archive, and stages that. Whichever of two archives is imported first,
/// the result is the same: an article has all states of both, the current one by a rule that does not know whose it is,
/// and what was read and noted in either; and it is in the bin where it is in that of one.
/// </summary>
/// <param name="staging">Where it is put.</param>
/// <param name="restores">Whether what was removed is to come back.</param>
/// <param name="imported">The time of the import.</param>
internal sealed class OtherArchiveWriter(Staging staging, bool restores, DateTime imported)
{
    private readonly KnownArticles _known = staging.Known;
    private Coming? _coming;

    /// <summary>The article whose states are coming.</summary>
    /// <param name="other">The article there.</param>
    /// <param name="found">The article here; null where there is none.</param>
    private sealed class Coming(ArchivedArticle other, KnownArticle? found)
    {
        public ArchivedArticle Other { get; } = other;

        public KnownArticle? Found { get; } = found;

        /// <summary>Its older states that are new here, and when they were replaced.</summary>
        public List<(Article State, DateTime Replaced)> Older { get; } = [];

        /// <summary>The originals of all its states.</summary>
        public HashSet<Digest> Originals { get; } = [];

        /// <summary>What those of its states have that are not known by their originals.</summary>
        public HashSet<Digest> Contents { get; } = [];
    }

    /// <summary>Stages a state. The last of an article's states decides what becomes of it.</summary>
    public Verdict Stage(ArchivedState state)
    {
        if (_coming?.Other != state.Article)
        {
            _coming = new Coming(state.Article, _known.Find(state.Article));
        }

        if (_coming.Found is null && _known.WhyPurged(state.Article.Id) is { } purged)
        {
            return new Verdict(state.IsCurrent ? Outcome.Removed : Outcome.Used, purged);
        }

        _coming.Originals.Add(state.Sha256);
        var isNew = _coming.Found is not { } known || IsNew(state, known, _coming.Contents);
        if (state.IsCurrent)
        {
            return _coming.Found is { } here ? Merge(_coming, state, here, isNew) : Add(_coming, state);
        }

        if (isNew)
        {
            _coming.Older.Add((Copy(state), state.Replaced!.Value));
        }

        return new Verdict(Outcome.Used);
    }

    private bool IsNew(ArchivedState state, KnownArticle known, HashSet<Digest> contents)
    {
        if (known.Has(state.Sha256))
        {
            return false;
        }

        var content = ContentDigest.Of(state);
        return contents.Add(content) && !_known.ContentsOf(state.Article.Id, known).Contains(content);
    }

    private Verdict Add(Coming coming, ArchivedState state)
    {
        var other = coming.Other;
        var number = staging.NextNumber();
        var article = Copy(state) with
        {
            Number = number,
            Revisions = [.. coming.Older.Select(older => staging.AddRevision(older.State, number, older.Replaced))],
        };
        var removed = restores ? null : other.Removed;
        if (removed is { } at)
        {
            staging.AddToBin(article, new Removal(at));
        }
        else
        {
            staging.Add(article, state.Texts.BodyHash);
        }

        _known.Purged.Remove(other.Id);
        _known.Set(other, article, null, coming.Originals, [], removed is not null);
        return removed is null ? new Verdict(Outcome.Imported)
            : new Verdict(Outcome.Removed, "it is in the other archive's bin, and now in this one's");
    }

    private Verdict Merge(Coming coming, ArchivedState last, KnownArticle known, bool isNew)
    {
        var other = coming.Other;
        var leaves = other.Removed is not null && !known.IsRemoved && !restores;
        if (leaves)
        {
            staging.SendIfInBatch(known.Number);
        }

        var article = staging.Pending(other.Id, known);
        var before = article.Current;
        foreach (var (state, replaced) in coming.Older)
        {
            article.Insert(state, staging.AddRevision(state, known.Number, replaced));
        }

        var (wins, facts) = Compare(coming, last, before, isNew);
        if (wins)
        {
            var replaced = staging.AddRevision(before, known.Number, imported);
            article.Succeed(Copy(last) with { Number = known.Number }, last.Texts.BodyHash, replaced);
        }
        else if (isNew)
        {
            var state = Copy(last);
            article.Insert(state, staging.AddRevision(state, known.Number, imported));
        }

        article.Join(other.Article with { Id = other.Id }, facts);
        if (article.IsEdited(before))
        {
            article.Edit(staging.NextRevision());
        }

        var comesBack = known.IsRemoved && restores;
        if (leaves)
        {
            article.Remove(new Removal(other.Removed!.Value));
        }
        else if (comesBack)
        {
            article.BringBack();
        }

        var isRemoved = (known.IsRemoved && !comesBack) || leaves;
        var isChange = isNew || wins || leaves || comesBack || coming.Older.Count > 0
            || !ArticleDocument.AreSame(before, article.Current);
        if (isChange)
        {
            staging.Change(known.Number);
            _known.Set(other, article.Current, known, coming.Originals, coming.Contents, isRemoved);
        }

        if (isRemoved)
        {
            return new Verdict(Outcome.Removed,
                leaves ? "it is in the other archive's bin, and now in this one's" : "it is in the bin");
        }

        return comesBack ? new Verdict(Outcome.Imported, "brought back from the bin")
            : new Verdict(isChange ? Outcome.Updated : Outcome.Unchanged);
    }

    /// <summary>Whether a state of another archive becomes the current one, and what all states of both then add to it.</summary>
    private (bool Wins, AddedFacts? Facts) Compare(Coming coming, ArchivedState last, Article current, bool isNew)
    {
        var source = ArticleRecord.Read(staging.Read(current.Record).Span).Source;
        var sha256 = Digest.From(source.Sha256.Span);
        var content = new Lazy<Digest>(() => ContentDigest.Of(current, number => staging.Read(number)));
        if (sha256 == last.Sha256 || (!isNew && content.Value == ContentDigest.Of(last)))
        {
            return (false, AddedFacts.OfBoth(current.Added, last.Article.Article.Added));
        }

        // What the one archive has as an older state is old in both.
        var isOldThere = coming.Originals.Contains(sha256)
            || (coming.Contents.Count > 0 && coming.Contents.Contains(content.Value));
        var wins = isNew == isOldThere ? isNew : Precedence.IsBefore(last, current, source);
        var (winner, loser) = wins ? (last.State, current) : (current, last.State);
        var highlights = winner.Format == loser.Format ? [] : wins ? staging.HighlightsOf(current) : last.Highlights;
        return (wins, AddedFacts.With(AddedFacts.OfStates(winner.Added, winner, loser, highlights, isNewer: false), loser.Added));
    }

    /// <summary>A state with its texts in this archive.</summary>
    private Article Copy(ArchivedState state) => state.State with
    {
        Id = state.Article.Id,
        Revisions = [],
        Edited = 0,
        Record = staging.WriteRecord(state.State.Format, state.Source, state.Texts),
    };
}
