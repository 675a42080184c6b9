using System.Buffers;

namespace Archiver.Dumps;

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

    /// <summary>Where the digits of the word count stand; empty where it is not stated.</summary>
    public TextRange Words { get; private init; }

    public TextRange ReadCount { get; private init; }

    /// <summary>The end of the last label, or of the heading where there is none.</summary>
    public int End { get; private init; }

    /// <summary>Where the heading <c>Details</c> follows, else -1.</summary>
    public int Details { get; private init; }

    public bool IsComplete => Words.Length > 0 && ReadCount.Length > 0;

    public bool IsEmpty => Words.Length == 0 && ReadCount.Length == 0;

    /// <summary>Reads the block whose heading stands at a place.</summary>
    /// <param name="text">The text around it.</param>
    /// <param name="heading">Where <c>Statistics</c> stands; or where the first value does, if the heading is missing.</param>
    public static StatisticsBlock Read(ReadOnlySpan<byte> text, int heading)
    {
        text = text[..Math.Min(text.Length, heading + MaxLength)];
        var end = text[heading..].StartsWith(Heading) ? heading + Heading.Length : heading;
        var block = new StatisticsBlock { End = end, Details = -1 };
        var at = SkipSpace(text, end);
        while (at < text.Length)
        {
            if (ReadItem(text, at, out var item))
            {
                var isWords = item.Label == Label.Words;
                if ((isWords && block.Words.Length > 0) || (item.Label == Label.ReadCount && block.ReadCount.Length > 0))
                {
                    break;
                }

                block = item.Label switch
                {
                    Label.Words => block with { Words = item.Value, End = item.End },
                    Label.ReadCount => block with { ReadCount = item.Value, End = item.End },
                    _ => block,
                };
                at = SkipSpace(text, item.End);
                continue;
            }

            break;
        }

        return DetailsBlock.IsHeading(text, at) ? block with { Details = at } : block;
    }

    /// <summary>The value that a range of digits and commas means, or null where it is too large.</summary>
    public static int? Number(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is not (byte)',')
            {
                value = (10 * value) + digit - '0';
            }

            if (value > int.MaxValue)
            {
                return null;
            }
        }

        return digits.Length > 0 ? (int)value : null;
    }

    private static bool ReadItem(ReadOnlySpan<byte> text, int at, out (Label Label, TextRange Value, int End) item)
    {
        item = default;
        var digits = NumberLength(text[at..]);
        if (digits > 0)
        {
            var labelAt = SkipSpace(text, at + digits);
            var label = ReadLabel(text[labelAt..], out var length);
            item = (label, new TextRange(at, digits), labelAt + length);
            return label != Label.None || IsForeignItem(text, labelAt, out item.End);
        }

        // The other way round: a label and then its value, as in "Words: 311".
        var first = ReadLabel(text[at..], out var firstLength);
        if (first == Label.None)
        {
            return false;
        }

        var colon = SkipSpace(text, at + firstLength);
        var valueAt = colon < text.Length && text[colon] == ':' ? SkipSpace(text, colon + 1) : colon;
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

        end = line.EndsWith(DetailsBlock.Heading) && line.Length > DetailsBlock.Heading.Length
            ? labelAt + line.Length - DetailsBlock.Heading.Length
            : labelAt + line.Length;
        return DetailsBlock.IsHeading(text, SkipSpace(text, end));
    }

    private static Label ReadLabel(ReadOnlySpan<byte> text, out int length)
    {
        var label = text.StartsWith("Word"u8) ? Label.Words : text.StartsWith("Read Count"u8) ? Label.ReadCount : Label.None;
        length = label switch { Label.Words => 4, Label.ReadCount => 10, _ => 0 };
        if (length > 0 && length < text.Length && text[length] == 's')
        {
            length++;
        }

        return label;
    }

    private static int NumberLength(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(NumberBytes);
        length = length < 0 ? text.Length : length;
        return length > 0 && text[0] != ',' && text[length - 1] != ',' ? length : 0;
    }

    private static int SkipSpace(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && WordCount.SpaceLength(text[at..]) is > 0 and var length)
        {
            at += length;
        }

        return at;
    }

    private enum Label
    {
        None,
        Words,
        ReadCount,
    }
}
