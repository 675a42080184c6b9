using System.Text;

namespace Archiver.Formats.Shapes;

/// <summary>
/// The paragraphs of a text that somebody wrote as plain text or Markdown: blank lines part them, and an item, a heading or a quotation
/// begins one; other lines go on.
/// </summary>
internal static class PlainParagraphs
{
    public static IReadOnlyList<string> Of(string? text)
    {
        var (paragraphs, current) = (new List<string>(), new StringBuilder());
        foreach (var line in (text ?? "").Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || IsBeginning(line))
            {
                Add();
            }

            current.Append(current.Length > 0 && line.Length > 0 ? " " : "").Append(line);
        }

        Add();
        return paragraphs;

        void Add()
        {
            if (current.Length > 0)
            {
                paragraphs.Add(current.ToString());
                current.Clear();
            }
        }
    }

    private static bool IsBeginning(string line)
    {
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal) || line.StartsWith("+ ", StringComparison.Ordinal)
            || line[0] is '#' or '>' || (digits is > 0 and < 4 && line.AsSpan(digits) is ['.' or ')', ' ', ..]);
    }
}
