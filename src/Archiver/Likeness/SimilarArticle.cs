using Archiver.Articles;

namespace Archiver.Likeness;

/// <summary>An article that is about the same things as another text.</summary>
/// <param name="Article">The article.</param>
/// <param name="Score">
/// From 0, nothing in common, to 1, the same words: the cosine of what both are about (<see cref="TermVector"/>), and of
/// what is missing to 1 a part for what it has in common with the other articles that are near to the text.
/// </param>
/// <param name="Terms">The terms that made most of the score, the strongest first.</param>
public sealed record SimilarArticle(Article Article, double Score, IReadOnlyList<SimilarTerm> Terms);

/// <summary>A term that two texts have in common.</summary>
/// <param name="Term">A word that stands for it.</param>
/// <param name="Share">What it added to the score.</param>
public sealed record SimilarTerm(string Term, double Share);

/// <summary>A title under a dump's similar readings.</summary>
/// <param name="Title">The title as the dump has it.</param>
/// <param name="Article">The archived article that has it; null where none is known.</param>
/// <param name="IsExact">Whether the article's title is the same but for case, accents and punctuation; else it is nearly the same.</param>
public sealed record SimilarReading(string Title, Article? Article, bool IsExact);
