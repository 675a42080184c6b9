using Archiver.Articles;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Store.Documents;

namespace Archiver.Importing;

/// <summary>What would become of what was read, if what came before it had been imported.</summary>
/// <param name="database">The archive; null where there is none yet.</param>
/// <param name="known">Its articles.</param>
/// <param name="restores">Whether what was removed is to come back.</param>
internal sealed class ImportPreview(Database? database, KnownArticles known, bool restores)
{
    /// <summary>The article of another archive that last had an older state that is not known.</summary>
    private ArchivedArticle? _withNews;

    public Verdict Of(PreparedArticle article)
    {
        var there = known.Find(article);
        var verdict = known.Judge(article, there);
        if (verdict.IsChange && there is null)
        {
            var states = new KnownStates { Contents = [ContentDigest.Of(article)] };
            known.Set(article, new KnownArticle(0, article.Stated.Details.Updated, Digest.From(article.Sha256),
                article.Stated.CountedWords, article.Identity, states));
        }
        else if (verdict.IsChange)
        {
            known.Set(article, isFirst: false, number: 0, verdict);
        }

        return verdict;
    }

    /// <summary>Of a state of an article of another archive; the last of its states decides.</summary>
    public Verdict Of(ArchivedState state)
    {
        var other = state.Article;
        var there = known.Find(other);
        var isNew = there is { } its && !its.Has(state.Sha256)
            && !known.ContentsOf(other.Id, its).Contains(ContentDigest.Of(state));
        if (!state.IsCurrent)
        {
            _withNews = isNew ? other : _withNews;
            return new Verdict(Outcome.Used);
        }

        return there is { } article ? OfKnown(state, article, isNew) : OfNew(state);
    }

    private Verdict OfNew(ArchivedState state)
    {
        var other = state.Article;
        if (known.WhyPurged(other.Id) is { } purged)
        {
            return new Verdict(Outcome.Removed, purged);
        }

        var isRemoved = other.Removed is not null && !restores;
        known.Set(other, new KnownArticle(0, other.Article.Details.Updated, state.Sha256, other.Article.CountedWords, other.Identity,
            new KnownStates { IsRemoved = isRemoved, Contents = [ContentDigest.Of(state)] }));
        return isRemoved
            ? new Verdict(Outcome.Removed, "it is in the other archive's bin")
            : new Verdict(Outcome.Imported);
    }

    private Verdict OfKnown(ArchivedState state, KnownArticle here, bool isNew)
    {
        var other = state.Article;
        var outcome = !restores && (here.IsRemoved || other.Removed is not null) ? Outcome.Removed
            : here.IsRemoved ? Outcome.Imported
            : isNew || _withNews == other || IsMoreKnown(here, other) ? Outcome.Updated : Outcome.Unchanged;
        Digest[] contents = isNew ? [ContentDigest.Of(state)] : [];
        var isRemoved = outcome == Outcome.Removed;
        known.Set(other, other.Article with { Number = here.Number }, here, [state.Sha256], contents, isRemoved);
        return new Verdict(outcome, !isRemoved ? null
            : here.IsRemoved ? "it is in the bin" : "it is in the other archive's bin");
    }

    /// <summary>Whether another archive knows of something read or noted that this one does not.</summary>
    private bool IsMoreKnown(KnownArticle article, ArchivedArticle other)
    {
        if (article.Number == 0 || known.IsFromThisImport(other.Id)
            || database!.Find(ArticleDocument.Collection, article.Number) is not { } document)
        {
            return false;
        }

        var here = ArticleDocument.Read(document);
        var both = new PendingArticle(here, null, null, _ => null);
        both.Join(other.Article with { Id = other.Id }, AddedFacts.OfBoth(here.Added, other.Article.Added));
        return !ArticleDocument.AreSame(here, both.Current);
    }
}
