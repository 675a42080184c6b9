namespace Archiver.Articles;

/// <summary>One state of an article.</summary>
/// <param name="Number">From 1, oldest first; the article's current state has the highest.</param>
/// <param name="Article">The article as it was then.</param>
/// <param name="IsCurrent">Whether it is the current state.</param>
public sealed record Revision(int Number, Article Article, bool IsCurrent);
