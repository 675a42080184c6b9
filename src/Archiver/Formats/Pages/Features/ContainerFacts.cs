using System.Numerics;
using AngleSharp.Dom;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Features;

/// <summary>What is known of a container when all paragraphs in it are counted.</summary>
internal sealed class ContainerFacts
{
    /// <summary>Elements that say what they hold: of each paragraph is known how far above it one stands.</summary>
    private static readonly string[] Places =
    [
        "article", "main", "section", "aside", "nav", "header", "footer", "form", "figure", "details", "blockquote",
            "table", "list",
        "definition", "dialog", "complementary", "articleBody", "comment", "paragraph", "pre", "hidden", "aria-hidden",
            "noscript",
    ];

    public const byte Far = 60;

    private ContainerFacts(HtmlContainer container, ContainerFacts? parent) =>
        (Container, Parent) = (container, parent);

    public HtmlContainer Container { get; }

    public ContainerFacts? Parent { get; }

    public static int Levels => Places.Length + ClassHints.Count;

    /// <summary>How many levels above, 0 being itself, the next container with each place and each hint is.</summary>
    public byte[] Distance { get; } = new byte[Levels];

    public float Words { get; private set; }

    public float LinkWords { get; private set; }

    public float GoodWords { get; private set; }

    public int Blocks { get; private set; }

    public int GoodBlocks { get; private set; }

    public int Headings { get; private set; }

    public int OwnBlocks { get; private set; }

    public int Children { get; private set; }

    public int Commas { get; private set; }

    /// <summary>Hash of the tags and classes from the root to it, without digits.</summary>
    public ulong Path { get; private set; }

    public double Score { get; set; }

    public bool IsScored { get; set; }

    /// <summary>The highest score of it and the containers around it.</summary>
    public double BestScore { get; set; }

    public float LinkShare => Words == 0 ? 0 : LinkWords / Words;

    public ulong Hints { get; private set; }

    public static string NameOf(int level) => level < Places.Length ? $"in {Places[level]}"
        : $"in .{ClassHints.NameOf(level - Places.Length)}";

    /// <summary>The level of an element or, with a point before it, of a hint.</summary>
    public static int PlaceOf(string name) => Enumerable.Range(0, Levels).First(level => NameOf(level) == $"in {name}");

    public static ContainerFacts[] Of(IReadOnlyList<HtmlContainer> containers, IReadOnlyList<HtmlParagraph> paragraphs,
        TextFacts[] texts)
    {
        var facts = new ContainerFacts[containers.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            var parent = containers[i].Parent is { } around ? facts[around.Index] : null;
            facts[i] = new ContainerFacts(containers[i], parent);
            facts[i].Place();
        }

        for (var i = 0; i < texts.Length; i++)
        {
            facts[paragraphs[i].Container.Index].Add(paragraphs[i], texts[i]);
        }

        for (var i = facts.Length - 1; i > 0; i--)
        {
            facts[i].Parent!.Add(facts[i]);
        }

        return facts;
    }

    private void Place()
    {
        (Hints, var classes) = ClassHints.Of(Container);
        var element = Container.Element;
        for (var i = 0; i < Distance.Length; i++)
        {
            Distance[i] = Parent is null ? Far : (byte)Math.Min(Far, Parent.Distance[i] + 1);
        }

        for (ulong places = PlacesOf(element, Container.Tag); places != 0; places &= places - 1)
        {
            Distance[BitOperations.TrailingZeroCount(places)] = 0;
        }

        for (var bits = Hints; bits != 0; bits &= bits - 1)
        {
            Distance[Places.Length + BitOperations.TrailingZeroCount(bits)] = 0;
        }

        var hash = (Parent?.Path ?? 14695981039346656037UL) ^ '/';
        foreach (var character in element.LocalName)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        Path = (hash ^ classes) * 1099511628211UL;
    }

    private static uint PlacesOf(Element element, HtmlTag tag)
    {
        var places = element.LocalName switch
        {
            "article" => 1u << 0,
            "main" => 1u << 1,
            "section" => 1u << 2,
            "aside" => 1u << 3,
            "nav" => 1u << 4,
            "header" => 1u << 5,
            "footer" => 1u << 6,
            "form" or "fieldset" => 1u << 7,
            "figure" or "figcaption" => 1u << 8,
            "details" => 1u << 9,
            "p" => 1u << 18,
            _ => 0u,
        };
        places |= tag switch
        {
            HtmlTag.Quote => 1u << 10,
            HtmlTag.Table => 1u << 11,
            HtmlTag.BulletList or HtmlTag.NumberedList => 1u << 12,
            HtmlTag.DefinitionList => 1u << 13,
            HtmlTag.Pre => 1u << 19,
            _ => 0u,
        };
        places |= element.GetAttribute("role") switch
        {
            "main" => 1u << 1,
            "article" => 1u << 0,
            "navigation" or "menu" or "menubar" => 1u << 4,
            "banner" => 1u << 5,
            "contentinfo" => 1u << 6,
            "dialog" or "alertdialog" => 1u << 14,
            "complementary" => 1u << 15,
            _ => 0u,
        };
        places |= element.GetAttribute("itemprop") switch
        {
            "articleBody" or "text" or "description" => 1u << 16,
            "comment" => 1u << 17,
            _ => 0u,
        };
        places |= HtmlTags.IsHidden(element) ? 1u << 20 : 0;
        places |= element.GetAttribute("aria-hidden") == "true" ? 1u << 21 : 0;
        places |= tag == HtmlTag.NoScript ? 1u << 22 : 0;
        return places;
    }

    private void Add(HtmlParagraph paragraph, in TextFacts text)
    {
        OwnBlocks++;
        Blocks++;
        Words += text.Words;
        LinkWords += text.Words * text.LinkShare;
        Commas += text.Commas;
        Headings += paragraph.Block.Kind == Articles.BlockKind.Heading ? 1 : 0;
        if (text.IsGood)
        {
            GoodBlocks++;
            GoodWords += text.Words;
        }
    }

    private void Add(ContainerFacts child)
    {
        Children++;
        Blocks += child.Blocks;
        Words += child.Words;
        LinkWords += child.LinkWords;
        Commas += child.Commas;
        Headings += child.Headings;
        GoodBlocks += child.GoodBlocks;
        GoodWords += child.GoodWords;
    }
}
