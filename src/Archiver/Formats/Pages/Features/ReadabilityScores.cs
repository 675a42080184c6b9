using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Features;

/// <summary>
/// Scores containers as Arc90's Readability did, and all that came from it: each paragraph gives points for its length
/// and its commas to the containers around it, the nearer the more; links take them away.
/// </summary>
internal static class ReadabilityScores
{
    private const int Reach = 5;

    private static readonly ulong Unlikely = Bits("comment", "related", "next", "share", "sidebar", "widget", "foot",
        "header", "nav", "promo",
        "newsletter", "cookie", "caption", "gallery", "modal", "search", "login");

    private static readonly ulong Likely = Bits("article", "body", "content", "post", "main", "text");

    /// <summary>Sets the scores, and gives the container with the best; null where none has any.</summary>
    public static ContainerFacts? Score(ContainerFacts[] containers, IReadOnlyList<HtmlParagraph> paragraphs,
        TextFacts[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length >= 25)
            {
                var points = 1 + texts[i].Commas + Math.Min(texts[i].Length / 100, 3);
                var container = containers[paragraphs[i].Container.Index];
                container = container.Children > 0 ? container : container.Parent;
                for (var level = 0; container is not null && level < Reach; level++, container = container.Parent)
                {
                    if (!container.IsScored)
                    {
                        (container.IsScored, container.Score) = (true, Start(container));
                    }

                    container.Score += points / (level < 2 ? level + 1.0 : level * 3.0);
                }
            }
        }

        ContainerFacts? best = null;
        foreach (var container in containers)
        {
            container.Score *= 1 - container.LinkShare;
            container.BestScore = Math.Max(container.Parent?.BestScore ?? 0, container.Score);
            best = container.IsScored && container.Score > (best?.Score ?? 0) ? container : best;
        }

        return best;
    }

    private static double Start(ContainerFacts container)
    {
        var tag = container.Container.Element.LocalName switch
        {
            "div" => 5,
            "pre" or "td" or "blockquote" => 3,
            "address" or "ol" or "ul" or "dl" or "dd" or "dt" or "li" or "form" => -3,
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "th" => -5,
            _ => 0,
        };
        return tag + ((container.Hints & Likely) != 0 ? 25 : 0) - ((container.Hints & Unlikely) != 0 ? 25 : 0);
    }

    private static ulong Bits(params string[] names) =>
        Enumerable.Range(0, ClassHints.Count).Where(hint => names.Contains(ClassHints.NameOf(hint)))
            .Aggregate(0UL, (bits, hint) => bits | (1UL << hint));
}
