using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

/// <summary>
/// Reads statistics whose values are no plain numbers: empty, abbreviated, a dash. What shows them is where they stand:
/// before details. Then labels divide them, and a value is what lies between two of them.
/// </summary>
internal static class LooseStatistics
{
    private const int MaxLines = 12;
    private const int MaxLineLength = 64;
    private const int MaxLineWords = 6;

    /// <summary>Where the details begin that statistics lead to, without prose between; else -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the values begin.</param>
    public static int FindDetails(ReadOnlySpan<byte> text, int at)
    {
        var limit = (int)Math.Min(text.Length, (long)at + StatisticsBlock.MaxLength);
        for (var details = at; (details = Heading.Find(text, DetailsBlock.Heading, details, limit)) >= 0; details++)
        {
            if (DetailsBlock.IsHeading(text, details))
            {
                return AreShortLines(text[at..details]) && DetailsBlock.LeadsToTellingLine(text, details)
                    ? details
                    : -1;
            }
        }

        return -1;
    }

    /// <summary>Where the lines begin that are statistics without a heading, read backwards from the details; else -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="details">Where the details begin.</param>
    /// <param name="from">Where to stop.</param>
    public static int FindStart(ReadOnlySpan<byte> text, int details, int from)
    {
        from = Math.Max(from, details - StatisticsBlock.MaxLength);
        var (start, hasLabel, hasValue) = (-1, false, false);
        for (var end = details; end > from;)
        {
            var lineStart = from + text[from..end].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
            var line = text[lineStart..end];
            if (!Invisible.IsBlank(line))
            {
                var (kind, label) = FindLabel(line, 0);
                var isLabel = kind != StatisticsLabel.None && MayBeValue(line[..label.Start]) && MayBeValue(line[label.End..]);
                var isValue = isLabel ? !Invisible.IsBlank(line[..label.Start]) || !Invisible.IsBlank(line[label.End..])
                    : hasLabel && WholeNumber.TryRead(Invisible.Trim(line).Of(line), out _);
                if (!isLabel && !isValue)
                {
                    break;
                }

                hasLabel |= isLabel;
                // Without any value it takes a label that is glued to the details.
                hasValue |= isValue || end == details;
                start = lineStart;
            }

            end = Math.Max(from, lineStart - 1);
        }

        return hasLabel && hasValue ? start : -1;
    }

    /// <summary>Divides what stands between a place and the details.</summary>
    public static StatisticsBlock Read(ReadOnlySpan<byte> text, int at, int details)
    {
        var first = FindLabel(text[..details], at);
        var second = first.Kind == StatisticsLabel.None
            ? first
            : FindLabel(text[..details], first.Range.End, first.Kind);
        var hasSecond = second.Kind != StatisticsLabel.None;
        var last = hasSecond ? second : first;
        if (first.Kind == StatisticsLabel.None)
        {
            return StatisticsBlock.Loose(details, default, default, default, TrimmedRange(text, at, details));
        }

        // "Words: 311", or the label before the value in another way; else the value comes first.
        var colon = Invisible.Skip(text[..details], first.Range.End);
        var isLabelFirst = (colon < details && text[colon] == ':')
            || (Invisible.IsBlank(text[at..first.Range.Start]) && !Invisible.IsBlank(text[last.Range.End..details]));
        var before = TrimmedRange(text, at, first.Range.Start);
        var between = hasSecond ? TrimmedRange(text, AfterColon(text, first.Range.End), second.Range.Start) : default;
        var after = TrimmedRange(text, AfterColon(text, last.Range.End), details);
        TextRange firstValue, secondValue, rest;
        if (isLabelFirst)
        {
            (firstValue, var afterFirst) = Divide(text, hasSecond ? between : after, isFirstLine: true);
            (secondValue, var afterSecond) = Divide(text, hasSecond ? after : default, isFirstLine: true);
            rest = FirstOf(before, FirstOf(afterFirst, afterSecond));
        }
        else
        {
            (firstValue, var beforeFirst) = Divide(text, before, isFirstLine: false);
            (secondValue, var beforeSecond) = Divide(text, between, isFirstLine: false);
            rest = FirstOf(beforeFirst, FirstOf(beforeSecond, after));
        }

        return first.Kind == StatisticsLabel.Words
            ? StatisticsBlock.Loose(details, first.Kind | second.Kind, firstValue, secondValue, rest)
            : StatisticsBlock.Loose(details, first.Kind | second.Kind, secondValue, firstValue, rest);
    }

    /// <summary>Of the lines of a value, the one next to its label, and what the others have.</summary>
    private static (TextRange Value, TextRange Remainder) Divide(
        ReadOnlySpan<byte> text, TextRange lines, bool isFirstLine)
    {
        var span = lines.Of(text);
        var lineEnd = isFirstLine
            ? span.IndexOfAny((byte)'\n', (byte)'\r')
            : span.LastIndexOfAny((byte)'\n', (byte)'\r');
        if (lineEnd < 0)
        {
            return (lines, default);
        }

        var first = TrimmedRange(text, lines.Start, lines.Start + lineEnd);
        var last = TrimmedRange(text, lines.Start + lineEnd, lines.End);
        return isFirstLine ? (first, last) : (last, first);
    }

    /// <summary>Whether what stands beside a label is no word of a sentence.</summary>
    private static bool MayBeValue(ReadOnlySpan<byte> text) =>
        text.Length <= 24 && !text.ContainsAnyInRange((byte)'a', (byte)'z');

    private static TextRange FirstOf(TextRange first, TextRange second) => first.Length > 0 ? first : second;

    private static int AfterColon(ReadOnlySpan<byte> text, int at)
    {
        var colon = Invisible.Skip(text, at);
        return colon < text.Length && text[colon] == ':' ? colon + 1 : at;
    }

    private static TextRange TrimmedRange(ReadOnlySpan<byte> text, int start, int end)
    {
        var range = Invisible.Trim(text[start..Math.Max(start, end)]);
        return range with { Start = start + range.Start };
    }

    private static bool AreShortLines(ReadOnlySpan<byte> text)
    {
        if (Heading.Find(text, StatisticsBlock.Heading, 0, text.Length) >= 0)
        {
            return false;
        }

        var lines = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = LineEnds.Find(text, at, text.Length);
            var line = text[at..end];
            lines += Invisible.IsBlank(line) ? 0 : 1;
            if (lines > MaxLines || line.Length > MaxLineLength || WordCount.Of(line) > MaxLineWords)
            {
                return false;
            }

            at = end + LineEnds.Length(text, end);
        }

        return true;
    }

    /// <summary>The next label of a kind, or where there is none <see cref="StatisticsLabel.None"/>.</summary>
    private static (StatisticsLabel Kind, TextRange Range) FindLabel(
        ReadOnlySpan<byte> text, int from, StatisticsLabel except = default)
    {
        for (var at = from; at < text.Length; at++)
        {
            // A label begins a word, or is glued to a value with a capital.
            var isBeginning = at == 0 || !char.IsAsciiLetter((char)text[at - 1]) || char.IsAsciiLetterUpper((char)text[at]);
            var kind = isBeginning ? LabelAt(text[at..], out var length) : Nothing(out length);
            if (kind != StatisticsLabel.None && kind != except)
            {
                return (kind, new TextRange(at, length));
            }
        }

        return default;
    }

    private static StatisticsLabel Nothing(out int length)
    {
        length = 0;
        return StatisticsLabel.None;
    }

    private static StatisticsLabel LabelAt(ReadOnlySpan<byte> text, out int length)
    {
        if (Length(text, "word"u8) is > 0 and var word)
        {
            length = WithPlural(text, WithWord(text, word, "count"u8));
            return StatisticsLabel.Words;
        }

        if (Length(text, "read"u8) is > 0 and var read && WithWord(text, read, "count"u8) is var end && end > read)
        {
            length = WithPlural(text, end);
            return StatisticsLabel.ReadCount;
        }

        length = Length(text, "reads"u8);
        return length > 0 ? StatisticsLabel.ReadCount : StatisticsLabel.None;
    }

    /// <summary>The end of a label with another word, which white space or a hyphen may part from it.</summary>
    private static int WithWord(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> word)
    {
        var next = Invisible.SkipInLine(text, at);
        next += next < text.Length && text[next] is (byte)'-' or (byte)'_' ? 1 : 0;
        return Length(text[next..], word) is > 0 and var length ? next + length : at;
    }

    private static int WithPlural(ReadOnlySpan<byte> text, int at)
    {
        var next = Invisible.SkipMarks(text, at);
        return next < text.Length && text[next] is (byte)'s' or (byte)'S' ? next + 1 : at;
    }

    private static int Length(ReadOnlySpan<byte> text, ReadOnlySpan<byte> label) =>
        Invisible.LabelLength(text, label, ignoresCase: true);
}
