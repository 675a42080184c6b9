using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Features;

/// <summary>
/// What names of classes and IDs say of an element: words that authors of pages everywhere use for the same things.
/// </summary>
internal static class ClassHints
{
    /// <summary>Names that a machine made are long and say nothing.</summary>
    private const int MaxLength = 300;

    /// <summary>Each row is one hint: any of its words within a name gives it.</summary>
    private static readonly string[][] Words =
    [
        ["article", "story"],
        ["body", "entry", "prose", "richtext", "rich-text", "wysiwyg", "markdown"],
        ["content"],
        ["post", "blog"],
        ["main", "primary"],
        ["text", "copy", "paragraph"],
        ["comment", "disqus", "respond", "reply", "replies"],
        ["related", "recommend", "more-", "also", "similar", "trending", "popular", "latest", "recent", "most-",
            "suggest"],
        ["next", "prev", "pagination", "pager"],
        ["share", "sharing", "social", "follow", "twitter", "facebook"],
        ["sidebar", "side-bar", "aside", "rail"],
        ["widget", "module"],
        ["foot", "bottom", "colophon"],
        ["header", "masthead", "topbar", "top-bar"],
        ["nav", "menu"],
        ["breadcrumb", "crumb"],
        ["promo", "advert", "ad-", "ads", "-ad", "sponsor", "outbrain", "taboola", "affiliate", "banner"],
        ["newsletter", "subscri", "signup", "sign-up", "optin", "opt-in", "mailchimp"],
        ["cookie", "consent", "gdpr", "onetrust"],
        ["author", "byline", "-bio", "bio-", "contributor", "avatar"],
        ["meta", "date", "time", "publish", "posted"],
        ["tag", "categor", "topic", "keyword"],
        ["caption", "credit", "figure", "image", "photo"],
        ["gallery", "video", "media", "embed"],
        ["modal", "popup", "pop-up", "overlay", "dialog", "drawer", "canvas", "lightbox", "tooltip"],
        ["card", "teaser", "tile", "thumb"],
        ["grid", "list", "feed", "item"],
        ["carousel", "slide", "swiper"],
        ["toc", "table-of-contents", "contents", "jump"],
        ["product", "price", "cart", "shop", "variant", "sku"],
        ["spec", "feature", "attribut", "detail", "info"],
        ["review", "rating", "testimonial"],
        ["forum", "thread", "message", "discussion", "question", "answer"],
        ["accordion", "faq", "collaps", "toggle", "expand", "tab"],
        ["legal", "disclaimer", "copyright", "terms", "policy", "privacy"],
        ["title", "headline", "heading"],
        ["subtitle", "dek", "standfirst", "lead", "excerpt", "summary", "description", "intro"],
        ["hidden", "hide", "sr-only", "screen-reader", "visually", "offscreen", "d-none", "noprint", "no-print"],
        ["btn", "button", "cta", "action"],
        ["login", "signin", "sign-in", "account", "paywall", "register", "member"],
        ["hero", "jumbotron"],
        ["quote", "pull"],
        ["search", "filter", "sort"],
        ["section", "container", "wrapper"],
    ];

    private static readonly NameWords Finder = new(Words);

    public static int Count => Words.Length;

    public static string NameOf(int hint) => Words[hint][0];

    /// <summary>A bit for each hint, and a hash of the classes without digits, which number what is alike.</summary>
    public static (ulong Hints, ulong Hash) Of(HtmlContainer container)
    {
        var (classes, id) = (container.Element.ClassName, container.Element.Id);
        return classes is null && id is null ? (0, 0) : (HintsIn(classes, id), HashOf(classes));
    }

    private static ulong HintsIn(ReadOnlySpan<char> classes, ReadOnlySpan<char> id)
    {
        classes = classes[..Math.Min(classes.Length, MaxLength)];
        return Finder.GroupsIn(classes) | Finder.GroupsIn(id[..Math.Clamp(MaxLength - 1 - classes.Length, 0, id.Length)]);
    }

    private static ulong HashOf(ReadOnlySpan<char> names)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in names)
        {
            hash = char.IsAsciiDigit(character) ? hash : (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }
}
