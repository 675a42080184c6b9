namespace Archiver.Querying;

/// <summary>Writes a query so that it is read as the same tree.</summary>
internal static class QueryPrinter
{
    public static string Print(Query query) => query switch
    {
        AllOf all => string.Join(' ', all.Parts.Select(part => part is AnyOf ? InParentheses(part) : Print(part))),
        AnyOf any => string.Join(" OR ", any.Parts.Select(Print)),
        Not not => "-" + (not.Part is QueryGroup or Not ? InParentheses(not.Part) : Print(not.Part)),
        FieldCondition condition => $"{condition.Field.Name}:{condition.Value}",
        TextCondition condition => condition.Pattern.ToString(),
        _ => throw new ArgumentException($"{query.GetType()} is not printed.", nameof(query)),
    };

    private static string InParentheses(Query query) => $"({Print(query)})";
}
