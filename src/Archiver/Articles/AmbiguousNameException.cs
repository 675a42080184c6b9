namespace Archiver.Articles;

/// <summary>A name that several articles have: who is told lists them, so that the right one can be named.</summary>
/// <param name="name">The name, as it was given.</param>
/// <param name="articles">The articles, up to <see cref="Most"/>.</param>
public sealed class AmbiguousNameException(string name, IReadOnlyList<Article> articles)
    : ArchiverException(Failure.General,
        $"{name} is not one article: {(articles.Count < Most ? articles.Count : $"{Most} or more")} have it.")
{
    /// <summary>Nobody looks through more.</summary>
    public const int Most = 100;

    public IReadOnlyList<Article> Articles { get; } = articles;
}
