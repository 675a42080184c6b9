using Archiver.Articles;
using Archiver.Importing.Incoming;

namespace Archiver.Importing;

/// <summary>Decides what becomes of each article that an input states, and stages that.</summary>
/// <param name="staging">Where it is put.</param>
/// <param name="imported">The time of the import.</param>
internal sealed class ArticleWriter(Staging staging, DateTime imported)
{
    /// <param name="prepared">The article.</param>
    /// <param name="input">The name of its input.</param>
    public Verdict Stage(PreparedArticle prepared, string input)
    {
        var found = staging.Known.Find(prepared);
        var verdict = staging.Known.Judge(prepared, found);
        if (!verdict.IsChange)
        {
            return verdict;
        }

        if (found is not { } known)
        {
            Add(prepared, input, verdict);
            return verdict;
        }

        var article = staging.Pending(prepared.Id, known);
        if (verdict.IsNewState)
        {
            AddState(article, prepared, input, isOlder: known.StaysBefore(prepared));
        }

        if (verdict.ComesBack)
        {
            article.BringBack();
        }

        staging.Change(known.Number);
        staging.Known.Set(prepared, isFirst: false, known.Number, verdict);
        return verdict;
    }

    private void Add(PreparedArticle prepared, string input, Verdict verdict)
    {
        var article = ToArticle(prepared, input, staging.NextNumber());
        staging.Add(article, prepared.BodyHash);
        staging.Known.Purged.Remove(prepared.Id);
        staging.Known.Set(prepared, isFirst: true, article.Number, verdict);
    }

    private void AddState(PendingArticle article, PreparedArticle prepared, string input, bool isOlder)
    {
        var current = article.Current;
        var stated = ToArticle(prepared, input, current.Number);
        var revision = staging.AddRevision(isOlder ? stated : current, current.Number, imported);
        if (isOlder)
        {
            article.AddOlder(stated, revision, prepared.Stated.Highlights);
        }
        else
        {
            article.Replace(stated, prepared.BodyHash, revision, staging.HighlightsOf(current));
        }
    }

    private Article ToArticle(PreparedArticle prepared, string input, int number)
    {
        var stated = prepared.Stated;
        return new Article
        {
            Number = number,
            Id = prepared.Id,
            Title = prepared.Title,
            Format = stated.Format,
            CountedWords = stated.CountedWords,
            Characters = prepared.Characters.Characters,
            CharacterWords = prepared.Characters.Words,
            Details = stated.Details,
            Record = staging.WriteRecord(stated.Format, new Source(input, prepared.Sha256, stated.Original.Length, imported), prepared.Texts),
        };
    }
}
