using System.Text;
using Archiver.Texts;

namespace Archiver.Articles;

/// <summary>
/// The ID of an article whose dump states none: a UUID of version 5 (RFC 9562, section 5.5), so that the same article
/// gets the same ID at every import, in every archive.
/// </summary>
public static class ArticleId
{
    /// <summary>RFC 9562's namespace for names that are URLs.</summary>
    private static readonly Guid UrlNamespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    /// <summary>Archiver's own namespace, for names that are the text of a body.</summary>
    private static readonly Guid BodyNamespace = new("5e4b1d0c-7a36-5c8e-9b1f-0d2a6c3e8f41");

    private static readonly byte[] LineFeed = [(byte)'\n'];

    /// <summary>The ID of a URL, however it is written.</summary>
    public static Guid FromUrl(string url) => FromWrittenUrl(CanonicalUrl.Of(url));

    /// <summary>The ID that a URL gave before format 3 of archives, where it was another for each way to write it.</summary>
    internal static Guid FromWrittenUrl(string url) => Version5(UrlNamespace, [Encoding.UTF8.GetBytes(url)]);

    /// <param name="paragraphs">The body in UTF-8; the ID is that of the paragraphs joined by LF.</param>
    public static Guid FromBody(IEnumerable<ReadOnlyMemory<byte>> paragraphs) => Version5(BodyNamespace, paragraphs);

    /// <summary>
    /// The ID of an article of which neither an address of the web nor a text is known: of the address that it has
    /// instead, such as that of a mail; else of its title and when it was saved.
    /// </summary>
    public static Guid FromTitle(Details details) => details.Other.FirstOrDefault(other => other.Key == "URL").Value is { } address
        ? FromWrittenUrl(address)
        : FromBody([Encoding.UTF8.GetBytes(details.Title ?? ""), Encoding.UTF8.GetBytes(details.Created?.ToString() ?? "")]);

    /// <summary>How many characters of an ID are shown, where they tell it from others.</summary>
    public const int ShownCharacters = 8;

    /// <summary>How many characters tell an ID from the others, of those that need more than <see cref="ShownCharacters"/>.</summary>
    public static Dictionary<Guid, int> TellingLengths(IEnumerable<Guid> ids)
    {
        (Guid Id, string Text)[] sorted = [.. ids.Distinct().Select(id => (Id: id, Text: id.ToString()))
            .OrderBy(id => id.Text, StringComparer.Ordinal)];
        var lengths = new Dictionary<Guid, int>();
        for (var index = 1; index < sorted.Length; index++)
        {
            var length = sorted[index].Text.AsSpan().CommonPrefixLength(sorted[index - 1].Text) + 1;
            if (length > ShownCharacters)
            {
                // A hyphen tells nothing.
                length += length is 9 or 14 or 19 or 24 ? 1 : 0;
                lengths[sorted[index - 1].Id] = Math.Max(length, lengths.GetValueOrDefault(sorted[index - 1].Id));
                lengths[sorted[index].Id] = length;
            }
        }

        return lengths;
    }

    private static Guid Version5(Guid @namespace, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        var hash = ContentHash.Sha1(Pieces());
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);

        IEnumerable<ReadOnlyMemory<byte>> Pieces()
        {
            yield return @namespace.ToByteArray(bigEndian: true);
            var isFirst = true;
            foreach (var line in lines)
            {
                yield return isFirst ? ReadOnlyMemory<byte>.Empty : LineFeed;
                yield return line;
                isFirst = false;
            }
        }
    }
}
