using Archiver.Articles;

namespace Archiver.Exporting.Formats;

/// <summary>
/// Writes articles to a stream in one format: <see cref="Begin"/>, each article, <see cref="Complete"/>. Only
/// then is all of it in the stream, which stays open.
/// </summary>
public abstract class ExportWriter : IDisposable
{
    /// <summary>What of articles it looks at.</summary>
    public virtual ArticleParts Needs => ArticleParts.Text;

    /// <summary>Writes what opens the format, once and before all articles.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Whether anything may be passed over: an earlier time has written here.</summary>
    public virtual bool MayPass => false;

    /// <summary>Whether what would be written of an article is there already, as far as that is known without its text.</summary>
    public virtual bool IsThere(Article article) => false;

    /// <summary>Does for an article that is there what else has to be done, in its turn.</summary>
    /// <returns>False where it has to be written all the same.</returns>
    public virtual bool Pass(Article article) => false;

    /// <summary>Writes the whole article.</summary>
    public abstract void Write(Article article, ArticleText text);

    /// <summary>Writes what closes the format and flushes.</summary>
    public abstract void Complete();

    /// <summary>Gives buffers back; writes nothing.</summary>
    public abstract void Dispose();
}
