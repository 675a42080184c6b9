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

    /// <summary>How many characters of the longest of these IDs that begin alike tell it from the others.</summary>
    /// <param name="ids">The IDs; one that is there twice is one.</param>
    /// <param name="least">The answer is no less.</param>
    public static int TellingLength(IEnumerable<Guid> ids, int least)
    {
        string[] sorted = [.. ids.Distinct().Select(id => id.ToString()).Order(StringComparer.Ordinal)];
        var length = sorted.Zip(sorted.Skip(1), (one, next) => one.AsSpan().CommonPrefixLength(next) + 1).Append(least).Max();

        // A hyphen tells nothing.
        return length is 9 or 14 or 19 or 24 ? length + 1 : length;
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
