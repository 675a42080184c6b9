using Archiver.Articles;

namespace Archiver.Exporting.Formats;

/// <summary>
/// Writes articles to a stream in one format: <see cref="Begin"/>, each article, <see cref="Complete"/>. Only
/// then is all of it in the stream, which stays open.
/// </summary>
public abstract class ExportWriter : IDisposable
{
    public abstract void Begin();

    /// <summary>Writes the whole article.</summary>
    public abstract void Write(Article article, ArticleText text);

    /// <summary>Writes what closes the format and flushes.</summary>
    public abstract void Complete();

    /// <summary>Gives buffers back; writes nothing.</summary>
    public abstract void Dispose();
}
