using System.IO.Hashing;
using System.Text;
using Archiver.Texts;

namespace Archiver.Importing.Incoming;

/// <summary>An article as an input has it, which may be one that is known.</summary>
internal abstract class IncomingArticle
{
    private static readonly long Key = Random.Shared.NextInt64();

    /// <summary>The ID it came with, stated or derived; or that of the article it was <see cref="TakenFor"/>.</summary>
    public Guid Id { get; protected set; }

    /// <summary>Where the ID comes from that it came with.</summary>
    public IdentityKind Identity { get; protected init; }

    public string? Url
    {
        get;
        protected init
        {
            field = value;
            UrlMark = value is null ? null : Mark([Encoding.UTF8.GetBytes(CanonicalUrl.Of(value))]);
        }
    }

    /// <summary>As <see cref="Mark"/> says, of its URL.</summary>
    public ulong? UrlMark { get; private init; }

    /// <summary>From now on this is a state of the article with this ID.</summary>
    public void TakenFor(Guid id) => Id = id;

    /// <summary>
    /// What tells texts from the others of a running import, which may not be on the disk yet to be compared: a hash with a
    /// key that nobody knows, so that no two can be made to have it in common. Null of no texts.
    /// </summary>
    protected static ulong? Mark(IEnumerable<ReadOnlyMemory<byte>> texts)
    {
        var hash = new XxHash3(Key);
        var isAny = false;
        foreach (var text in texts)
        {
            isAny = true;
            hash.Append(text.Span);
            hash.Append("\n"u8);
        }

        return isAny ? hash.GetCurrentHashAsUInt64() : null;
    }
}
