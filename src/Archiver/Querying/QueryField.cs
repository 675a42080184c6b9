using Archiver.Articles;

namespace Archiver.Querying;

/// <summary>A field of the query language: a row of the table that parser, help and documentation read.</summary>
public sealed partial class QueryField
{
    private QueryField(
        string name, string value, string finds, string example,
        Func<WrittenValue, TimeProvider, FieldValue?> read,
        Func<FieldValue, Article, Func<ArticleText>, bool> matches,
        Func<Article, bool>? isKnown = null)
    {
        (Name, Value, Finds, Example) = (name, value, finds, example);
        (Read, Matches, IsKnown) = (read, matches, isKnown);
    }

    /// <summary>What stands before the colon.</summary>
    public string Name { get; }

    /// <summary>What may stand after it, so that it can follow "takes".</summary>
    public string Value { get; }

    /// <summary>The articles it finds, so that it can follow "finds".</summary>
    public string Finds { get; }

    public string Example { get; }

    /// <summary>Reads a value; null where it is none of this field.</summary>
    internal Func<WrittenValue, TimeProvider, FieldValue?> Read { get; }

    /// <summary>Whether an article has a value. The article's text is read by the last argument, if at all.</summary>
    internal Func<FieldValue, Article, Func<ArticleText>, bool> Matches { get; }

    /// <summary>Whether an article has any value; null where every article has one.</summary>
    internal Func<Article, bool>? IsKnown { get; }

    /// <summary>Whether its value is words, which have forms and beginnings.</summary>
    internal bool HasWords { get; private init; }

    /// <summary>Whether an asterisk after a quoted value means something.</summary>
    internal bool TakesPrefix { get => field || HasWords; private init; }

    internal static QueryField? Find(string name) =>
        All.FirstOrDefault(field => field.Name.Equals(Present(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of a field that has another one, too: shorter, or from before names were the same everywhere.</summary>
    internal static string Present(string name) => name.ToLowerInvariant() switch
    {
        "reads" => "readCount",
        "tag" => "tags",
        "author" => "authors",
        "lang" => "language",
        _ => name,
    };

    /// <summary>The value in a query is a <see cref="NamePattern"/>; a name that was found by it is an <see cref="ExactText"/>.</summary>
    private static QueryField Named(
        string name, string value, string finds, string example, Func<Article, string?> valueOf) =>
        new(name, value, finds, example,
            read: (written, _) => NamePattern.Read(written),
            matches: (wanted, article, _) => wanted is NamePattern pattern
                ? pattern.IsOf(valueOf(article))
                : valueOf(article) == ((ExactText)wanted).Text,
            isKnown: article => valueOf(article) is not null)
        {
            TakesPrefix = true,
        };

    /// <summary>As <see cref="Named"/>, of a field that has any number of values.</summary>
    private static QueryField NamedAny(
        string name, string value, string finds, string example, Func<Article, IReadOnlyList<string>> valuesOf) =>
        new(name, value, finds, example,
            read: (written, _) => NamePattern.Read(written),
            matches: (wanted, article, _) => valuesOf(article).Any(((NamePattern)wanted).IsOf),
            isKnown: article => valuesOf(article).Count > 0)
        {
            TakesPrefix = true,
        };

    private static QueryField Days(string name, string finds, string example, Func<Article, DateOnly?> valueOf) =>
        new(name,
            "days: `2025-01-31`, `2025-01`, `2025`, `today`, `7d`, or a range, the earlier first, "
                + "such as `2025-01..2025-03`",
            finds, example,
            read: DayRange.Read,
            matches: (wanted, article, _) => ((DayRange)wanted).Contains(valueOf(article)),
            isKnown: article => valueOf(article) is not null);

    private static QueryField Numbers(
        string name, string finds, string example, Func<Article, int?> valueOf, bool isAlwaysKnown = false) =>
        new(name, "a number, or a range, the lower first, such as `100..300` or `>=300`", finds, example,
            read: (written, _) => NumberRange.Read(written),
            matches: (wanted, article, _) => ((NumberRange)wanted).Contains(valueOf(article)),
            isKnown: isAlwaysKnown ? null : article => valueOf(article) is not null);

    private static QueryField Traits(string name, string finds, string example, params Trait[] traits) =>
        new(name, OneOf([.. traits.Select(trait => $"`{trait.Name}`")]), finds, example,
            read: (written, _) => traits.FirstOrDefault(
                trait => trait.Name.Equals(Present(written.Text), StringComparison.OrdinalIgnoreCase)),
            matches: (wanted, article, text) => ((Trait)wanted).IsOf(article, text));

    private static string OneOf(string[] words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
