using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages;

/// <summary>
/// Titles of other stories: links as long as titles, outside the article, where a class or a heading calls them
/// related.
/// </summary>
internal static partial class RelatedTitles
{
    private const int Most = 50;
    private const int Levels = 6;

    private static readonly int Related = ContainerFacts.PlaceOf(".related");

    private static readonly int[] Elsewhere = [ContainerFacts.PlaceOf("nav"), ContainerFacts.PlaceOf("footer"),
        ContainerFacts.PlaceOf("dialog"), ContainerFacts.PlaceOf(".comment")];

    public static IReadOnlyList<string> Of(PageFacts page, bool[] isKept)
    {
        var titles = new List<string>();
        ContainerFacts? section = null;
        for (var i = 0; i < isKept.Length; i++)
        {
            var container = page.ContainerOf(i);
            var paragraph = page.Paragraphs[i];
            var isLink = page.Texts[i].LinkShare > 0.8f;
            if (Heading().IsMatch(paragraph.Text) && paragraph.Text.Length < 60 && !isLink)
            {
                section = container.Parent;
                continue;
            }

            if (!isKept[i] && isLink && page.Texts[i].Words is >= 4 and <= 30
                && paragraph.Block.Kind is not BlockKind.Row && titles.Count < Most
                && !Array.Exists(Elsewhere, place => container.Distance[place] < ContainerFacts.Far)
                && (container.Distance[Related] <= Levels || (section is not null && IsIn(container, section)))
                    && !titles.Contains(paragraph.Text))
            {
                titles.Add(paragraph.Text);
            }
        }

        // One is a link, and no list.
        return titles.Count > 1 ? titles : [];
    }

    private static bool IsIn(ContainerFacts container, ContainerFacts around)
    {
        for (var at = container; at is not null && at.Container.Depth >= around.Container.Depth; at = at.Parent)
        {
            if (at == around)
            {
                return around.Container.Depth > 1;
            }
        }

        return false;
    }

    [GeneratedRegex(
        @"^\W*(?:related|read (?:next|more|also)|more (?:from|on|stories|articles|like)|you (?:may|might)|recommended"
            + @"|most (?:read|popular|viewed)|popular|trending|similar|keep reading|up next|what to read|don.t miss|see also"
            + @"|mehr zum|auch interessant"
            + @"|das könnte|à lire|lire aussi|articles? (?:liés|similaires)"
            + @"|te puede|relacionad|leggi anche|lees ook|関連|相关)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
