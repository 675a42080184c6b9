using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps.Closings;
using Archiver.Formats.Frames;
using Archiver.Texts;

namespace Archiver.Formats.Dumps;

/// <summary>A part of a dump's text that its frame leaves out: a field, or a detail without a property of its own.</summary>
internal readonly record struct FrameSlot(TextRange Range, FrameField Field, int Other);

/// <summary>Reads the values of a dump's statistics and details. One reader serves many dumps.</summary>
internal sealed class DetailsReader
{
    /// <summary>
    /// The most bytes of all details together, for each line some more than its text: half of what a document holds,
    /// whose other half is for the article's readings and revisions.
    /// </summary>
    public const int MaxLength = 8 << 20;

    /// <summary>What a detail takes in a document beside its key and value.</summary>
    private const int Overhead = 40;

    /// <summary>How many lines are read before the next look at whether to go on.</summary>
    private const int LinesBetweenLooks = 1024;

    private readonly string?[] _categories = new string?[64];
    private readonly OtherDetails _other = new();
    private readonly byte[] _written = new byte[64];
    private DetailKey _seen;
    private Guid? _id;
    private string? _category, _url;
    private DateOnly? _date;
    private WallTime? _created, _updated, _lastRead;

    /// <summary>The places that a frame can leave out, in their order in the text.</summary>
    public List<FrameSlot> Slots { get; } = [];

    /// <summary>What was not understood.</summary>
    public Oddities Oddities { get; } = new();

    /// <summary>Whether the details are more than <see cref="MaxLength"/>; then they are not all read.</summary>
    public bool AreTooLong { get; private set; }

    /// <param name="text">The dump.</param>
    /// <param name="closing">Where its statistics begin, or its details; the text's length where it has neither.</param>
    /// <param name="heading">Where the heading of the details stands; -1 where it has none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Details Read(ReadOnlySpan<byte> text, int closing, int heading, CancellationToken cancellation)
    {
        AreTooLong = false;
        Slots.Clear();
        Oddities.Clear();
        _other.Clear();
        _seen = DetailKey.None;
        (_id, _category, _url, _date) = (null, null, null, null);
        (_created, _updated, _lastRead) = (null, null, null);
        var (words, readCount) = ReadStatistics(text, closing, heading);
        if (heading >= 0)
        {
            ReadLines(text, DetailsBlock.HeadingEnd(text, heading), cancellation);
        }

        var details = new Details
        {
            Id = _id,
            Category = _category,
            Url = _url,
            Date = _date,
            Created = _created,
            Updated = _updated,
            LastRead = _lastRead,
            Words = words,
            ReadCount = readCount,
            Other = _other.ToList(),
        };
        Confirm(text, details);
        return details;
    }

    /// <summary>The stated word count alone.</summary>
    public static int? StatedWords(ReadOnlySpan<byte> text, int closing)
    {
        var words = DetailsBlock.IsHeading(text, Invisible.SkipInLine(text, closing)) ? default
            : StatisticsBlock.Read(text, closing).Words;
        return WholeNumber.TryRead(words.Of(text), out var number) ? number : null;
    }

    private (int? Words, int? ReadCount) ReadStatistics(ReadOnlySpan<byte> text, int closing, int heading)
    {
        if (closing == text.Length || Invisible.SkipInLine(text, closing) == heading)
        {
            return (null, null);
        }

        var block = StatisticsBlock.Read(text, closing);
        var words = new FrameSlot(block.Words, FrameField.Words, -1);
        var reads = new FrameSlot(block.ReadCount, FrameField.Reads, -1);
        var isWordsFirst = block.Words.Start <= block.ReadCount.Start;
        Slots.Add(isWordsFirst ? words : reads);
        Slots.Add(isWordsFirst ? reads : words);
        if (block.Rest.Length > 0)
        {
            Oddities.Add(block.Rest.Start, "the statistics are not understood", block.Rest.Of(text));
        }

        return (Number(text, block.Words, "word", block.Labels.HasFlag(StatisticsLabel.Words), closing),
            Number(text, block.ReadCount, "read", block.Labels.HasFlag(StatisticsLabel.ReadCount), closing));
    }

    private int? Number(ReadOnlySpan<byte> text, TextRange range, string what, bool isStated, int closing)
    {
        if (range.Length == 0)
        {
            Oddities.Add(closing, $"the {what} count is {(isStated ? "empty" : "missing")}");
            return null;
        }

        if (!WholeNumber.TryRead(range.Of(text), out var number))
        {
            Oddities.Add(range.Start, $"the {what} count is not understood", range.Of(text));
        }
        else if (number is null)
        {
            Oddities.Add(range.Start, $"the {what} count is too large to count anything", range.Of(text));
        }

        return number;
    }

    private void ReadLines(ReadOnlySpan<byte> text, int at, CancellationToken cancellation)
    {
        var length = 0L;
        var before = DetailsBlock.Heading;
        for (var lines = 1; at < text.Length; lines++)
        {
            if (lines % LinesBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var end = LineEnds.Find(text, at, int.MaxValue);
            var line = text[at..end];
            var key = DetailLine.Key(line, out var valueStart);
            if (!Invisible.IsBlank(line))
            {
                length += line.Length + Overhead;
                if (length > MaxLength)
                {
                    AreTooLong = true;
                    return;
                }

                var name = key == DetailKey.None ? DetailLine.LooseName(line, out valueStart) : DetailLine.Name(line);
                var value = Invisible.Trim(line[valueStart..]);
                value = value with { Start = at + valueStart + value.Start };
                if (name.IsEmpty)
                {
                    // What has no key belongs to the detail before it: a value may go on in a second line.
                    Oddities.Add(value.Start, "a line of the details has no key", value.Of(text));
                    Keep(before, value, value.Of(text));
                }
                else
                {
                    ReadValue(text, key == DetailKey.None ? DetailKey.Unknown : key, name, value);
                    before = name;
                }
            }

            at = end + LineEnds.Length(text, end);
        }
    }

    private void ReadValue(ReadOnlySpan<byte> text, DetailKey key, ReadOnlySpan<byte> name, TextRange range)
    {
        var value = range.Of(text);
        if (key == DetailKey.Unknown)
        {
            Keep(name, range, value);
            return;
        }

        if ((_seen & key) != 0)
        {
            Oddities.Add(range.Start, $"a second {NameOf(key)} is stated", value);
            Keep(name, range, value);
            return;
        }

        if (value.Length == 0)
        {
            return;
        }

        _seen |= key;
        if (!IsUnderstood(key, value))
        {
            Oddities.Add(range.Start, $"the {NameOf(key)} is not understood", value);
            Keep(name, range, value);
            return;
        }

        Slots.Add(new FrameSlot(range, Understand(key, value), -1));
    }

    private static bool IsUnderstood(DetailKey key, ReadOnlySpan<byte> value) => key switch
    {
        DetailKey.CategoryId => true,
        DetailKey.Url => DetailLine.MayBeUrl(value),
        _ => DetailLine.SyntaxLength(key, value) is var length && length > 0 && length == value.Length,
    };

    private static string NameOf(DetailKey key) => key switch
    {
        DetailKey.Id => "ID",
        DetailKey.CategoryId => "Category ID",
        DetailKey.Url => "URL",
        DetailKey.LastRead => "Last Read",
        _ => key.ToString(),
    };

    private FrameField Understand(DetailKey key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case DetailKey.CategoryId:
                _category = Category(value);
                return FrameField.Category;
            case DetailKey.Url:
                _url = Encoding.UTF8.GetString(value);
                return FrameField.Url;
        }

        Span<byte> buffer = stackalloc byte[DetailLine.BufferLength];
        var plain = DetailLine.Plain(value, buffer);
        switch (key)
        {
            case DetailKey.Id:
                DetailLine.IdLength(plain, out var id);
                _id = id;
                return FrameField.Id;
            case DetailKey.Date:
                CalendarDate.Read(plain, out var date);
                _date = date;
                return FrameField.DatePress;
        }

        ClockTime.Read(plain, out var time);
        switch (key)
        {
            case DetailKey.Created:
                _created = time;
                return FrameField.Created;
            case DetailKey.Updated:
                _updated = time;
                return FrameField.Updated;
            default:
                _lastRead = time;
                return FrameField.LastRead;
        }
    }

    private void Keep(ReadOnlySpan<byte> name, TextRange range, ReadOnlySpan<byte> value)
    {
        if (_other.Add(name, value) is >= 0 and var number)
        {
            Slots.Add(new FrameSlot(range, default, number));
        }
    }

    /// <summary>Keeps only the slots that the stored details give back to the byte, each in the style that does.</summary>
    private void Confirm(ReadOnlySpan<byte> text, Details details)
    {
        var kept = 0;
        for (var i = 0; i < Slots.Count; i++)
        {
            var slot = Slots[i];
            var value = slot.Range.Of(text);
            var confirmed = slot;
            if (slot.Range.Length == 0
                || (slot.Other >= 0 ? Encoding.UTF8.GetByteCount(details.Other[slot.Other].Value) != value.Length
                    : !TryStyle(value, details, slot.Field, out confirmed)))
            {
                continue;
            }

            Slots[kept++] = confirmed with { Range = slot.Range, Other = slot.Other };
        }

        Slots.RemoveRange(kept, Slots.Count - kept);
    }

    private bool TryStyle(ReadOnlySpan<byte> value, Details details, FrameField first, out FrameSlot slot)
    {
        // Free text is what it was read from: the text is valid UTF-8.
        slot = new FrameSlot(default, first, -1);
        if (first is FrameField.Category or FrameField.Url)
        {
            return true;
        }

        var last = first switch
        {
            FrameField.Words => FrameField.WordsComma,
            FrameField.Id => FrameField.IdUpper,
            FrameField.DatePress => FrameField.DateSlash,
            FrameField.Reads => FrameField.Reads,
            _ => first + 2,
        };
        for (var field = first; field <= last; field++)
        {
            var length = FrameFields.Write(field, details, _written);
            if (length == value.Length && value.SequenceEqual(_written.AsSpan(0, length)))
            {
                slot = slot with { Field = field };
                return true;
            }
        }

        return false;
    }

    /// <summary>One string a category: an archive has thousands of articles in each.</summary>
    private string Category(ReadOnlySpan<byte> value)
    {
        ref var known = ref _categories[(value[0] ^ (value[^1] << 2) ^ value.Length) & (_categories.Length - 1)];
        if (known is null || !Ascii.Equals(value, known))
        {
            known = Encoding.UTF8.GetString(value);
        }

        return known;
    }
}
