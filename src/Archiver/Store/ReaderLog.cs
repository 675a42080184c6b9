using Archiver.Articles;
using Archiver.Store.Documents;

namespace Archiver.Store;

/// <summary>
/// Keeps what the reader does and says: readings and notes. They lie in their article, so that they go wherever it goes.
/// Each call is one transaction, which the disk has when it returns.
/// </summary>
internal sealed class ReaderLog(Database database, Catalog catalog)
{
    /// <summary>In characters: an article's document ends at 16 MB.</summary>
    private const int MostNotes = 4 << 20;

    /// <summary>Logs a reading of articles. One in the minute of another is the same reading.</summary>
    /// <returns>The articles as they are now, in their order.</returns>
    public IReadOnlyList<Article> AddReading(IReadOnlyList<Article> articles, WallTime at) =>
        Write([.. articles.Select(article => (article, With(article, at)))]);

    /// <summary>Takes a logged reading back, in each article that has it. What a dump stated stays.</summary>
    /// <param name="articles">The articles.</param>
    /// <param name="at">When it was read; null for the last time that any of them was.</param>
    /// <returns>The articles as they are now, in their order.</returns>
    /// <exception cref="ArchiverException">None has such a reading.</exception>
    public IReadOnlyList<Article> TakeBackReading(IReadOnlyList<Article> articles, WallTime? at)
    {
        var last = at ?? articles.SelectMany(article => article.Readings.TakeLast(1)).DefaultIfEmpty().Max();
        (Article Before, Article Now)[] changes = [.. articles.Select(article => (article, Without(article, last)))];
        if (changes.Any(change => change.Before != change.Now))
        {
            return Write(changes);
        }

        var time = at is null ? "" : $" at {at}";
        throw new ArchiverException(Failure.NotFound, articles is not [var only] ? $"No reading of these articles{time} is logged."
            : $"No reading of {only.Id}{time} is logged.{(at is null ? "" : $" `read {only.Id} --list` shows those that are.")}");
    }

    /// <summary>Adds a note to articles. What their notes say already is not said again.</summary>
    /// <returns>The articles as they are now, in their order.</returns>
    /// <exception cref="ArchiverException">One has too many notes; nothing was written.</exception>
    public IReadOnlyList<Article> Add(IReadOnlyList<Article> articles, Note note) =>
        Write([.. articles.Select(article => (article, With(article, note)))]);

    /// <summary>
    /// Takes notes of a kind back that were said in one act, in each article that has one. An earlier act, of which the last
    /// may have repeated a part, is not touched: who takes back again takes back that.
    /// </summary>
    /// <param name="articles">The articles.</param>
    /// <param name="kind">The kind of the notes.</param>
    /// <param name="act">The act; null for the last.</param>
    /// <returns>The articles as they are now, in their order.</returns>
    /// <exception cref="ArchiverException">None has one.</exception>
    public IReadOnlyList<Article> TakeBack(IReadOnlyList<Article> articles, NoteKind kind, long? act)
    {
        act ??= articles.Select(article => article.Notes.LastOrDefault(note => note.KindOf() == kind)?.Act).Max();
        (Article Before, Article Now)[] changes = [.. articles.Select(article => (article, Without(article, kind, act)))];
        if (changes.Any(change => change.Before != change.Now))
        {
            return Write(changes);
        }

        throw new ArchiverException(Failure.NotFound, changes.Length == 1
            ? $"There is nothing of this to take back: {articles[0].Id} has no such note. "
                + $"`history {articles[0].Id}` lists those it has."
            : "There is nothing of this to take back: none of these articles has such a note.");
    }

    private static Article With(Article article, WallTime reading) => article.Readings.Contains(reading) ? article
        : article with { Readings = [.. article.Readings.Append(reading).Order()] };

    private static Article Without(Article article, WallTime reading) => !article.Readings.Contains(reading) ? article
        : article with { Readings = [.. article.Readings.Where(each => each != reading)] };

    private static Article With(Article article, Note note)
    {
        var added = new ReaderNotes(article.Notes).NewOf(note);
        if (added.IsEmpty())
        {
            return article;
        }

        var noted = article with { Notes = [.. article.Notes, added] };
        return ArticleForm.ToText(noted.Notes).Length <= MostNotes ? noted : throw new ArchiverException(Failure.General,
            $"{article.Id} has more notes than an article can have: 4 MiB of text. Nothing was written.");
    }

    private static Article Without(Article article, NoteKind kind, long? act)
    {
        var notes = article.Notes.ToList();
        var index = notes.FindLastIndex(note => note.KindOf() == kind && note.Act == act);
        if (index < 0)
        {
            return article;
        }

        notes.RemoveAt(index);
        return article with { Notes = notes };
    }

    private Article[] Write((Article Before, Article Now)[] articles)
    {
        var lastEdit = catalog.LastRevision;
        var (entries, batch) = (new ArticleEntries(database, catalog), new Batch());
        Article[] now = [.. articles.Select(pair => entries.Edit(pair.Before, pair.Now, batch, ref lastEdit))];
        Article[] changed = [.. now.Where((article, index) => article != articles[index].Before)];
        if (changed.Length > 0)
        {
            database.WaitFor(database.InTransaction(() =>
            {
                database.Update(ArticleDocument.Collection, changed.Select(ArticleDocument.From));
                entries.Write(batch);
                var isEdited = lastEdit > catalog.LastRevision;
                catalog.LastRevision = lastEdit;
                database.Update(Catalog.Collection, [isEdited ? catalog.WriteChanged() : catalog.Write()]);
            }));
        }

        return now;
    }
}
