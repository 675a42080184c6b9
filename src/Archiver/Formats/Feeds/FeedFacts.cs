using Archiver.Formats.Html;

namespace Archiver.Formats.Feeds;

/// <summary>What a feed states about all its items.</summary>
internal sealed record FeedFacts(string? Title, string? Language, IReadOnlyList<string> Authors, string? Base, bool IsList)
{
    public static readonly FeedFacts None = new(null, null, [], null, false);

    /// <param name="before">What stands before the first item.</param>
    public static FeedFacts Of(LooseElement before)
    {
        var root = before.Children.FirstOrDefault();
        var channel = root?.Child("channel") ?? root;
        if (channel is null)
        {
            return None;
        }

        var language = channel.Child("language")?.Line ?? channel.Child("dc:language")?.Line ?? root!.Attribute("xml:lang");
        return new FeedFacts(
            FeedItem.Title(channel.Child("title") ?? channel.Child("atom:title")), string.IsNullOrWhiteSpace(language) ? null : language,
            [.. channel.All("author").Select(author => author.Child("name")?.Line ?? "")], root!.Attribute("xml:base"), root.Name.Equals("opml", StringComparison.OrdinalIgnoreCase));
    }
}
