using Archiver.Querying;

namespace Archiver.Searching;

/// <summary>Writes queries that are about words alone as FTS5 takes them.</summary>
/// <param name="formsOf">The words that have a stem.</param>
internal sealed class MatchExpression(Func<string, IReadOnlyList<string>> formsOf)
{
    /// <summary>FTS5 has its own limit for nested queries; this one is far from it.</summary>
    private const int MaxDepth = 8;

    /// <returns>Null where something else than words is asked for, or what FTS5 cannot answer.</returns>
    public string? Of(Querying.Query query, int depth = 0) => query switch
    {
        _ when depth == MaxDepth => null,
        TextCondition condition => Phrase(condition.Pattern),
        FieldCondition { Value: TextPattern pattern } condition when condition.Field == QueryField.Title => $"title : {Phrase(pattern)}",
        AnyOf any => Join(any.Parts, " OR ", depth),
        AllOf all => Both(all, depth),
        _ => null,
    };

    /// <summary>FTS5 only knows what is left of one when the other is taken away, so that one part must not be negated.</summary>
    private string? Both(AllOf all, int depth)
    {
        var wanted = Join(all.Parts.Where(part => part is not Not), " AND ", depth);
        var unwanted = Join(all.Parts.OfType<Not>().Select(not => not.Part), " OR ", depth);
        return wanted is null or "" || unwanted is null ? null
            : unwanted.Length == 0 ? wanted
            : $"({wanted}) NOT ({unwanted})";
    }

    private string? Join(IEnumerable<Querying.Query> parts, string word, int depth)
    {
        string?[] written = [.. parts.Select(part => Of(part, depth + 1))];
        return written.Contains(null) ? null
            : written is [var single] ? single
            : string.Join(word, written.Select(part => $"({part})"));
    }

    private string Phrase(TextPattern pattern)
    {
        var forms = pattern.Stem is { } stem ? formsOf(stem) : [];
        var words = forms.Count > 0 ? string.Join(WordTokenizer.Or, forms) : pattern.Words;
        return $"\"{words}\"{(pattern.IsPrefix ? " *" : "")}";
    }
}
