namespace Archiver.Cli.Terminal;

/// <summary>Fits text into columns. No grapheme is ever split.</summary>
internal static class TextLayout
{
    /// <summary>What may not begin a line of Japanese or Chinese: closing marks, small kana, the long vowel.</summary>
    private const string NeverFirst = "、。，．・：；？！」』）】〕〉》｝］…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々";

    /// <summary>What may not end one: opening brackets.</summary>
    private const string NeverLast = "「『（【〔〈《｛［";

    /// <summary>Cuts text to a width; a cut is marked with <c>…</c>.</summary>
    public static string Cut(string text, int width)
    {
        var columns = 0;
        var kept = 0;
        for (var at = 0; at < text.Length;)
        {
            at += DisplayWidth.Next(text.AsSpan(at), out var next);
            columns += next;
            if (columns > width)
            {
                return width < 1 ? "" : string.Concat(text.AsSpan(0, kept).TrimEnd(), "…");
            }

            kept = columns < width ? at : kept;
        }

        return text;
    }

    /// <summary>Cuts text to a width and fills the rest with spaces.</summary>
    public static string Fit(string text, int width, bool right = false)
    {
        var cut = Cut(text, width);
        var space = new string(' ', Math.Max(0, width - DisplayWidth.Of(cut)));
        return right ? space + cut : cut + space;
    }

    /// <summary>
    /// Breaks text into lines of a width: at spaces, which a break swallows, and between characters of scripts that
    /// are written without spaces. A word that is longer than a line is broken where the line is full.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var (start, columns, inked) = (0, 0, false);
        var (lineEnd, nextLine) = (0, 0); // the last place where the line may end, and where the next then begins
        var last = ' ';
        for (var at = 0; at < text.Length;)
        {
            var length = DisplayWidth.Next(text.AsSpan(at), out var next);
            columns += next;
            if (length == 1 && IsBreakable(text[at]))
            {
                if (inked)
                {
                    (lineEnd, nextLine) = (nextLine == at ? lineEnd : at, at + length);
                }
            }
            else
            {
                if (inked && nextLine != at && MayBreak(last, text[at], next))
                {
                    (lineEnd, nextLine) = (at, at);
                }

                while (columns > width && at > start)
                {
                    (lineEnd, nextLine) = nextLine > start ? (lineEnd, nextLine) : (at, at);
                    if (!text.AsSpan(start, lineEnd - start).IsWhiteSpace())
                    {
                        yield return text[start..lineEnd];
                    }

                    start = nextLine;
                    columns = DisplayWidth.Of(text.AsSpan(start, at + length - start));
                }

                inked = true;
            }

            last = text[at];
            at += length;
        }

        yield return text[start..].TrimEnd();
    }

    private static bool IsBreakable(char character) =>
        char.IsWhiteSpace(character) && character is not ('\u00A0' or '\u202F' or '\u2007');

    private static bool MayBreak(char before, char after, int columnsAfter) =>
        (columnsAfter == 2 || IsWide(before))
        && !NeverFirst.Contains(after, StringComparison.Ordinal)
        && !NeverLast.Contains(before, StringComparison.Ordinal);

    private static bool IsWide(char before) => char.IsSurrogate(before) || WideCharacters.Contains(before);
}
