using Archiver.Querying;
using Archiver.Searching.Sqlite;

namespace Archiver.Searching;

/// <summary>A query that is about words alone, as FTS5 takes it.</summary>
/// <param name="Text">What FTS5 takes. A word is given as its forms, <c>("tide" OR "tides")</c>.</param>
/// <param name="Forms">Of how many forms each word consists, in their order: see <see cref="WordRank"/>.</param>
internal sealed record MatchExpression(string Text, IReadOnlyList<int> Forms)
{
    /// <summary>Writes a query so.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="formsOf">The words that have a stem.</param>
    /// <returns>Null where something else than words is asked for, or what FTS5 cannot answer.</returns>
    public static MatchExpression? Of(Querying.Query query, Func<string, IReadOnlyList<string>> formsOf)
    {
        var writer = new Writer(formsOf);
        return writer.Write(query, 0) is { } text ? new(text, writer.Forms) : null;
    }

    /// <summary>Whether a part of a query can be written so.</summary>
    public static bool IsPossible(Querying.Query part) => new Writer(_ => []).Write(part, depth: 1) is not null;

    private sealed class Writer(Func<string, IReadOnlyList<string>> formsOf)
    {
        /// <summary>FTS5 has its own limit for nested queries; this one is far from it.</summary>
        private const int MaxDepth = 8;

        public List<int> Forms { get; } = [];

        public string? Write(Querying.Query query, int depth) => query switch
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
            string?[] written = [.. parts.Select(part => Write(part, depth + 1))];
            return written.Contains(null) ? null
                : written is [var single] ? single
                : string.Join(word, written.Select(part => $"({part})"));
        }

        private string Phrase(TextPattern pattern)
        {
            var forms = pattern.Stem is { } stem ? formsOf(stem) : [];
            Forms.Add(Math.Max(1, forms.Count));
            return forms.Count > 0
                ? $"({string.Join(" OR ", forms.Select(form => $"\"{form}\""))})"
                : $"\"{pattern.Words}\"{(pattern.IsPrefix ? " *" : "")}";
        }
    }
}
