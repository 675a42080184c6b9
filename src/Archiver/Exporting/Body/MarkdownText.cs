using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Archiver.Exporting.Body;

/// <summary>Escapes text where Markdown, or Obsidian and Hugo beyond it, would read something else than the text.</summary>
internal static partial class MarkdownText
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`[]*|$~_<&=%{#^!");

    /// <summary>Escapes a piece of a paragraph; what acts only at the beginning of a line is <see cref="Begin"/>'s.</summary>
    public static void Escape(StringBuilder output, string text, int start, int end)
    {
        var endOfWord = start;
        foreach (var match in BareAddress().EnumerateMatches(text.AsSpan(0, end), start))
        {
            var sign = match.Index + match.Length;
            var isNew = sign >= endOfWord;
            if (isNew)
            {
                // A word that goes on behind the piece is broken wherever it ends: one more character tells.
                endOfWord = sign + EndOfWord(text.AsSpan(sign, Math.Min(end + 1, text.Length) - sign));
            }

            if (isNew && !IsBroken(text, sign, end, endOfWord))
            {
                // What other addresses are in it are a part of this one.
                EscapeSigns(output, text, start, endOfWord);
                start = endOfWord;
            }
            else if (sign >= start)
            {
                EscapeSigns(output, text, start, sign);
                output.Append('\\');
                start = sign;
            }
        }

        EscapeSigns(output, text, start, end);
    }

    private static void EscapeSigns(StringBuilder output, string text, int start, int end)
    {
        while (start < end && text.AsSpan(start, end - start).IndexOfAny(Signs) is >= 0 and var next)
        {
            var at = start + next;
            output.Append(text, start, next);
            output.Append(IsEscaped(text, at, end) ? "\\" : "").Append(text[at]);
            start = at + 1;
        }

        output.Append(text, start, end - start);
    }

    private static int EndOfWord(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && text[end] != '<' && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    /// <summary>
    /// Whether an address is no link as it stands: as GitHub and Obsidian read it, all up to the next space is in it, signs of
    /// escapes and of marks as well.
    /// </summary>
    private static bool IsBroken(string text, int start, int end, int endOfAddress)
    {
        if (endOfAddress > end)
        {
            return true;
        }

        for (var at = start; at < endOfAddress; at++)
        {
            if (Signs.Contains(text[at]) && IsEscaped(text, at, end))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing in it is escaped, wherever it stands on its line.</summary>
    public static bool IsPlain(string text) => text.AsSpan().IndexOfAny(Signs) < 0;

    /// <summary>How an address begins, up to a sign with an escape before which it is a text like others.</summary>
    [GeneratedRegex(@"(?:https?|ftp)(?=://)|www(?=\.)", RegexOptions.IgnoreCase)]
    private static partial Regex BareAddress();

    public static string Escape(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        Escape(output, text, 0, text.Length);
        return Begin(output.ToString());
    }

    /// <summary>Escapes what would act at the beginning or the end of a line of text that is escaped otherwise.</summary>
    public static string Begin(string line)
    {
        if (line.Length == 0)
        {
            return line;
        }

        if (line[^1] is ' ' or '\t')
        {
            line = line[..^1] + (line[^1] == ' ' ? "&#32;" : "&#9;");
        }

        if (line[0] is ' ' or '\t')
        {
            return (line[0] == ' ' ? "&#32;" : "&#9;") + line[1..];
        }

        if (char.IsAsciiDigit(line[0]))
        {
            var number = Number().Match(line);
            return number.Success ? $"{number.Groups[1].Value}\\{line[number.Groups[1].Length..]}" : line;
        }

        return line[0] is '#' or '>' or '-' or '+' or ':' or '=' && Mark().IsMatch(line) ? $"\\{line}" : line;
    }

    private static bool IsEscaped(string text, int at, int end)
    {
        var (before, after) = (at > 0 ? text[at - 1] : ' ', at + 1 < text.Length ? text[at + 1] : ' ');
        return text[at] switch
        {
            '\\' or '`' or '[' or ']' or '*' or '|' or '$' or '~' => true,
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)),
            '<' => after is '/' or '!' or '?' or '%' || char.IsAsciiLetter(after),
            '&' => Entity().IsMatch(text.AsSpan(at)),
            '=' or '%' or '{' => before == text[at] || after == text[at] || (text[at] == '{' && after is '<' or '%'),
            '#' => !char.IsLetterOrDigit(before) && !char.IsWhiteSpace(after),
            '^' => !char.IsWhiteSpace(after),
            // A link may follow the piece.
            '!' => after == '[' || (at + 1 == end && end < text.Length),
            _ => false,
        };
    }

    /// <summary>As long as an entity can be. Escaped elsewhere, an address would be read with the escape in it.</summary>
    [GeneratedRegex(@"\A&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,40});")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\A([0-9]{1,9})[.)](?:[ \t]|\z)")]
    private static partial Regex Number();

    /// <summary>Headings, quotes, items, definitions and lines across.</summary>
    [GeneratedRegex(@"\A(?:#{1,6}(?:[ \t]|\z)|>|[-+:](?:[ \t]|\z)|-{2,}|\+{3}|=+[ \t]*\z|-[ \t]*-|:::)")]
    private static partial Regex Mark();
}
