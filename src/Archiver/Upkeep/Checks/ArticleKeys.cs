using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Upkeep.Checks;

/// <summary>The keys that an article must be found by: twenty bytes an article.</summary>
/// <param name="Id">By ID.</param>
/// <param name="Url">By URL, in whichever way the archive's runs have it; <see cref="None"/> without one.</param>
/// <param name="Body">By body; <see cref="None"/> without one.</param>
/// <param name="Date">By date.</param>
/// <param name="Category">The category's number; negative where its document is lost.</param>
internal readonly record struct ArticleKeys(uint Id, uint Url, uint Body, int Date, int Category)
{
    /// <summary>More than a key of <see cref="RunKey.ArticleBits"/> bits can be.</summary>
    public const uint None = uint.MaxValue;

    /// <summary>The body's key where no pack was unpacked.</summary>
    public const uint Unknown = uint.MaxValue - 1;

    /// <param name="article">The article.</param>
    /// <param name="body">The body's key.</param>
    /// <param name="category">The category's number.</param>
    /// <param name="isUrlWritten">Whether the archive finds articles by the URL as it is written (<see cref="ArticleUrls"/>).</param>
    public static ArticleKeys Of(Article article, uint body, int category, bool isUrlWritten) => new(
        (uint)RunKey.OfId(article.Id),
        article.Details.Url is { } url ? (uint)(isUrlWritten ? RunKey.OfWrittenUrl(url) : RunKey.OfUrl(url)) : None,
        body,
        (int)RunKey.OfDate(article.Details.Date),
        category);

    /// <summary>The key of the entry of a kind; null where there must be none.</summary>
    public ulong? Of(RunKind kind) => kind switch
    {
        RunKind.Id => Id,
        RunKind.Url or RunKind.WrittenUrl => Url == None ? null : Url,
        RunKind.Body => Body == None ? null : Body,
        RunKind.Date => (ulong)Date,
        _ => RunKey.OfCategory(Category, (ulong)Date),
    };

    /// <summary>Whether <see cref="Of(RunKind)"/> is known.</summary>
    public bool Knows(RunKind kind) => kind switch
    {
        RunKind.Body => Body != Unknown,
        RunKind.Category => Category >= 0,
        _ => true,
    };
}
