using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>The YAML before a Markdown text: texts always in double quotes, days and times plain, so that they are read as such.</summary>
internal sealed class FrontMatter(TextWriter output)
{
    private string _indent = "";

    public void Write(Article article, ArticleText text, bool isHugo)
    {
        output.Write("---\n");
        Text("title", article.Title ?? (isHugo ? "Untitled" : null));
        var summary = text.Summary.Count == 0 ? null : string.Join('\n', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span)));
        if (isHugo)
        {
            Hugo(article, summary);
        }
        else
        {
            Obsidian(article, summary);
        }

        output.Write("---\n");
    }

    private void Obsidian(Article article, string? summary)
    {
        var details = article.Details;
        Text("source", details.Url);
        List("author", details.Authors);
        Plain("published", Day(details.Date));
        Plain("created", details.Created?.ToString());
        Plain("updated", details.Updated?.ToString());
        Reading(article);
        Text("description", summary);
        List("tags", [.. details.Tags.Select(ObsidianTag).Where(tag => tag.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)]);
        Text("category", details.Category);
        Rest(article);
    }

    private void Hugo(Article article, string? summary)
    {
        var details = article.Details;
        Plain("date", details.Date is { } date ? $"{Day(date)}T00:00:00Z" : Moment(details.Created));
        Plain("lastmod", Moment(details.Updated ?? details.Created));
        Text("description", summary);
        List("tags", details.Tags);
        List("categories", details.Category is { } category ? [category] : []);
        output.Write("params:\n");
        _indent = "  ";
        Text("source", details.Url);
        List("author", details.Authors);
        Plain("published", Day(details.Date));
        Plain("created", Moment(details.Created));
        Plain("updated", Moment(details.Updated));
        Reading(article);
        Rest(article);
    }

    private void Reading(Article article)
    {
        Plain("lastRead", article.LastRead?.ToString());
        Plain("read", article.IsRead ? "true" : "false");
        Plain("readCount", article.ReadCount?.ToString(CultureInfo.InvariantCulture));
        Plain("starred", article.Details.IsStarred ? "true" : null);
    }

    private void Rest(Article article)
    {
        Text("site", article.Details.Site);
        Text("language", article.Details.Language);
        Plain("words", article.Words.ToString(CultureInfo.InvariantCulture));
        Text("id", article.Id.ToString());
    }

    private void Text(string key, string? value)
    {
        if (value is not null)
        {
            Plain(key, Quoted(value));
        }
    }

    private void List(string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            output.Write($"{_indent}{key}:\n{string.Concat(values.Select(value => $"{_indent}  - {Quoted(value)}\n"))}");
        }
    }

    private void Plain(string key, string? value)
    {
        if (value is not null)
        {
            output.Write(_indent);
            output.Write(key);
            output.Write(": ");
            output.Write(value);
            output.Write('\n');
        }
    }

    private static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(WallTime? time) => time is { } stated ? $"{stated}:00Z" : null;

    /// <summary>All that is not plainly visible is escaped, as YAML's double quotes allow.</summary>
    private static string Quoted(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && text.AsSpan().IndexOfAny('"', '\\') < 0)
        {
            return $"\"{text}\"";
        }

        var quoted = new StringBuilder(text.Length + 8).Append('"');
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character is '"' or '\\')
            {
                quoted.Append('\\').Append(character);
            }
            else if (character == '\n')
            {
                quoted.Append("\\n");
            }
            else if (char.IsHighSurrogate(character) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                quoted.Append(character).Append(text[++at]);
            }
            else if (char.IsSurrogate(character))
            {
                quoted.Append('\uFFFD');
            }
            else if (UnsafeCharacters.Contains(character) || character is '\uFEFF' or >= '\uFFFE')
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                quoted.Append(character);
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Obsidian's tags have letters, digits, hyphens, lines below and slashes, and not digits alone.</summary>
    private static string ObsidianTag(string tag)
    {
        var written = new StringBuilder();
        foreach (var rune in tag.Trim().EnumerateRunes())
        {
            var isTaken = Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-' or '/' || rune.Value > 0xFFFF
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            written.Append(isTaken ? rune.ToString() : written is [.., not '-'] ? "-" : "");
        }

        var trimmed = written.ToString().Trim('-', '/');
        return trimmed.Length > 0 && trimmed.All(char.IsDigit) ? $"{trimmed}_" : trimmed;
    }
}
