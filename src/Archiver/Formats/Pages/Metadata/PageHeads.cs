using Archiver.Formats.Pages.Features;

namespace Archiver.Formats.Pages.Metadata;

/// <summary>What the features need of a page's sources.</summary>
internal static class PageHeads
{
    private static readonly string[][] Kinds =
    [
        ["Article\"", "BlogPosting\"", "NewsArticle\"", "Report\"", "Review\""],
        ["Product\"", "Offer\""],
        ["DiscussionForumPosting\"", "QAPage\"", "Question\""],
        ["CollectionPage\"", "ItemList\"", "Blog\""],
        ["WebPage\"", "Organization\"", "LocalBusiness\"", "Service\""],
    ];

    public static PageHead Of(PageSources sources, string? url)
    {
        var kinds = sources.Meta("og:type") switch
        {
            [var type, ..] when type.Contains("article", StringComparison.OrdinalIgnoreCase) => 1,
            [var type, ..] when type.Contains("product", StringComparison.OrdinalIgnoreCase) => 2,
            [_, ..] => 1 << 5,
            _ => 0,
        };
        foreach (var script in sources.Scripts)
        {
            for (var i = 0; i < Kinds.Length; i++)
            {
                kinds |= Array.Exists(Kinds[i], kind => script.Contains(kind, StringComparison.Ordinal)) ? 1 << i : 0;
            }
        }

        IEnumerable<string?> titles = [sources.FirstMeta("og:title"), sources.Title,
            sources.FirstMeta("twitter:title")];
        var address = Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath : null;
        return new PageHead([.. titles.OfType<string>().Distinct()], kinds, address is null ? -1
            : address.Split('/', StringSplitOptions.RemoveEmptyEntries).Length,
            address is not null && address.Contains("/20", StringComparison.Ordinal));
    }
}
