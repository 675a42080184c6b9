namespace Archiver.Querying;

/// <summary>
/// What somebody looks for, as a tree: conditions, and what joins them. <see cref="object.ToString"/> writes it in one form
/// for all ways of writing the same, and <see cref="TryParse"/> reads that as the same tree.
/// </summary>
public abstract record Query
{
    /// <summary>Finds every article: the query without a condition.</summary>
    public static readonly Query Everything = new AllOf([]);

    private protected Query()
    {
    }

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query; where there is nothing in it, it finds everything.</param>
    /// <param name="clock">Tells what day it is, where a date is given as one relative to today.</param>
    /// <param name="query">The query; everything where it cannot be read.</param>
    /// <param name="error">Why it cannot be read.</param>
    public static bool TryParse(string text, TimeProvider clock, out Query query, out QueryError? error)
    {
        var parser = new QueryParser(text, clock);
        query = parser.Read() ?? Everything;
        error = parser.Error;
        return error is null;
    }

    /// <summary>The articles of some days, written as after <c>date:</c>; null where that is no such thing.</summary>
    public static Query? OfDays(string days, TimeProvider clock) =>
        DayRange.Read(new WrittenValue(days, IsQuoted: true), clock) is { } range
            ? new FieldCondition(QueryField.Date, range)
            : null;

    public sealed override string ToString() => QueryPrinter.Print(this);
}

/// <summary>Why a query cannot be read.</summary>
/// <param name="Message">What is wrong and what was expected: a sentence.</param>
/// <param name="Start">Where in the query, in characters; its length where something is missing at the end.</param>
/// <param name="Length">How many characters are wrong; 0 where something is missing.</param>
public sealed record QueryError(string Message, int Start, int Length);

/// <summary>Queries that are joined.</summary>
internal abstract record QueryGroup(IReadOnlyList<Query> Parts) : Query
{
    public virtual bool Equals(QueryGroup? other) =>
        other is not null && EqualityContract == other.EqualityContract && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(EqualityContract.GetHashCode(), HashCode.Combine);
}

/// <summary>All parts must match. There are none, or at least two, and none of them is of this kind.</summary>
internal sealed record AllOf(IReadOnlyList<Query> Parts) : QueryGroup(Parts)
{
    public static Query Join(params IEnumerable<Query> parts)
    {
        Query[] flat = [.. parts.SelectMany(part => part is AllOf all ? all.Parts : [part])];
        return flat is [var single] ? single : new AllOf(flat);
    }
}

/// <summary>One of the parts must match. There are at least two, and none of them is of this kind.</summary>
internal sealed record AnyOf(IReadOnlyList<Query> Parts) : QueryGroup(Parts)
{
    public static Query Join(params IEnumerable<Query> parts)
    {
        Query[] flat = [.. parts.SelectMany(part => part is AnyOf any ? any.Parts : [part])];
        return flat is [var single] ? single : new AnyOf(flat);
    }
}

/// <summary>The part must not match.</summary>
internal sealed record Not(Query Part) : Query;

/// <summary>A field must have a value.</summary>
internal sealed record FieldCondition(QueryField Field, FieldValue Value) : Query;

/// <summary>
/// The title, the body or the summary must have these words. Who has an index of them answers this without reading the
/// text.
/// </summary>
internal sealed record TextCondition(TextPattern Pattern) : Query;

/// <summary>The article must be one of these: what an index has found instead of conditions. It is not written in queries.</summary>
internal sealed record NumberCondition(HashSet<int> Numbers) : Query;
