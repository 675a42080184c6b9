using System.Globalization;
using Archiver.Articles;
using Archiver.Store;
using Archiver.Texts;

namespace Archiver.Querying;

/// <summary>What a field is compared with. As text it is what is read as the same value.</summary>
internal abstract record FieldValue;

/// <summary>A value as it stands in a query.</summary>
/// <param name="Text">The value, without its quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes.</param>
/// <param name="IsPrefix">Whether an asterisk follows the quotes.</param>
internal readonly record struct WrittenValue(string Text, bool IsQuoted, bool IsPrefix = false);

/// <summary>Text that is compared as it is.</summary>
internal sealed record ExactText(string Text) : FieldValue
{
    public override string ToString() =>
        Text.Length == 0 || Text.Any(character => char.IsWhiteSpace(character) || character is '"' or '(' or ')')
            ? $"\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : Text;
}

/// <summary>A name, which is the same in large and small letters, or the beginning of one.</summary>
internal sealed record NamePattern(string Text, bool IsPrefix) : FieldValue
{
    /// <summary>An asterisk at the end means any that begins so; in quotes it is a part of the name.</summary>
    public static NamePattern Read(WrittenValue written) => written is { IsQuoted: false, Text: [.. var beginning, '*'] }
        ? new(beginning, IsPrefix: true) : new(written.Text, written.IsPrefix);

    public bool IsOf(string? name) => name is not null && (IsPrefix
        ? name.StartsWith(Text, StringComparison.OrdinalIgnoreCase) : name.Equals(Text, StringComparison.OrdinalIgnoreCase));

    public override string ToString()
    {
        if (IsPrefix)
        {
            return $"{(Text.Length == 0 ? "" : new ExactText(Text))}*";
        }

        return Text.EndsWith('*')
            ? $"\"{Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : new ExactText(Text).ToString();
    }
}

/// <summary>A URL, which has many ways to be written.</summary>
internal sealed record UrlText(string Text) : FieldValue
{
    private readonly string _canonical = CanonicalUrl.Of(Text);

    public bool IsOf(string? url) => url is not null && (url == Text || CanonicalUrl.Of(url) == _canonical);

    public override string ToString() => new ExactText(Text).ToString();
}

/// <summary>The beginning of an ID.</summary>
internal sealed record IdBeginning(ArticlePrefix Prefix) : FieldValue
{
    public static IdBeginning? Read(WrittenValue written) =>
        ArticlePrefix.TryParse(written.Text, out var prefix) ? new(prefix) : null;

    public override string ToString() => Prefix.ToString();
}

/// <summary>Days from the first to the last, both included; where one is null, without end. A missing day is in none.</summary>
internal sealed record DayRange(DateOnly? First, DateOnly? Last) : FieldValue
{
    public bool Contains(DateOnly? day) => day is { } known && !(known < First) && !(known > Last);

    public static DayRange? Read(WrittenValue written, TimeProvider clock) =>
        RangeSyntax.TryRead<DateOnly>(
            written.Text,
            text => Period.TryParse(text, clock, out var period) ? (period.First, period.Last) : null,
            day => day > DateOnly.MinValue ? day.AddDays(-1) : null,
            day => day < DateOnly.MaxValue ? day.AddDays(1) : null,
            out var first, out var last)
            ? new(first, last) : null;

    public override string ToString() => RangeSyntax.Write(First, Last, "yyyy-MM-dd");
}

/// <summary>Numbers from the first to the last, both included; where one is null, without end. A missing one is in none.</summary>
internal sealed record NumberRange(long? First, long? Last) : FieldValue
{
    public bool Contains(long? number) => number is { } known && !(known < First) && !(known > Last);

    public static NumberRange? Read(WrittenValue written) =>
        RangeSyntax.TryRead<long>(written.Text, text => TryRead(text, out var number) ? (number, number) : null,
            number => number > 0 ? number - 1 : null, number => number < long.MaxValue ? number + 1 : null,
            out var first, out var last)
            ? new(first, last) : null;

    public override string ToString() => RangeSyntax.Write(First, Last, "D");

    private static bool TryRead(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Something that an article is or has.</summary>
internal sealed record Trait(string Name, Func<Article, Func<ArticleText>, bool> IsOf, bool NeedsText = false) : FieldValue
{
    public override string ToString() => Name;
}
