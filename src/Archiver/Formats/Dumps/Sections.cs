using System.Globalization;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>
/// One way to divide the lines before a dump's statistics into body, similar readings and summary. All are indices
/// into the lines that are not blank; -1 stands for a heading that is not there.
/// </summary>
internal readonly record struct Sections
{
    public required int LineCount { get; init; }

    public int SimilarHeading { get; private init; }

    public int SummaryHeading { get; private init; }

    /// <summary>The number in <c>Similar Readings (N items)</c>, and where its digits stand.</summary>
    public int StatedSimilar { get; private init; }

    public int BodyEnd => SimilarHeading >= 0 ? SimilarHeading : SummaryHeading >= 0 ? SummaryHeading : LineCount;

    public int SimilarCount => SimilarHeading < 0 ? 0 : (SummaryHeading >= 0 ? SummaryHeading : LineCount) - SimilarHeading - 1;

    public int SummaryCount => SummaryHeading < 0 ? 0 : LineCount - SummaryHeading - 1;

    /// <summary>Whether the list of similar readings has as many titles as its heading says.</summary>
    public bool IsChecked => SimilarHeading >= 0 && SimilarCount == StatedSimilar;

    /// <summary>What the heading of the similar readings begins with, whatever white space follows.</summary>
    public static ReadOnlySpan<byte> SimilarOpening => "Similar"u8;

    /// <summary>No heading is longer, with room for what is invisible in it.</summary>
    public const int MaxHeadingLength = 128;

    /// <summary>A summary has about 300 characters, which is at most four times as many bytes.</summary>
    private const int MaxSummaryBytes = 1300;

    private const int MaxReadings = 8;

    /// <summary>The possible divisions, the likeliest first.</summary>
    public static void Find(ReadOnlySpan<byte> text, ReadOnlySpan<TextRange> lines, List<Sections> readings)
    {
        readings.Clear();
        var none = new Sections { LineCount = lines.Length, SimilarHeading = -1, SummaryHeading = -1 };
        var isSummaryFound = false;
        Sections? wrong = null, summaryOnly = null;
        List<Sections>? unlikely = null;
        for (var i = lines.Length - 1; i >= 0 && readings.Count < MaxReadings; i--)
        {
            var line = lines[i].Of(text);
            if (line.Length < 7 || !MayBeHeading(line))
            {
                continue;
            }

            if (IsSummaryHeading(line))
            {
                if (!isSummaryFound && IsSummary(lines, i + 1))
                {
                    summaryOnly = none with { SummaryHeading = i };
                    isSummaryFound = true;
                }

                continue;
            }

            if (!TryReadSimilarHeading(line, out var stated, out _))
            {
                continue;
            }

            var reading = none with { SimilarHeading = i, StatedSimilar = stated };
            var end = stated < lines.Length ? i + 1 + stated : int.MaxValue;
            if (end == lines.Length)
            {
                readings.Add(reading);
            }
            else if (end < lines.Length && IsSummaryHeading(lines[end].Of(text)))
            {
                reading = reading with { SummaryHeading = end };
                if (IsSummary(lines, end + 1))
                {
                    readings.Add(reading);
                }
                else if ((unlikely ??= []).Count < MaxReadings)
                {
                    unlikely.Add(reading);
                }
            }
            else
            {
                // The number is wrong, or this is a line of the body.
                wrong ??= reading with { SummaryHeading = summaryOnly is { } s && s.SummaryHeading > i ? s.SummaryHeading : -1 };
            }
        }

        if (wrong is { } off && off.SimilarCount <= Math.Max(2 * off.StatedSimilar, off.StatedSimilar + 5))
        {
            readings.Add(off);
        }

        if (summaryOnly is { } only)
        {
            readings.Add(only);
        }

        readings.Add(none);
        if (unlikely is not null)
        {
            readings.AddRange(unlikely);
        }
    }

    /// <summary>Reads <c>Similar Readings (5 items)</c>.</summary>
    public static bool TryReadSimilarHeading(ReadOnlySpan<byte> line, out int count, out TextRange digits)
    {
        (count, digits) = (0, default);
        // Most lines are told at first sight.
        if (line.Length > MaxHeadingLength || !line.Contains((byte)')'))
        {
            return false;
        }

        Span<int> ends = stackalloc int[MaxHeadingLength];
        Span<byte> buffer = stackalloc byte[MaxHeadingLength];
        var plain = buffer[..Invisible.ToPlain(line, buffer, ends)].TrimEnd((byte)' ');
        var opening = "Similar Readings ("u8;
        if (!plain.StartsWith(opening))
        {
            return false;
        }

        var rest = plain[opening.Length..];
        var space = rest.IndexOf((byte)' ');
        if (space is < 1 or > 6 || !(rest[space..].SequenceEqual(" items)"u8) || rest[space..].SequenceEqual(" item)"u8)))
        {
            return false;
        }

        var start = ends[opening.Length - 1];
        var end = ends[opening.Length + space - 1];
        digits = new TextRange(start, end - start);
        return int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    public static bool IsSummaryHeading(ReadOnlySpan<byte> line) =>
        line.Length <= MaxHeadingLength && Invisible.Trim(line).Of(line) is var heading
        && heading.Length > 0 && Invisible.LabelLength(heading, "Summary"u8) == heading.Length;

    /// <summary>The first byte nearly always tells.</summary>
    private static bool MayBeHeading(ReadOnlySpan<byte> line) => line[0] is (byte)'S' or <= (byte)' ' or >= 0x80;

    private static bool IsSummary(ReadOnlySpan<TextRange> lines, int from) =>
        from == lines.Length || lines[^1].End - lines[from].Start <= MaxSummaryBytes;
}
