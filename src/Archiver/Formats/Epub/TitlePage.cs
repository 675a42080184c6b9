using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Epub;

/// <summary>The page that wallabag binds before each article: what is known of it, under labels in the reader's language.</summary>
/// <param name="Title">The title.</param>
/// <param name="Url">The address.</param>
/// <param name="Authors">The authors; none where they are not known.</param>
/// <param name="Date">The day on which it was published; null where that is not known.</param>
/// <param name="Created">The day on which it was saved; null where that is not known.</param>
/// <param name="Tags">The tags.</param>
internal sealed partial record TitlePage(
    string? Title, string? Url, IReadOnlyList<string> Authors, DateOnly? Date, WallTime? Created, IReadOnlyList<string> Tags)
{
    /// <summary>What stands where nobody is known.</summary>
    private static readonly HashSet<string> Unknown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Unknown", "Inconnu", "Unbekannt", "Desconocido", "Desconegut", "Descoñecido", "Desconhecido", "Sconosciuto", "Nieznany", "Onbekend", "Ukjent", "Okänd",
        "Neznámý", "Nepoznato", "Ismeretlen", "Bilinmeyen", "Άγνωστο", "Неизвестный", "Невідомо", "Невядомы", "不明", "未知", "알수없음",
    };

    /// <summary>Whether a document is the title page of the next one: it is called so, and <c>_cover</c>.</summary>
    public static bool IsBefore(string name, string next) => Cover().Match(name) is { Success: true } cover
        && next.StartsWith(cover.Groups[1].Value, StringComparison.Ordinal) && next.Length == name.Length - "_cover".Length;

    /// <returns>Null where it is no such page.</returns>
    public static TitlePage? Of(string html)
    {
        var document = HtmlTree.Parse(LooseElement.ToHtml(html));
        IElement[] said = [.. document.QuerySelectorAll("dl > dd")];
        var place = Array.FindIndex(said, each => each.QuerySelector("a[href^='http']") is not null);
        if (place < 1 || document.QuerySelector("h1") is not { } heading)
        {
            return null;
        }

        string[] texts = [.. said.Select(each => PlainText.OneLine(each.TextContent))];
        DateOnly[] days = [.. texts[1..place].Select(StatedTimes.DayOf).OfType<DateOnly>()];
        return new TitlePage(PlainText.OneLine(heading.TextContent), said[place].QuerySelector("a")!.GetAttribute("href"),
            [.. texts[0].Split(',', StringSplitOptions.TrimEntries).Where(author => !Unknown.Contains(author))],
            days.Length > 1 ? days[0] : null, days.Length > 0 ? new WallTime(days[^1].ToDateTime(default)) : null,
            place + 1 < texts.Length ? texts[place + 1].Split(',', StringSplitOptions.TrimEntries) : []);
    }

    [GeneratedRegex(@"^(.*)_cover\.x?html$")]
    private static partial Regex Cover();
}
