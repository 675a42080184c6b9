using System.Buffers;
using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

/// <summary>
/// The section <c>Statistics</c>: values, each followed by its label. Copying glues a label to the next value and the
/// last label to the next heading (<c>311</c>, <c>Words1</c>, <c>Read CountDetails</c>), so line ends and spaces
/// between the pieces mean nothing here.
/// </summary>
internal readonly record struct StatisticsBlock
{
    /// <summary>No block is longer; what follows this much further on has no say in what the block is.</summary>
    public const int MaxLength = 1024;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789,"u8);

    public static ReadOnlySpan<byte> Heading => "Statistics"u8;

    /// <summary>Where the word count stands; empty where it is not stated.</summary>
    public TextRange Words { get; private init; }

    public TextRange ReadCount { get; private init; }

    /// <summary>What is neither of them nor a label; empty where the block is in its usual form.</summary>
    public TextRange Rest { get; private init; }

    /// <summary>The labels that stand there, with a value or without one.</summary>
    public StatisticsLabel Labels { get; private init; }

    /// <summary>Whether values are not plain digits, so that only the details after them show what they are.</summary>
    public bool IsLoose { get; private init; }

    /// <summary>The end of the last label, or of the heading where there is none.</summary>
    public int End { get; private init; }

    /// <summary>Where the heading <c>Details</c> follows, else -1.</summary>
    public int Details { get; private init; }

    public bool IsComplete => Words.Length > 0 && ReadCount.Length > 0;

    public bool IsEmpty => Words.Length == 0 && ReadCount.Length == 0;

    /// <summary>Reads the block whose heading stands at a place.</summary>
    /// <param name="text">The text around it.</param>
    /// <param name="heading">
    /// Where <c>Statistics</c> stands, but for what is invisible; or where the first value does, if the heading is missing.
    /// </param>
    public static StatisticsBlock Read(ReadOnlySpan<byte> text, int heading)
    {
        heading = Invisible.SkipInLine(text, heading);
        var block = ReadStrictly(text, heading);
        if (block.Details >= 0)
        {
            return block;
        }

        // What is complete may be followed by another value, but not by anything else: that is the next dump.
        var end = heading + Invisible.LabelLength(text[heading..], Heading);
        var details = LooseStatistics.FindDetails(text, end);
        return details < 0 || (block.IsComplete && !IsDigit(text, Invisible.Skip(text, block.End)))
            ? block : LooseStatistics.Read(text, end, details);
    }

    internal static StatisticsBlock Loose(int details, StatisticsLabel labels, TextRange words, TextRange readCount, TextRange rest) =>
        new()
        {
            Words = words,
            ReadCount = readCount,
            Rest = rest,
            Labels = labels,
            IsLoose = true,
            End = details,
            Details = details,
        };

    private static StatisticsBlock ReadStrictly(ReadOnlySpan<byte> text, int heading)
    {
        text = text[..(int)Math.Min(text.Length, (long)heading + MaxLength)];
        var end = heading + Invisible.LabelLength(text[heading..], Heading);
        var block = new StatisticsBlock { End = end, Details = -1 };
        var at = Invisible.Skip(text, end);
        while (at < text.Length)
        {
            if (ReadItem(text, at, out var item))
            {
                var isWords = item.Label == StatisticsLabel.Words;
                if ((isWords && block.Words.Length > 0)
                    || (item.Label == StatisticsLabel.ReadCount && block.ReadCount.Length > 0))
                {
                    break;
                }

                block = item.Label switch
                {
                    StatisticsLabel.Words => block with { Words = item.Value, Labels = block.Labels | item.Label, End = item.End },
                    StatisticsLabel.ReadCount => block with { ReadCount = item.Value, Labels = block.Labels | item.Label, End = item.End },
                    _ => block,
                };
                at = Invisible.Skip(text, item.End);
                continue;
            }

            break;
        }

        return DetailsBlock.IsHeading(text, at) ? block with { Details = at } : block;
    }

    private static bool ReadItem(
        ReadOnlySpan<byte> text, int at, out (StatisticsLabel Label, TextRange Value, int End) item)
    {
        item = default;
        var digits = NumberLength(text[at..]);
        if (digits > 0)
        {
            var labelAt = Invisible.Skip(text, at + digits);
            var label = ReadLabel(text[labelAt..], out var length);
            item = (label, new TextRange(at, digits), labelAt + length);
            return label != StatisticsLabel.None || IsForeignItem(text, labelAt, out item.End);
        }

        // The other way round: a label and then its value, as in "Words: 311".
        var first = ReadLabel(text[at..], out var firstLength);
        if (first == StatisticsLabel.None)
        {
            return false;
        }

        var colon = Invisible.Skip(text, at + firstLength);
        var valueAt = colon < text.Length && text[colon] == ':' ? Invisible.Skip(text, colon + 1) : colon;
        digits = NumberLength(text[valueAt..]);
        item = (first, new TextRange(valueAt, digits), valueAt + digits);
        return digits > 0;
    }

    /// <summary>A statistic with a label unknown to us, which counts as one only if it leads on to the details.</summary>
    private static bool IsForeignItem(ReadOnlySpan<byte> text, int labelAt, out int end)
    {
        end = labelAt;
        var line = text[labelAt..];
        var lineEnd = line.IndexOfAny((byte)'\n', (byte)'\r');
        line = lineEnd < 0 ? line : line[..lineEnd];
        if (line.Length is 0 or > 40)
        {
            return false;
        }

        var glued = Dumps.Closings.Heading.Find(line, DetailsBlock.Heading, 0, line.Length);
        end = glued > 0 && DetailsBlock.HeadingEnd(line, glued) == line.Length
            ? labelAt + glued
            : labelAt + line.Length;
        return DetailsBlock.IsHeading(text, Invisible.Skip(text, end));
    }

    private static StatisticsLabel ReadLabel(ReadOnlySpan<byte> text, out int length)
    {
        length = Invisible.LabelLength(text, "Word"u8);
        var label = length > 0 ? StatisticsLabel.Words : StatisticsLabel.None;
        if (length == 0)
        {
            length = Invisible.LabelLength(text, "Read Count"u8);
            label = length > 0 ? StatisticsLabel.ReadCount : label;
        }

        var plural = Invisible.SkipMarks(text, length);
        if (length > 0 && plural < text.Length && text[plural] == 's')
        {
            length = plural + 1;
        }

        return label;
    }

    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(NumberBytes);
        length = length < 0 ? text.Length : length;
        return length > 0 && text[0] != ',' && text[length - 1] != ',' ? length : 0;
    }

    private static bool IsDigit(ReadOnlySpan<byte> text, int at) =>
        at < text.Length && char.IsAsciiDigit((char)text[at]);
}

[Flags]
internal enum StatisticsLabel
{
    None = 0,
    Words = 1,
    ReadCount = 2,
}
