using Archiver.Formats.Html;

namespace Archiver.Formats.Pages;

/// <summary>
/// What a browser does not show is the article only where what it shows is no article: pages hide copies of what they
/// show, for readers without scripts, for narrow screens, for what is to be shown next.
/// </summary>
internal sealed class HiddenText
{
    /// <summary>What is shown is an excerpt where so much of it stands in what is hidden, which is so much longer.</summary>
    private const double MostOfExcerpt = 0.5, LongerThanExcerpt = 1.2;

    /// <summary>In characters: what is shorter stands in menus as well.</summary>
    private const int LongText = 60;

    /// <summary>Of each container the outermost around it that is not shown, by its number; less than 0 where it is shown.</summary>
    private readonly int[] _around;

    /// <summary>Whether a container is there for the eye alone: its text may stand elsewhere for other readers.</summary>
    private readonly bool[] _isForEyes;

    public HiddenText(IReadOnlyList<HtmlContainer> containers)
    {
        (_around, _isForEyes) = (new int[containers.Count], new bool[containers.Count]);
        for (var i = 0; i < _around.Length; i++)
        {
            var (element, around) = (containers[i].Element, containers[i].Parent?.Index ?? -1);
            var isHidden = containers[i].Tag == HtmlTag.NoScript || HtmlTags.IsHidden(element);
            _around[i] = around >= 0 && _around[around] >= 0 ? _around[around] : isHidden ? i : -1;
            _isForEyes[i] = (around >= 0 && _isForEyes[around]) || element.GetAttribute("aria-hidden") == "true";
        }
    }

    /// <summary>Takes out what is there twice, once of it hidden: the copy that is hidden, or the excerpt of what is.</summary>
    public IReadOnlyList<HtmlParagraph> WithoutCopies(IReadOnlyList<HtmlParagraph> paragraphs)
    {
        if (!paragraphs.Any(IsApart))
        {
            return paragraphs;
        }

        var shown = paragraphs.Where(paragraph => !IsApart(paragraph))
            .Select(paragraph => paragraph.Text).ToHashSet(StringComparer.Ordinal);
        var hidden = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var paragraph in paragraphs.Where(IsApart))
        {
            hidden.TryAdd(paragraph.Text, AroundOf(paragraph));
        }

        var isExcerpt = IsExcerpt(shown, hidden);
        return [.. paragraphs.Where(paragraph => IsApart(paragraph) ? IsOnlyCopy(paragraph)
            : !isExcerpt || !hidden.ContainsKey(paragraph.Text))];

        bool IsOnlyCopy(HtmlParagraph paragraph) => (isExcerpt || !shown.Contains(paragraph.Text))
            && hidden.TryGetValue(paragraph.Text, out var around) && around == AroundOf(paragraph);
    }

    /// <param name="isHidden">Which paragraphs of the page are not shown.</param>
    /// <param name="words">How many words each has.</param>
    /// <param name="isKept">Which of them read like the article.</param>
    /// <returns>
    /// <paramref name="isKept"/> itself, without the paragraphs that are not shown, where at least as many words are.
    /// </returns>
    public static bool[] Without(bool[] isHidden, float[] words, bool[] isKept)
    {
        var (shown, hidden) = (0f, 0f);
        for (var i = 0; i < isKept.Length; i++)
        {
            shown += isKept[i] && !isHidden[i] ? words[i] : 0;
            hidden += isKept[i] && isHidden[i] ? words[i] : 0;
        }

        for (var i = 0; hidden > 0 && shown >= hidden && i < isKept.Length; i++)
        {
            isKept[i] &= !isHidden[i];
        }

        return isKept;
    }

    private static bool IsExcerpt(HashSet<string> shown, Dictionary<string, int> hidden)
    {
        var (both, all, whole) = (0L, 0L, 0L);
        foreach (var text in shown.Where(text => text.Length >= LongText))
        {
            all += text.Length;
            both += hidden.ContainsKey(text) ? text.Length : 0;
        }

        foreach (var text in hidden.Keys.Where(text => text.Length >= LongText))
        {
            whole += text.Length;
        }

        return all > 0 && both >= MostOfExcerpt * all && whole > LongerThanExcerpt * all;
    }

    /// <summary>Whether a browser does not show a paragraph.</summary>
    public bool IsHidden(HtmlParagraph paragraph) => _around[paragraph.Container.Index] >= 0;

    private bool IsApart(HtmlParagraph paragraph) => IsHidden(paragraph) || _isForEyes[paragraph.Container.Index];

    /// <summary>What is for the eye alone counts as one.</summary>
    private int AroundOf(HtmlParagraph paragraph) => _around[paragraph.Container.Index];
}
