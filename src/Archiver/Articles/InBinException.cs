namespace Archiver.Articles;

/// <summary>A name that only articles in the bin have.</summary>
public sealed class InBinException : ArchiverException
{
    /// <param name="name">The name, as it was given.</param>
    /// <param name="articles">The articles, up to <see cref="AmbiguousNameException.Most"/>.</param>
    public InBinException(string name, IReadOnlyList<Article> articles)
        : base(Failure.NotFound, articles is [var only] ? $"{only.Id} is in the bin." : $"{name} is not one article, and all that have it are in the bin.")
    {
        Articles = articles;
        OnCommandLine = articles is [var one] ? $"`archiver restore {one.Id}` brings it back."
            : "`archiver remove --list` shows what is there, and `restore` brings it back.";
    }

    public IReadOnlyList<Article> Articles { get; }
}
