using Archiver.Articles;
using Archiver.Store.Documents.Pages;

namespace Archiver.Upkeep.Checks;

/// <summary>The categories that can be read.</summary>
internal sealed class CategoryCheck
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Findings _findings;

    public CategoryCheck(ArchivePages pages, DocumentTable table, Findings findings)
    {
        _findings = findings;
        var documents = new PageDocuments(pages, mends: true);
        foreach (var document in table.Range(documents, DocumentKind.Category, 1, table.LastOf(DocumentKind.Category)))
        {
            var (name, number) = (document["name"u8].AsText ?? "", document.Number);
            if (!_numbers.TryAdd(name, number))
            {
                findings.Add(FindingKind.Category, null,
                    $"categories {_numbers[name]} and {number} are both called \"{name}\"");
            }
        }
    }

    public int Count => _numbers.Count;

    /// <summary>The number of an article's category, 0 without one; negative where it is lost.</summary>
    public int NumberOf(Article article)
    {
        if (article.Details.Category is not { } name)
        {
            return 0;
        }

        if (_numbers.TryGetValue(name, out var number))
        {
            return number;
        }

        _findings.Add(FindingKind.Category, $"article {article.Number}: its category \"{name}\" has no number", article);
        _numbers.Add(name, -1);
        return -1;
    }
}
