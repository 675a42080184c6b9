using System.Runtime.InteropServices;
using System.Text;

namespace Archiver.Articles;

/// <summary>Gathers the details that have no property of their own: the lines of one key under one key.</summary>
internal sealed class OtherDetails
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<(string Key, string First, StringBuilder? More)> _details = [];

    public void Clear()
    {
        _places.Clear();
        _details.Clear();
    }

    /// <returns>The detail's number where its key is new; else -1.</returns>
    public int Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var key = Encoding.UTF8.GetString(name);
        var text = Encoding.UTF8.GetString(value);
        if (_places.TryAdd(key, _details.Count))
        {
            _details.Add((key, text, null));
            return _details.Count - 1;
        }

        ref var detail = ref CollectionsMarshal.AsSpan(_details)[_places[key]];
        (detail.More ??= new StringBuilder(detail.First)).Append('\n').Append(text);
        return -1;
    }

    public IReadOnlyList<KeyValuePair<string, string>> ToList() => _details.Count == 0 ? []
        : [.. _details.Select(detail => KeyValuePair.Create(detail.Key, detail.More?.ToString() ?? detail.First))];
}
