using System.Text;
using System.Text.Json;

namespace Archiver.Formats.Json;

/// <summary>Reads lists that stand in one cell of a table: as JSON, as Python writes them, or parted by commas.</summary>
internal static class CellLists
{
    public static IReadOnlyList<string> Of(string? cell)
    {
        cell = cell?.Trim();
        return string.IsNullOrEmpty(cell) ? []
            : cell is not ['[', .., ']'] ? cell.Split(',')
            : OfJson(cell) ?? OfPython(cell[1..^1]);
    }

    private static IReadOnlyList<string>? OfJson(string cell)
    {
        try
        {
            using var document = JsonDocument.Parse(cell);
            return [.. document.RootElement.EnumerateArray().Select(item => item.AsText() ?? item.Text("name", "label")).OfType<string>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Each item stands in the quotation marks that it does not hold itself; a mark or a backslash in it has a backslash before it.</summary>
    private static List<string> OfPython(string inner)
    {
        var (items, item, quote) = (new List<string>(), new StringBuilder(), '\0');
        for (var at = 0; at < inner.Length; at++)
        {
            var character = inner[at];
            if (quote == '\0' && character is '\'' or '"' && item.ToString().Trim().Length == 0)
            {
                quote = character;
                item.Clear();
            }
            else if (quote != '\0' && character == '\\' && at + 1 < inner.Length)
            {
                item.Append(inner[++at]);
            }
            else if (quote != '\0' && character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character == ',')
            {
                items.Add(item.ToString());
                item.Clear();
            }
            else
            {
                item.Append(character);
            }
        }

        items.Add(item.ToString());
        return items;
    }
}
