using Archiver.Articles;

namespace Archiver.Formats.Html;

/// <summary>
/// Makes the addresses of links absolute. Of those that run something or hold data only the text stays.
/// </summary>
internal sealed class HtmlLinks
{
    private const int MaxLength = 8192;

    private readonly Uri? _base;

    /// <param name="address">The page's address.</param>
    /// <param name="stated">What the page's <c>base</c> states; it may lack parts of its own.</param>
    public HtmlLinks(string? address, string? stated)
    {
        _base = Web(address is null ? null : Made(address, null));
        _base = Web(Made(stated ?? "", _base)) ?? _base;
    }

    public Block Resolve(Block block)
    {
        if (!block.Marks.Any(mark => mark.Kind == MarkKind.Link))
        {
            return block;
        }

        return block with { Marks = [.. block.Marks.Select(Resolve).OfType<Mark>()] };
    }

    /// <summary>The absolute address; null of what no reader can follow.</summary>
    public string? Resolve(string? href) =>
        Made(href, _base) is { Scheme: "http" or "https" or "mailto" or "ftp" or "tel" } address ? address.AbsoluteUri
        : null;

    private Mark? Resolve(Mark mark) => mark.Kind != MarkKind.Link ? mark : Resolve(mark.Href) is { } href
        ? mark with { Href = href } : null;

    private static Uri? Web(Uri? address) => address is { Scheme: "http" or "https" } ? address : null;

    private static Uri? Made(string? href, Uri? around)
    {
        if (string.IsNullOrWhiteSpace(href) || href.Length > MaxLength)
        {
            return null;
        }

        try
        {
            href = href.Trim();
            return (around is null ? Uri.TryCreate(href, UriKind.Absolute, out var address)
                : Uri.TryCreate(around, href, out address)) && address!.AbsoluteUri.Length > 0 ? address : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
