using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>Whether an article matches a query. What a query needs no text for is answered without it.</summary>
/// <param name="readText">Reads the text of an article.</param>
/// <param name="answer">
/// Whether the text of an article has the words of a condition: by searching it, or by an index of all texts.
/// </param>
internal sealed class QueryEvaluator(Func<Article, ArticleText> readText, Func<Article, TextCondition, bool> answer)
{
    /// <summary>For queries that need no text (<see cref="NeedsText"/>).</summary>
    public static QueryEvaluator WithoutText { get; } = new(
        article => throw new InvalidOperationException($"The text of article {article.Number} was not to be read."),
        (article, _) => throw new InvalidOperationException($"The text of article {article.Number} was not to be searched."));

    public bool Matches(Query query, Article article) => query switch
    {
        AllOf all => all.Parts.All(part => Matches(part, article)),
        AnyOf any => any.Parts.Any(part => Matches(part, article)),
        Not not => !Matches(not.Part, article),
        FieldCondition condition => condition.Field.Matches(condition.Value, article, () => readText(article)),
        TextCondition condition => answer(article, condition),
        NumberCondition condition => condition.Numbers.Contains(article.Number),
        _ => throw new ArgumentException($"{query.GetType()} cannot be answered.", nameof(query)),
    };

    /// <summary>Whether a query asks for words, which an index can answer.</summary>
    public static bool NeedsWords(Query query) => query switch
    {
        QueryGroup group => group.Parts.Any(NeedsWords),
        Not not => NeedsWords(not.Part),
        FieldCondition condition => condition.Value is TextPattern,
        _ => query is TextCondition,
    };

    public static bool NeedsText(Query query) => query switch
    {
        QueryGroup group => group.Parts.Any(NeedsText),
        Not not => NeedsText(not.Part),
        FieldCondition condition => condition.Value is Trait { NeedsText: true },
        _ => query is TextCondition,
    };
}
