using Archiver.Storage;

namespace Archiver.Reading;

/// <summary>Logs when articles were read. A reading is kept in its article, so that it goes wherever the article goes.</summary>
internal sealed class ReadingLog(Database database, Catalog catalog)
{
    /// <summary>Logs a reading; the disk has it when this returns. One in the minute of another is the same reading.</summary>
    /// <returns>The article as it is now.</returns>
    public Article Add(Article article, WallTime at)
    {
        if (article.Readings.Contains(at))
        {
            return article;
        }

        var read = article with { Readings = [.. article.Readings.Append(at).Order()] };
        database.Begin();
        database.Update(ArticleDocument.Collection, [ArticleDocument.From(read)]);
        database.Update(Catalog.Collection, [catalog.ToDocument()]);
        database.WaitFor(database.Commit());
        return read;
    }
}
