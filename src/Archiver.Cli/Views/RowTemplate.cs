using System.Text;
using Archiver.Cli.Terminal;
using Archiver.Exporting.Reports;

namespace Archiver.Cli.Views;

/// <summary>
/// A text with fields in braces: <c>{title} {url}</c>. Two braces mean one; <c>\n</c>, <c>\t</c> and <c>\\</c> are a line
/// end, a tab and a backslash.
/// </summary>
internal sealed class RowTemplate
{
    private readonly List<(string Before, ArticleField? Field)> _parts = [];

    private RowTemplate()
    {
    }

    public IEnumerable<ArticleField> Fields => _parts.Select(part => part.Field).OfType<ArticleField>();

    /// <param name="text">What was typed.</param>
    /// <param name="find">Finds a field, or says what is wrong with its name.</param>
    /// <param name="wrong">What is wrong with it.</param>
    /// <returns>Null where something is wrong.</returns>
    public static RowTemplate? Parse(
        string text, Func<string, (ArticleField? Field, string? Wrong)> find, out string? wrong)
    {
        var (template, literal) = (new RowTemplate(), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
        {
            var (character, next) = (text[at], at + 1 < text.Length ? text[at + 1] : '\0');
            if ((character is '{' or '}' && next == character) || (character == '\\' && next is 'n' or 't' or '\\'))
            {
                literal.Append((character, next) switch
                {
                    ('\\', 'n') => '\n',
                    ('\\', 't') => '\t',
                    _ => character,
                });
                at++;
            }
            else if (character == '}' || (character == '{' && text.IndexOf('}', at) < 0))
            {
                wrong = $"has a {character} without its {(character == '{' ? '}' : '{')} at character {at + 1}. "
                    + "Two of them mean the character itself.";
                return null;
            }
            else if (character == '{')
            {
                var end = text.IndexOf('}', at);
                (var field, wrong) = find(text[(at + 1)..end].Trim());
                if (field is null)
                {
                    return null;
                }

                template._parts.Add((literal.ToString(), field));
                literal.Clear();
                at = end;
            }
            else
            {
                literal.Append(character);
            }
        }

        template._parts.Add((literal.ToString(), null));
        wrong = null;
        return template;
    }

    public string Of(ArticleRow row)
    {
        var filled = new StringBuilder();
        foreach (var (before, field) in _parts)
        {
            filled.Append(before).Append(VisibleText.Of(field?.TextOf(row)));
        }

        return filled.ToString();
    }
}
