namespace Archiver.Formats.Shapes;

/// <summary>Folders that name the one they lie in, by their IDs.</summary>
internal sealed class Folders
{
    private const int MaxDepth = 32;

    private readonly Dictionary<string, (string Name, string? Parent)> _folders = new(StringComparer.Ordinal);

    public void Add(string? id, string? name, string? parent)
    {
        if (id is not null && !string.IsNullOrWhiteSpace(name))
        {
            _folders[id] = (name.Trim(), parent);
        }
    }

    /// <summary>The names of a folder and those around it, the outermost first, joined by slashes; null where there is none.</summary>
    public string? PathOf(string? id)
    {
        var names = new List<string>();
        while (id is not null && names.Count < MaxDepth && _folders.TryGetValue(id, out var folder))
        {
            names.Insert(0, folder.Name);
            id = folder.Parent;
        }

        return names.Count == 0 ? null : string.Join('/', names);
    }
}
