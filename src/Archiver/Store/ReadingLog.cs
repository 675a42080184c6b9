using Archiver.Articles;
using Archiver.Store.Documents;

namespace Archiver.Store;

/// <summary>Logs when articles were read. A reading is kept in its article, so that it goes wherever the article goes.</summary>
internal sealed class ReadingLog(Database database, Catalog catalog)
{
    /// <summary>Logs a reading; the disk has it when this returns. One in the minute of another is the same reading.</summary>
    /// <returns>The article as it is now.</returns>
    public Article Add(Article article, WallTime at)
    {
        return article.Readings.Contains(at) ? article : Write(article with { Readings = [.. article.Readings.Append(at).Order()] });
    }

    /// <summary>Takes a logged reading back; the disk has it when this returns. What a dump stated stays.</summary>
    /// <param name="article">The article.</param>
    /// <param name="at">When it was read; null for the last time.</param>
    /// <returns>The article as it is now.</returns>
    /// <exception cref="ArchiverException">There is no such reading.</exception>
    public Article TakeBack(Article article, WallTime? at)
    {
        var readings = article.Readings.ToList();
        var index = at is { } time ? readings.IndexOf(time) : readings.Count - 1;
        if (index < 0)
        {
            throw new ArchiverException(Failure.NotFound, at is null
                ? $"No reading of {article.Id} is logged."
                : $"No reading of {article.Id} at {at} is logged. `read {article.Id} --list` shows those that are.");
        }

        readings.RemoveAt(index);
        return Write(article with { Readings = readings });
    }

    private Article Write(Article read)
    {
        database.WaitFor(database.InTransaction(() =>
        {
            database.Update(ArticleDocument.Collection, [ArticleDocument.From(read)]);
            database.Update(Catalog.Collection, [catalog.Write()]);
        }));
        return read;
    }
}
