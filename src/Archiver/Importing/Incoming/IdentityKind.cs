using Archiver.Articles;
using Archiver.Formats.Apps;
using Archiver.Formats.Dumps;

namespace Archiver.Importing.Incoming;

/// <summary>
/// Where the ID of an article comes from. Where two states of one article have different ones, that of the later kind
/// is the article's.
/// </summary>
internal enum IdentityKind : byte
{
    /// <summary>From the URL of a page, or of an app's entry, or from the body.</summary>
    Derived,

    /// <summary>From the URL or the body of a dump that states no ID.</summary>
    DerivedOfDump,

    /// <summary>Another app has given it, about whose entries it says nothing that the URL does not.</summary>
    StatedByApp,

    /// <summary>A dump of the reading app states it, by which it tells articles of one URL apart; or our own export does.</summary>
    Stated,
}

internal static class IdentityKinds
{
    public static IdentityKind Of(Article article) =>
        Of(article.Id, article.Stated.Id, article.Format, article.Details.Url);

    /// <param name="id">The ID of the article.</param>
    /// <param name="stated">The ID that its state states, if it does.</param>
    /// <param name="format">The format of that state.</param>
    /// <param name="url">Its URL, if it has one.</param>
    public static IdentityKind Of(Guid id, Guid? stated, string format, string? url)
    {
        if (format == DumpFormat.FormatName)
        {
            // It may be of a URL that was written in another way than that of the current state.
            return stated is null ? IdentityKind.DerivedOfDump : IdentityKind.Stated;
        }

        return url is not { Length: > 0 } || id == ArticleId.FromUrl(url) || id == ArticleId.FromWrittenUrl(url) ? IdentityKind.Derived
            : stated == id && format != ArchiverExport.FormatName ? IdentityKind.StatedByApp : IdentityKind.Stated;
    }

    /// <summary>Whether states of one URL under different IDs may be of one article: dumps are told apart by their IDs.</summary>
    public static bool MayBeOne(IdentityKind first, IdentityKind second) =>
        first is not (IdentityKind.Stated or IdentityKind.DerivedOfDump)
        || second is not (IdentityKind.Stated or IdentityKind.DerivedOfDump)
        || (first == second && first == IdentityKind.DerivedOfDump);
}
