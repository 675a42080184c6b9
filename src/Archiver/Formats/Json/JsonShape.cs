using System.Text.Json;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Json;

/// <summary>How JSON begins: what its first object has in it, as far as the beginning shows that.</summary>
internal sealed class JsonShape
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _innerNames = new(StringComparer.Ordinal);

    /// <summary>Whether it begins with an array.</summary>
    public bool IsArray { get; private set; }

    /// <summary>The properties of the first object, as far as is known.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Whether the first object has all these properties, as far as is known.</summary>
    public bool Has(params ReadOnlySpan<string> names) => HasAll(_names, names);

    /// <summary>Whether the first object within an array of the first object has all these.</summary>
    /// <param name="array">The array's name.</param>
    /// <param name="names">The properties.</param>
    public bool HasWithin(string array, params ReadOnlySpan<string> names) => _names.Contains(array) && HasAll(_innerNames, [.. Prefixed(array, names)]);

    /// <summary>The properties of the first object within an array of the first object.</summary>
    public IEnumerable<string> NamesWithin(string array) =>
        _innerNames.Where(name => name.Length > array.Length && name[array.Length] == '/' && name.StartsWith(array, StringComparison.Ordinal)).Select(name => name[(array.Length + 1)..]);

    /// <summary>The beginning of an input as JSON; null where it is none.</summary>
    public static JsonShape? Of(InputHead head) => head.View(bytes => Of(bytes.Span));

    private static JsonShape? Of(ReadOnlySpan<byte> head)
    {
        head = (head is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : head).TrimStart(" \t\r\n"u8);
        if (head is not [(byte)'{' or (byte)'[', ..])
        {
            return null;
        }

        var shape = new JsonShape { IsArray = head[0] == '[' };
        try
        {
            shape.Read(head);
        }
        catch (JsonException)
        {
            // What came before it is enough, or it is not.
        }

        return shape._names.Count == 0 && !shape.IsArray ? null : shape;
    }

    private static bool HasAll(HashSet<string> known, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!known.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Prefixed(string array, ReadOnlySpan<string> names)
    {
        var prefixed = new string[names.Length];
        for (var at = 0; at < names.Length; at++)
        {
            prefixed[at] = $"{array}/{names[at]}";
        }

        return prefixed;
    }

    private void Read(ReadOnlySpan<byte> head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        var depth = IsArray ? 2 : 1;
        var array = "";
        var objects = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth - 1)
            {
                return;
            }

            if (reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == depth)
            {
                objects = 0;
            }

            if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == depth + 1)
            {
                objects++;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = NameOf(ref reader);
                if (reader.CurrentDepth == depth)
                {
                    array = name;
                    _names.Add(name);
                }
                else if (reader.CurrentDepth == depth + 2 && objects == 1)
                {
                    _innerNames.Add($"{array}/{name}");
                }
            }
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
