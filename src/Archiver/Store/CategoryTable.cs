using Archiver.Articles;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store;

/// <summary>The categories' names and numbers. An article without a category has number 0.</summary>
internal sealed class CategoryTable
{
    public const string Collection = "categories";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _names = [];

    public CategoryTable(Database database, Catalog catalog)
    {
        if (catalog.LastCategory > 0)
        {
            foreach (var document in database.Range(Collection, 1, catalog.LastCategory))
            {
                Add(document["name"u8].RequireText(), document.Number);
            }
        }

        if (_names.Count != catalog.LastCategory)
        {
            throw new ArchiverException(Failure.Damaged,
                "The archive has lost the name of a category.");
        }
    }

    public IEnumerable<string> Names => _names.Values;

    public int? NumberOf(string? name) => name is null ? 0 : _numbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>Null for the articles without a category.</summary>
    public string? NameOf(int number) => _names.GetValueOrDefault(number);

    public void Add(string name, int number)
    {
        _numbers.Add(name, number);
        _names.Add(number, name);
    }

    public static DocumentBuilder ToDocument(string name, int number) =>
        new DocumentBuilder(number).With("name", name).Seal();
}
