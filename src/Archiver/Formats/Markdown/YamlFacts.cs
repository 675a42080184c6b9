using System.Text.RegularExpressions;

namespace Archiver.Formats.Markdown;

/// <summary>
/// Reads the part of YAML that front matter has: keys with texts, quoted or not, lists of both kinds, blocks, and keys within
/// keys. What would be an error there is a text: the line says what it says.
/// </summary>
internal static partial class YamlFacts
{
    public static Dictionary<string, IReadOnlyList<string>> Read(IReadOnlyList<string> lines)
    {
        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var around = new Stack<(int Indent, string Name)>();
        for (var index = 0; index < lines.Count;)
        {
            var line = lines[index++];
            if (Key().Match(line) is not { Success: true } match)
            {
                continue;
            }

            var indent = Indent(line);
            while (around.TryPeek(out var outer) && outer.Indent >= indent)
            {
                around.Pop();
            }

            var key = Scalar(match.Groups[2].Value);
            key = around.TryPeek(out var parent) && parent.Name.Length + key.Length < 200 ? $"{parent.Name}.{key}" : key;
            var value = match.Groups[3].Value.Trim();
            if (Anchor().Match(value) is { Success: true } anchor)
            {
                value = value[anchor.Length..];
            }

            if (value.Length > 0 && value[0] is '|' or '>' && BlockHead().IsMatch(value))
            {
                facts[key] = [Block(lines, ref index, indent, value[0] == '>')];
            }
            else if (value.StartsWith('{') && Named().Match(value) is { Success: true } named)
            {
                facts[key] = [Scalar(named.Groups[1].Value)];
            }
            else if (value.StartsWith('['))
            {
                facts[key] = List(value + Continued(lines, ref index, indent, IsListOpen(value)));
            }
            else if (value.Length == 0 || value[0] == '#')
            {
                if (Items(lines, ref index, indent) is { Count: > 0 } items)
                {
                    facts[key] = items;
                }
                else if (index < lines.Count && Indent(lines[index]) > indent && !Key().IsMatch(lines[index]))
                {
                    facts[key] = [Scalar(Continued(lines, ref index, indent, true).Trim())];
                }
                else
                {
                    around.Push((indent, key));
                }
            }
            else
            {
                var isOpen = value[0] is '"' or '\'' && !IsClosed(value);
                facts[key] = [Scalar((value + Continued(lines, ref index, indent, isOpen)).Trim())];
            }
        }

        return facts;
    }

    /// <summary>The items of a list, as they follow one another with dashes.</summary>
    private static List<string> Items(IReadOnlyList<string> lines, ref int index, int indent)
    {
        var items = new List<string>();
        while (index < lines.Count)
        {
            var line = lines[index];
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                index++;
            }
            else if (Item().Match(line) is { Success: true } item && Indent(line) >= indent)
            {
                index++;
                var value = item.Groups[1].Value.Trim();
                items.Add(Scalar(Named().Match(value) is { Success: true } named ? named.Groups[1].Value
                    : value + (value is ['"' or '\'', ..] && !IsClosed(value) ? Continued(lines, ref index, indent, true) : "")));
            }
            else if (items.Count > 0 && Indent(line) > indent)
            {
                // More about the item; its name was what says it.
                index++;
            }
            else
            {
                break;
            }
        }

        return items;
    }

    /// <summary>The lines that go on with a text: those that are indented more, or all until a quote or list closes.</summary>
    private static string Continued(IReadOnlyList<string> lines, ref int index, int indent, bool isOpen)
    {
        var text = "";
        while (index < lines.Count && !string.IsNullOrWhiteSpace(lines[index]) && Indent(lines[index]) > (isOpen ? indent : indent + 1)
            && (isOpen || !Key().IsMatch(lines[index])))
        {
            text += " " + lines[index++].Trim();
        }

        // A list that is not indented closes with a bracket in the first column.
        return isOpen && index < lines.Count && lines[index].Trim() is "]" or "]," && index++ >= 0 ? text + "]" : text;
    }

    private static string Block(IReadOnlyList<string> lines, ref int index, int indent, bool isFolded)
    {
        var texts = new List<string>();
        while (index < lines.Count && (string.IsNullOrWhiteSpace(lines[index]) || Indent(lines[index]) > indent))
        {
            texts.Add(lines[index++].Trim());
        }

        return string.Join(isFolded ? ' ' : '\n', texts).Trim();
    }

    /// <summary>The values of a list in brackets; one that is not closed, or has brackets within, has its items all the same.</summary>
    public static IReadOnlyList<string> List(string text)
    {
        text = text.Trim().TrimStart('[');
        var comment = text.LastIndexOf(']');
        text = comment >= 0 ? text[..comment] : text;
        return [.. ListItem().Matches(text).Select(item => Scalar(item.Value.Trim()).TrimStart('[').TrimEnd(']')).Where(item => item.Length > 0)];
    }

    /// <summary>The text of a value, without its quotes.</summary>
    public static string Scalar(string value)
    {
        value = value.Trim();
        if (value is ['"', ..] && Quoted().Match(value) is { Success: true } quoted)
        {
            var text = quoted.Groups[1].Value;
            return !text.Contains('\\', StringComparison.Ordinal) ? text : Escape().Replace(text, match => match.Value[1] switch
            {
                'n' => "\n",
                't' => "\t",
                'r' or '0' or 'a' or 'b' or 'e' or 'f' or 'v' => "",
                'u' or 'x' or 'U' when match.Length > 2 => Character(match.Value[2..]),
                var other => other.ToString(),
            });
        }

        if (value is ['\'', ..] && SingleQuoted().Match(value) is { Success: true } single)
        {
            return single.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);
        }

        if (value is ['"', _, .., '"'] or ['\'', _, .., '\''])
        {
            return value[1..^1];
        }

        // MarkDownload and people write "#1" in plain texts: only a lone # begins a comment.
        value = value.IndexOf(" # ", StringComparison.Ordinal) is > 0 and var comment ? value[..comment].TrimEnd() : value;
        return value is "null" or "~" or "Null" or "NULL" or "''" or "\"\"" || value.StartsWith('#') && value.Length == 1 ? "" : value;
    }

    private static string Character(string digits) =>
        int.Parse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture) is var code
            && code <= 0x10FFFF && code is < 0xD800 or > 0xDFFF ? char.ConvertFromUtf32(code) : "\uFFFD";

    private static bool IsListOpen(string value) => !value.Contains(']');

    private static bool IsClosed(string value) => (value[0] == '"' ? Quoted() : SingleQuoted()).IsMatch(value);

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    [GeneratedRegex(@"^(\s*)(""[^""]{1,100}""|'[^']{1,100}'|[^\s:#\-\[\]{}""'][^:\[\]{}""']{0,100}?)\s*:(?:[ \t]+(.*)|\s*)$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?:![\w!]*\s+|&\w+\s+)")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"^[|>][+-]?\d?[+-]?\s*(?:#.*)?$")]
    private static partial Regex BlockHead();

    [GeneratedRegex(@"^\s*-(?:\s+(.*)|)$")]
    private static partial Regex Item();

    [GeneratedRegex(@"^\{?\s*(?:name|title|label)\s*:\s*([^,}]+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"\s*(?>""(?:[^""\\]|\\.)*""|'(?:[^']|'')*')\s*(?=,|$)|[^,]+")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^""((?>(?:[^""\\]|\\.)*))""\s*(?:#.*)?,?$", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^'((?>(?:[^']|'')*))'\s*(?:#.*)?$", RegexOptions.Singleline)]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)", RegexOptions.Singleline)]
    private static partial Regex Escape();
}
