using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;

namespace Archiver.Formats.Apps;

/// <summary>
/// Bookmarks as browsers and many apps write them. Most are of no articles, so they are imported only when that is asked for.
/// </summary>
internal sealed class Bookmarks : IArticleFormat
{
    private const string FormatName = "bookmarks";

    public string Name => FormatName;

    public string Description => "bookmarks in HTML, as browsers write them; only when this is named";

    public bool Recognizes(InputHead head) => LinkLists.IsNetscape(head);

    public IArticleReader NewReader(ReadingOptions options)
    {
        if (!options.IsFormatStated)
        {
            return new RefusingReader(FormatName, "bookmarks, of which most are no articles: --format bookmarks imports them", options.Cancellation);
        }

        var times = new StatedTimes(options.TimeZone);
        return new LinkListReader(FormatName, options, (link, bytes) =>
        {
            var facts = new StatedFacts(FormatName);
            return Take(link, facts, times) is { } reason ? (null, reason) : facts.ToArticle(bytes);
        });
    }

    /// <summary>Takes what a bookmark says.</summary>
    /// <returns>Why it is no article; null where it may be one.</returns>
    public static string? Take(ListedLink link, StatedFacts facts, StatedTimes times)
    {
        var attributes = link.Attributes;
        var href = attributes.GetValueOrDefault("href");
        facts.Title = link.Title;
        facts.Created = times.Of(attributes.GetValueOrDefault("add_date"));
        facts.Updated = times.Of(attributes.GetValueOrDefault("last_modified"));
        facts.Tags(attributes.GetValueOrDefault("tags")?.Split(',').Select(tag => StatedFacts.Decoded(tag)) ?? []);
        facts.Summary(link.Description);
        facts.Category = link.Folders.Count > 0 ? string.Join('/', link.Folders) : null;
        facts.IsRead = attributes.GetValueOrDefault("toread") switch { "0" => true, "1" => false, _ => null };
        return facts.Address(href) ? null
            : string.IsNullOrEmpty(href) ? "there is no address in it"
            : StatedFacts.NoWebAddress(href);
    }

    /// <summary>Rejects inputs as a whole, whatever their length.</summary>
    private sealed class RefusingReader(string format, string reason, CancellationToken cancellation) : WholeInputReader(0, cancellation)
    {
        protected override Stretch Read(ReadOnlyMemory<byte> bytes) => Rejected(bytes, format, reason);

        protected override Stretch TooLong(long length) => new()
        {
            Length = length,
            Kind = StretchKind.Rejected,
            Format = format,
            Reason = reason,
        };
    }
}
