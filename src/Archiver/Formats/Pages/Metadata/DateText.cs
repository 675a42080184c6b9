using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>Days as pages write them, in their own zone: no time is converted.</summary>
internal static partial class DateText
{
    private const int MaxLength = 300;

    private static readonly FrozenDictionary<string, int> Months = MonthTable();

    /// <summary>Finds the first day in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMonthFirst">Whether 03/04/2025 is in March: so in the United States alone.</param>
    public static DateOnly? Find(string? text, bool isMonthFirst = false)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        text = text.Length > MaxLength ? text[..MaxLength] : text;
        DateOnly? found = null;
        var place = int.MaxValue;
        Take(YearFirst().Match(text), match => Of(match, 1, 2, 3));
        Take(EastAsian().Match(text), match => Of(match, 1, 2, 3));
        Take(DayMonthName().Match(text), match => Of(Number(match, 3), Month(match, 2), Number(match, 1)));
        Take(MonthNameDay().Match(text), match => Of(Number(match, 3), Month(match, 1), Number(match, 2)));
        Take(YearMonthName().Match(text), match => Of(Number(match, 1), Month(match, 2), Number(match, 3)));
        Take(Numbers().Match(text), match => OfNumbers(Number(match, 1), Number(match, 3), Year(match, 4),
            match.Groups[2].Value == "/" && isMonthFirst));
        if (found is null && Compact().Match(text) is { Success: true } compact)
        {
            found = Of(compact, 1, 2, 3);
        }

        if (found is null && Epoch().Match(text) is { Success: true } epoch)
        {
            var seconds = long.Parse(epoch.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            found = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
        }

        return found is { Year: >= 1900 and <= 2100 } ? found : null;

        void Take(Match match, Func<Match, DateOnly?> read)
        {
            if (match.Success && match.Index < place && read(match) is { } day)
            {
                (found, place) = (day, match.Index);
            }
        }
    }

    private static DateOnly? OfNumbers(int first, int second, int year, bool isMonthFirst) =>
        second > 12 || (isMonthFirst && first <= 12) ? Of(year, first, second) : Of(year, second, first);

    private static DateOnly? Of(Match match, int year, int month, int day) =>
        Of(Number(match, year), Number(match, month), Number(match, day));

    private static DateOnly? Of(int year, int month, int day) =>
        year is >= 1900 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day) : null;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None,
        CultureInfo.InvariantCulture);

    private static int Year(Match match, int group) => Number(match, group) is < 100 and var year ? 2000 + year
        : Number(match, group);

    private static int Month(Match match, int group) =>
        Months.GetValueOrDefault(match.Groups[group].Value.TrimEnd('.').ToLowerInvariant());

    private static FrozenDictionary<string, int> MonthTable()
    {
        string[] names =
        [
            "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari styczeń stycznia января",
            "february feb februar février févr fév fevrier febrero febbraio fevereiro fev februari luty lutego февраля",
            "march mar märz mär mrz mars marzo março marco maart mrt marzec marca марта",
            "april apr avril avr abril abr aprile kwiecień kwietnia апреля",
            "may mai mayo maggio mag maio mei maj maja мая",
            "june jun juni juin junio giugno giu junho czerwiec czerwca июня",
            "july jul juli juillet juil julio luglio lug julho lipiec lipca июля",
            "august aug août aout agosto ago augustus augusti sierpień sierpnia августа",
            "september sept sep septembre septiembre settembre set setembro wrzesień września сентября",
            "october oct oktober okt octobre octubre ottobre ott outubro out październik października октября",
            "november nov novembre noviembre novembro listopad listopada ноября",
            "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember grudzień grudnia декабря",
        ];
        return names.SelectMany((row, month) => row.Split(' ').Select(name => KeyValuePair.Create(name, month + 1)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")]
    private static partial Regex EastAsian();

    [GeneratedRegex(
        @"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?[\s-]+(?:de\s+|of\s+)?(\p{L}{3,10})\.?,?[\s-]+"
            + @"(?:de\s+|del\s+)?((?:19|20)\d\d)(?!\d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex DayMonthName();

    [GeneratedRegex(@"(?<!\p{L})(\p{L}{3,10})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?\.?,?[\s-]+((?:19|20)\d\d)(?!\d)",
        RegexOptions.IgnoreCase)]
    private static partial Regex MonthNameDay();

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d\d)[\s-]+(\p{L}{3,10})\.?[\s-]+(\d{1,2})(?!\d)")]
    private static partial Regex YearMonthName();

    [GeneratedRegex(@"(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/-])")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6})?(?!\d)")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^\s*(1\d{9})(?:\d{3})?\s*$")]
    private static partial Regex Epoch();
}
