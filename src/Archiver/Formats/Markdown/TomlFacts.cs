using System.Text.RegularExpressions;

namespace Archiver.Formats.Markdown;

/// <summary>Reads the part of TOML that front matter has: keys with texts, numbers, times and lists, in tables.</summary>
internal static partial class TomlFacts
{
    public static Dictionary<string, IReadOnlyList<string>> Read(IReadOnlyList<string> lines)
    {
        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var table = "";
        for (var index = 0; index < lines.Count;)
        {
            var line = lines[index++].Trim();
            if (Table().Match(line) is { Success: true } opened)
            {
                table = opened.Groups[1].Value.Trim() + ".";
            }
            else if (Key().Match(line) is { Success: true } match)
            {
                var value = match.Groups[2].Value.Trim();
                foreach (var quotes in new[] { "\"\"\"", "'''" })
                {
                    while (value.StartsWith(quotes, StringComparison.Ordinal) && index < lines.Count
                        && value.IndexOf(quotes, 3, StringComparison.Ordinal) < 0)
                    {
                        value += "\n" + lines[index++];
                    }
                }

                while (value.StartsWith('[') && !IsListClosed(value) && index < lines.Count && !Key().IsMatch(lines[index]) && !Table().IsMatch(lines[index].Trim()))
                {
                    value += " " + Comment().Replace(lines[index++], "").Trim();
                }

                facts[table + match.Groups[1].Value.Trim('"', '\'')] = value.StartsWith('[') ? YamlFacts.List(value) : [Text(value)];
            }
        }

        return facts;
    }

    private static string Text(string value)
    {
        foreach (var quotes in new[] { "\"\"\"", "'''" })
        {
            if (value.StartsWith(quotes, StringComparison.Ordinal) && value.Length > 3)
            {
                var end = value.IndexOf(quotes, 3, StringComparison.Ordinal);
                return (end < 0 ? value[3..] : value[3..end]).Trim();
            }
        }

        return value is ['"', ..] ? YamlFacts.Scalar(value)
            : value is ['\'', ..] && value.IndexOf('\'', 1) is > 0 and var single ? value[1..single]
            : Comment().Replace(value, "").Trim();
    }

    private static bool IsListClosed(string value) => value.TrimEnd().EndsWith(']') || value.Contains("] #", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[{1,2}\s*([^\[\]]{1,100})\s*\]{1,2}\s*(?:#.*)?$")]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*([\w.-]{1,100}|""[^""]{1,100}""|'[^']{1,100}')\s*=\s*(.*)$")]
    private static partial Regex Key();

    [GeneratedRegex(@"\s#.*$|^#.*$")]
    private static partial Regex Comment();
}
