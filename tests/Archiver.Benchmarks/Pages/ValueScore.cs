using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Archiver.Benchmarks.Pages;

/// <summary>Whether titles, days and names of authors are the wanted ones.</summary>
internal static partial class ValueScore
{
    public static bool IsDay(DateOnly given, string wanted) => wanted[..Math.Min(10, wanted.Length)]
        == given.ToString(wanted.Length >= 10 ? "yyyy-MM-dd" : wanted.Length == 7 ? "yyyy-MM" : "yyyy",
            CultureInfo.InvariantCulture);

    /// <summary>Letters and digits alone, in small letters and compatibility form.</summary>
    public static string Normalised(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>Whether the same names are in both, in any order; degrees and roles behind a name are none.</summary>
    public static bool AreSame(IEnumerable<string> given, IEnumerable<string> wanted) =>
        Names(wanted) is { Count: > 0 } names && names.SetEquals(Names(given));

    private static HashSet<string> Names(IEnumerable<string> names) =>
        [.. names.SelectMany(name => Separator().Split(By().Replace(name, "")))
        .Where(name => !Degree().IsMatch(name.Replace(".", "", StringComparison.Ordinal)) && !Role().IsMatch(name))
        .Select(name => Normalised(Address().Replace(name, ""))).Where(name => name.Length > 1)];

    [GeneratedRegex(@"^\s*by\s+", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex(@"\s*(?:,|;|&|\|| - |\band\b)\s*")]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:[A-Z-]{2,6}|PhD|PharmD)(?:\s[A-Z-]{2,6}|\s\d+)*$")]
    private static partial Regex Degree();

    [GeneratedRegex(@"\b(?:expert|director|manager|ceo|editor|writer|dietitian|specialist)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Role();

    [GeneratedRegex(@"\b(?:dr|prof|mr|mrs|ms)\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
