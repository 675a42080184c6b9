using Archiver.Articles;
using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep.Checks;

/// <summary>Gathers findings, from several threads.</summary>
internal sealed class Findings
{
    /// <summary>Beyond this many of a kind they are counted and not kept: where a file is mostly gone, each is alike.</summary>
    private const int Kept = 100_000;

    private readonly Lock _lock = new();
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<FindingKind, int> _counts = [];

    public void Add(FindingKind kind, string what, Article? article) => Add(kind, article?.Id,
        article is null ? what : article.Title is { } title ? $"{article.Id} \"{title}\": {what}" : $"{article.Id}: {what}");

    public void Add(FindingKind kind, Guid? article, string what)
    {
        lock (_lock)
        {
            if ((_counts[kind] = CountOf(kind) + 1) <= Kept)
            {
                _findings.Add(new Finding(kind, article, what));
            }
        }
    }

    public int CountOf(FindingKind kind) => _counts.GetValueOrDefault(kind);

    public IReadOnlyList<Finding> All => [.. _findings.OrderBy(finding => finding.Kind)];

    /// <summary>Does something that damage may make fail; what fails so is a finding, and the rest goes on.</summary>
    /// <returns>Why it failed; null where it did not.</returns>
    public static string? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception) when (StorageError.IsDamage(exception))
        {
            return exception.Message;
        }
    }

    public static string NameOf(DocumentKind kind, int number) => kind switch
    {
        DocumentKind.Catalog => "the catalog",
        DocumentKind.Article => $"article {number}",
        DocumentKind.Removed => $"article {number} in the bin",
        DocumentKind.Revision => $"revision {number}",
        DocumentKind.Pack => $"pack {number}",
        DocumentKind.Block => $"block {number} of the runs",
        DocumentKind.Category => $"category {number}",
        DocumentKind.Purged => $"list {number} of purged articles",
        _ => "a document of no known kind",
    };
}
