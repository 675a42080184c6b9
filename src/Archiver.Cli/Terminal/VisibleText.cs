using System.Globalization;
using System.Text;
using Archiver.Texts;

namespace Archiver.Cli.Terminal;

/// <summary>
/// Text as it may be shown: each of <see cref="UnsafeCharacters"/> becomes <c>\u001B</c>, the form that JSON has for
/// it. It holds for pipes, too: what goes through one often ends on a terminal. The exact text is what
/// <c>--json</c> and <c>--original</c> are for.
/// </summary>
internal static class VisibleText
{
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || !UnsafeCharacters.ContainsAny(text))
        {
            return text ?? "";
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (UnsafeCharacters.Contains(character))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                visible.Append(character);
            }
        }

        return visible.ToString();
    }

    /// <summary>
    /// Text to be read, in UTF-8, as <see cref="Of"/> has it; but a tab becomes a space, which needs no pointing out.
    /// </summary>
    public static string OfProse(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8).Replace('\t', ' '));
}
