namespace Archiver.Querying;

/// <summary>
/// How a query is answered: the runs give the articles within the bounds; those are loaded and filtered by what they say
/// of themselves; what is left is filtered by its text. What an earlier step has answered the later ones do not ask.
/// </summary>
internal sealed record QueryPlan(QueryBounds Bounds, Query OfArticle, Query OfText)
{
    public bool NeedsText => OfText != Query.Everything;

    public static QueryPlan For(Query query)
    {
        var bounds = QueryBounds.Of(query);
        var parts = query is AllOf all ? all.Parts : [query];
        var left = parts
            .Where(part => bounds.Names is not null || !QueryBounds.Of(part).IsExact)
            .ToLookup(QueryEvaluator.NeedsText);
        return new QueryPlan(bounds, AllOf.Join(left[false]), AllOf.Join(left[true]));
    }
}
