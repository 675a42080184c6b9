using Archiver.Articles;
using Archiver.Querying;
using Archiver.Store;

namespace Archiver;

/// <summary>What the reader does and says. The disk has it when a call returns, and no import undoes it.</summary>
public sealed partial class Archive
{
    /// <summary>Logs that articles were read, all of them or none.</summary>
    /// <param name="articles">Articles of this archive as they are now, no two the same.</param>
    /// <param name="at">When. A reading in the minute of one that was logged already is the same reading.</param>
    /// <returns>The articles with the reading, in their order; one that had it already is the same as before.</returns>
    public IReadOnlyList<Article> LogReadings(IReadOnlyList<Article> articles, WallTime at) => Change(log => log.AddReading(articles, at));

    /// <summary>Logs that an article was read.</summary>
    /// <param name="article">An article of this archive as it is now.</param>
    /// <param name="at">When. A reading in the minute of one that was logged already is the same reading.</param>
    /// <returns>The article with the reading; as it was where it had that already.</returns>
    public Article LogReading(Article article, WallTime at) => LogReadings([article], at)[0];

    /// <summary>Takes a logged reading back, in each of these articles that has it. What a dump stated stays.</summary>
    /// <param name="articles">As for <see cref="LogReadings"/>.</param>
    /// <param name="at">When it was read; null for the last time that any of them was.</param>
    /// <returns>The articles as they are now, in their order.</returns>
    /// <exception cref="ArchiverException">None has such a reading.</exception>
    public IReadOnlyList<Article> TakeBackReadings(IReadOnlyList<Article> articles, WallTime? at) => Change(log => log.TakeBackReading(articles, at));

    /// <summary>Adds a note to articles, to all of them or to none: tags, a star, a comment, other details, a highlight.</summary>
    /// <param name="articles">Articles of this archive as they are now, no two the same.</param>
    /// <param name="note">The note. What notes of an article say already is not said again.</param>
    /// <param name="clock">Says in which act it was said; null for the system's.</param>
    /// <returns>The articles with the note, in their order; one that had it already is the same as before.</returns>
    /// <exception cref="ArchiverException">It says nothing, or there are too many notes.</exception>
    public IReadOnlyList<Article> Annotate(IReadOnlyList<Article> articles, Note note, TimeProvider? clock = null)
    {
        // Where the clock has gone back, it is an act after the others all the same.
        var before = articles.SelectMany(article => article.Notes).Max(other => other.Act) ?? 0;
        var tidy = note.Tidy() with { Act = Math.Max(before + 1, (clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeMilliseconds()) };
        return tidy.IsEmpty() ? throw new ArchiverException(Failure.General, "The note is blank.") : Change(log => log.Add(articles, tidy));
    }

    /// <summary>Takes back what was said in one act, in each of these articles of which it was said. What inputs state stays.</summary>
    /// <param name="articles">As for <see cref="Annotate"/>.</param>
    /// <param name="kind">What the note is about.</param>
    /// <param name="act">The act (<see cref="Note.Act"/>); null for the last in which something of this kind was said.</param>
    /// <returns>The articles as they are now, in their order.</returns>
    /// <exception cref="ArchiverException">There is nothing of this to take back.</exception>
    public IReadOnlyList<Article> TakeBackNote(IReadOnlyList<Article> articles, NoteKind kind, long? act = null) =>
        Change(log => log.TakeBack(articles, kind, act));

    /// <summary>Each tag with its articles' count and first and last date, in the order of the tags; case makes no difference.</summary>
    public IReadOnlyList<GroupSummary> Tags()
    {
        var summaries = new Dictionary<string, GroupSummary>(StringComparer.OrdinalIgnoreCase);
        foreach (var article in Select(new Selection { Order = SortOrder.AsImported }))
        {
            foreach (var tag in article.Details.Tags)
            {
                if (!summaries.TryGetValue(tag, out var summary))
                {
                    summaries[tag] = summary = new GroupSummary(tag);
                }

                summary.Add(article.Details.Date);
            }
        }

        return [.. summaries.Values.OrderBy(summary => summary.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private T Change<T>(Func<ReaderLog, T> change)
    {
        try
        {
            return change(new ReaderLog(_database, _catalog));
        }
        finally
        {
            _database.Finish();
        }
    }
}
