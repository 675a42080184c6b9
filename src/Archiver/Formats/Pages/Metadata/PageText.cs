using System.Text;
using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>A page as the choice of its metadata sees it: sources, what is shown, and where its heading is.</summary>
internal sealed class PageText
{
    private readonly Lazy<string> _shown;
    private readonly Lazy<HashSet<string>> _organisations;

    public PageText(PageSources sources, JsonLd linked, PageFacts facts, string? url)
    {
        (Sources, Linked, Facts, Url) = (sources, linked, facts, url);
        _shown = new Lazy<string>(() => Key(string.Join('\n', facts.Paragraphs.Select(paragraph => paragraph.Text))));
        _organisations = new Lazy<HashSet<string>>(() => [.. linked.OfType("Organization", "Corporation", "Business",
            "Store", "University")
            .Select(organisation => linked.Text(organisation.Element, "name")).OfType<string>()
                .Concat(TitleChoice.SiteNames(this)).Select(Key)]);
        var heading = facts.Heading < 0 ? null : facts.Paragraphs[facts.Heading].Text;
        HeadingOrder = sources.Headings.Find(placed =>
            placed.Text == heading)?.Order ?? sources.Headings.FirstOrDefault()?.Order;
        IsMonthFirst = !(sources.Language ?? "en-US").StartsWith("en-", StringComparison.OrdinalIgnoreCase)
            ? (sources.Language ?? "en").StartsWith("en", StringComparison.OrdinalIgnoreCase)
            : (sources.Language ?? "en-US").Contains("US", StringComparison.OrdinalIgnoreCase);
    }

    public PageSources Sources { get; }

    public JsonLd Linked { get; }

    public PageFacts Facts { get; }

    public string? Url { get; }

    /// <summary>How many elements stand before the page's heading; null without one.</summary>
    public int? HeadingOrder { get; }

    public bool IsMonthFirst { get; }

    /// <summary>The names of the site and of the organisations that the page states, as keys.</summary>
    public HashSet<string> Organisations => _organisations.Value;

    /// <summary>Whether a value stands in the text of the page, in any spelling of letters and spaces.</summary>
    public bool Shows(string value) => _shown.Value.Contains(Key(value), StringComparison.Ordinal);

    /// <summary>
    /// The paragraphs around the heading, the nearest first, as far as no heading of another section follows.
    /// </summary>
    public IEnumerable<string> AroundHeading(int before, int after)
    {
        if (Facts.Heading < 0)
        {
            yield break;
        }

        for (var i = Facts.Heading + 1; i < Math.Min(Facts.Paragraphs.Count, Facts.Heading + 1 + after); i++)
        {
            yield return Facts.Paragraphs[i].Text;
        }

        for (var i = Facts.Heading - 1; i >= Math.Max(0, Facts.Heading - before); i--)
        {
            yield return Facts.Paragraphs[i].Text;
        }
    }

    /// <summary>Letters and digits, in small letters.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                key.Append(char.ToLowerInvariant(character));
            }
        }

        return key.ToString();
    }
}
