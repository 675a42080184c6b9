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

    /// <summary>The number in <c>Similar Readings (N items)</c>; -1 where there is none that is understood.</summary>
    public int StatedSimilar { get; private init; }

    public int BodyEnd => SimilarHeading >= 0 ? SimilarHeading : SummaryHeading >= 0 ? SummaryHeading : LineCount;

    public int SimilarCount =>
        SimilarHeading < 0 ? 0 : (SummaryHeading >= 0 ? SummaryHeading : LineCount) - SimilarHeading - 1;

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

    private const int MaxStated = 999_999;

    /// <summary>A list of similar readings that nobody has counted has no more.</summary>
    private const int MaxUncounted = 50;

    /// <summary>The possible divisions, the likeliest first.</summary>
    public static void Find(ReadOnlySpan<byte> text, ReadOnlySpan<TextRange> lines, List<Sections> readings)
    {
        readings.Clear();
        var none = new Sections { LineCount = lines.Length, SimilarHeading = -1, SummaryHeading = -1 };
        var isSummaryFound = false;
        Sections? wrong = null, uncounted = null, summaryOnly = null;
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
            if (stated < 0)
            {
                uncounted ??= WithSummary(reading, summaryOnly);
            }
            else if (end == lines.Length)
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
                wrong ??= WithSummary(reading, summaryOnly);
            }
        }

        if (wrong is { } off && off.SimilarCount <= Math.Max(2 * off.StatedSimilar, off.StatedSimilar + 5))
        {
            readings.Add(off);
        }

        if (uncounted is { SimilarCount: > 0 and <= MaxUncounted } list)
        {
            readings.Add(list);
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

    private static Sections WithSummary(Sections similar, Sections? summary) =>
        similar with { SummaryHeading = summary is { } its && its.SummaryHeading > similar.SimilarHeading ? its.SummaryHeading : -1 };

    /// <summary>Reads <c>Similar Readings (5 items)</c>, also with another number or with none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="count">The number; -1 where there is none that is understood.</param>
    /// <param name="digits">Where it stands; empty where there is none.</param>
    public static bool TryReadSimilarHeading(ReadOnlySpan<byte> line, out int count, out TextRange digits)
    {
        (count, digits) = (-1, default);
        if (line.Length > MaxHeadingLength)
        {
            return false;
        }

        Span<int> ends = stackalloc int[MaxHeadingLength];
        Span<byte> buffer = stackalloc byte[MaxHeadingLength];
        var plain = buffer[..Invisible.ToPlain(line, buffer, ends)].Trim((byte)' ');
        if (!plain.StartsWith("Similar Readings"u8))
        {
            return false;
        }

        var rest = plain["Similar Readings".Length..].TrimStart((byte)' ');
        if (rest.IsEmpty)
        {
            return true;
        }

        if (rest[0] != '(' || rest[^1] != ')')
        {
            return false;
        }

        rest = rest[1..^1].Trim((byte)' ');
        var label = rest.EndsWith("items"u8) ? 5 : rest.EndsWith("item"u8) ? 4 : 0;
        rest = rest[..^label].TrimEnd((byte)' ');
        if (WholeNumber.TryRead(rest, out var number) && number <= MaxStated)
        {
            count = number.Value;
            buffer.Overlaps(rest, out var start);
            digits = new TextRange(ends[start - 1], ends[start + rest.Length - 1] - ends[start - 1]);
            return true;
        }

        return label > 0 || rest.IsEmpty || !char.IsAsciiLetter((char)rest[0]);
    }

    public static bool IsSummaryHeading(ReadOnlySpan<byte> line) =>
        line.Length <= MaxHeadingLength && Invisible.Trim(line).Of(line) is var heading
        && heading.Length > 0 && Invisible.LabelLength(heading, "Summary"u8) == heading.Length;

    /// <summary>The first byte nearly always tells.</summary>
    private static bool MayBeHeading(ReadOnlySpan<byte> line) => line[0] is (byte)'S' or <= (byte)' ' or >= 0x80;

    private static bool IsSummary(ReadOnlySpan<TextRange> lines, int from) =>
        from == lines.Length || lines[^1].End - lines[from].Start <= MaxSummaryBytes;
}
