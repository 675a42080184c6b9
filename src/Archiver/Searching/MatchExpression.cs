using Archiver.Querying;
using Archiver.Searching.Sqlite;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>A query that is about words alone, as FTS5 takes it.</summary>
/// <param name="Text">What FTS5 takes. A word that is not in quotes is given as what has its stem, <c>("tide" OR "-tide")</c>.</param>
/// <param name="Forms">Of how many forms each word consists, in their order: see <see cref="WordRank"/>.</param>
internal sealed record MatchExpression(string Text, IReadOnlyList<int> Forms)
{
    /// <summary>So many categories, months or years FTS5 looks for; with more of them it is faster to look at what it finds.</summary>
    private const int MostBounds = 3;

    /// <summary>What the number of a category begins with, a month or a year, and no word.</summary>
    private const char CategoryMark = '=';
    private const char DateMark = '@';

    /// <summary>Writes a query so.</summary>
    /// <returns>Null where something else than words is asked for, or what FTS5 cannot answer.</returns>
    public static MatchExpression? Of(Querying.Query query) => Of(query, depth: 0);

    /// <summary>Whether a part of a query can be written so.</summary>
    public static bool IsPossible(Querying.Query part) => Of(part, depth: 1) is not null;

    /// <summary>An article's category and date as words, which <see cref="Within"/> looks for.</summary>
    public static string BoundsOf(int category, int date) =>
        $"{CategoryMark}{category} {DateMark}{date / 10000} {DateMark}{date / 100}";

    /// <summary>
    /// This expression, narrowed to categories and dates as far as FTS5 can tell them: it leaves out no article within
    /// the bounds, but may let others pass. What is looked at is then little, even where many articles have a word.
    /// </summary>
    /// <param name="bounds">Categories and days.</param>
    /// <param name="categoryOf">The number of a category.</param>
    public MatchExpression Within(QueryBounds bounds, Func<string, int> categoryOf)
    {
        string[] either = bounds.Categories is { Count: <= MostBounds } categories
            ? [.. categories.Select(category => $"{CategoryMark}{categoryOf(category)}")] : [];
        return And(either).And(bounds is { From: { } from, To: { } to } ? Dates(from, to) : []);
    }

    private MatchExpression And(string[] either) =>
        either.Length == 0 ? this : this with { Text = $"({Text}) AND (\"{string.Join("\" OR \"", either)}\")" };

    private static string[] Dates(DateOnly from, DateOnly to)
    {
        var years = to.Year - from.Year;
        var months = (12 * years) + to.Month - from.Month;
        if (months is >= 0 and < MostBounds)
        {
            var first = from.AddDays(1 - from.Day);
            return [.. Enumerable.Range(0, months + 1)
                .Select(month => $"{DateMark}{ArticleWords.ToInteger(first.AddMonths(month)) / 100}")];
        }

        return years is >= 0 and < MostBounds
            ? [.. Enumerable.Range(from.Year, years + 1).Select(year => $"{DateMark}{year}")]
            : [];
    }

    private static MatchExpression? Of(Querying.Query query, int depth)
    {
        var writer = new Writer();
        return writer.Write(query, depth) is { } text ? new(text, writer.Forms) : null;
    }

    private sealed class Writer
    {
        /// <summary>FTS5 has its own limit for nested queries; this one is far from it.</summary>
        private const int MaxDepth = 8;

        public List<int> Forms { get; } = [];

        public string? Write(Querying.Query query, int depth) => query switch
        {
            _ when depth == MaxDepth => null,
            TextCondition condition => Phrase(condition.Pattern),
            FieldCondition { Value: TextPattern pattern } condition when condition.Field == QueryField.Title =>
                $"title : {Phrase(pattern)}",
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

        /// <summary>A stem stands in the index beside each of its words but one, which is the stem itself.</summary>
        private string Phrase(TextPattern pattern)
        {
            var stem = pattern.Stem;
            var isWord = stem is not null && EnglishStem.IsOf(stem) && EnglishStem.Of(stem) == stem;
            Forms.Add(isWord ? 2 : 1);
            return stem is null ? $"\"{pattern.Words}\"{(pattern.IsPrefix ? " *" : "")}"
                : isWord ? $"(\"{stem}\" OR \"{ArticleWords.StemMark}{stem}\")"
                : $"\"{ArticleWords.StemMark}{stem}\"";
        }
    }
}
