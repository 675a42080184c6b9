using System.Text;

namespace Archiver.Dumps;

/// <summary>A part of a dump's text that its frame leaves out: a field, or a detail without a property of its own.</summary>
internal readonly record struct FrameSlot(TextRange Range, FrameField Field, int Other);

/// <summary>Reads the values of a dump's statistics and details. One reader serves many dumps.</summary>
internal sealed class DetailsReader
{
    private readonly string?[] _categories = new string?[64];
    private readonly List<KeyValuePair<string, string>> _other = [];
    private readonly byte[] _written = new byte[64];
    private DetailKey _seen;
    private Guid? _id;
    private string? _category, _url;
    private DateOnly? _date;
    private WallTime? _created, _updated, _lastRead;

    /// <summary>The places that a frame can leave out, in their order in the text.</summary>
    public List<FrameSlot> Slots { get; } = [];

    /// <summary>What was not understood: the place of its line, and what to say about it.</summary>
    public List<(int At, string Text)> Findings { get; } = [];

    /// <param name="text">The dump.</param>
    /// <param name="closing">Where its statistics begin, or its details; the text's length where it has neither.</param>
    public Details Read(ReadOnlySpan<byte> text, int closing)
    {
        Slots.Clear();
        Findings.Clear();
        _other.Clear();
        _seen = DetailKey.None;
        (_id, _category, _url, _date) = (null, null, null, null);
        (_created, _updated, _lastRead) = (null, null, null);
        var (words, readCount, heading) = ReadStatistics(text, closing);
        if (heading >= 0)
        {
            ReadLines(text, heading + DetailsBlock.Heading.Length);
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
            Other = _other.Count == 0 ? [] : _other.ToArray(),
        };
        Confirm(text, details);
        return details;
    }

    /// <summary>The stated word count alone.</summary>
    public static int? StatedWords(ReadOnlySpan<byte> text, int closing) =>
        text[closing..].StartsWith(StatisticsBlock.Heading)
            ? StatisticsBlock.Number(StatisticsBlock.Read(text, closing).Words.Of(text)) : null;

    private (int? Words, int? ReadCount, int Heading) ReadStatistics(ReadOnlySpan<byte> text, int closing)
    {
        if (!text[closing..].StartsWith(StatisticsBlock.Heading))
        {
            return (null, null, closing < text.Length ? closing : -1);
        }

        var block = StatisticsBlock.Read(text, closing);
        var words = new FrameSlot(block.Words, FrameField.Words, -1);
        var reads = new FrameSlot(block.ReadCount, FrameField.Reads, -1);
        var isWordsFirst = block.Words.Start <= block.ReadCount.Start;
        Slots.Add(isWordsFirst ? words : reads);
        Slots.Add(isWordsFirst ? reads : words);
        return (Number(text, block.Words), Number(text, block.ReadCount), block.Details);
    }

    private int? Number(ReadOnlySpan<byte> text, TextRange digits)
    {
        var number = StatisticsBlock.Number(digits.Of(text));
        if (number is null && digits.Length > 0)
        {
            Findings.Add((digits.Start, "the number is too large to count anything; it is kept in the original alone"));
        }

        return number;
    }

    private void ReadLines(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            var end = LineEnds.Find(text, at, int.MaxValue);
            var line = text[at..end];
            var key = DetailLine.Key(line, out var valueStart);
            if (key != DetailKey.None && !WordCount.IsBlank(line))
            {
                var value = line[valueStart..].TrimEnd(" \t"u8);
                ReadValue(text, key, line[..line.IndexOf((byte)':')], new TextRange(at + valueStart, value.Length));
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
            Findings.Add((range.Start, $"a second {Encoding.UTF8.GetString(name)} is stated"));
            Keep(name, range, value);
            return;
        }

        _seen |= key;
        if (value.Length == 0)
        {
            return;
        }

        if (key is not (DetailKey.CategoryId or DetailKey.Url) && DetailLine.SyntaxLength(key, value) is var length
            && (length == 0 || length < value.Length))
        {
            Findings.Add((range.Start, $"the {Encoding.UTF8.GetString(name)} '{Encoding.UTF8.GetString(value)}' is not understood"));
            Keep(name, range, value);
            return;
        }

        Slots.Add(new FrameSlot(range, Understand(key, value), -1));
    }

    private FrameField Understand(DetailKey key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            case DetailKey.Id:
                DetailLine.IdLength(value, out var id);
                _id = id;
                return FrameField.Id;
            case DetailKey.CategoryId:
                _category = Category(value);
                return FrameField.Category;
            case DetailKey.Url:
                _url = Encoding.UTF8.GetString(value);
                return FrameField.Url;
            case DetailKey.Date:
                CalendarDate.Read(value, out var date);
                _date = date;
                return FrameField.DatePress;
        }

        ClockTime.Read(value, out var time);
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
        var key = Encoding.UTF8.GetString(name);
        var text = Encoding.UTF8.GetString(value);
        for (var i = 0; i < _other.Count; i++)
        {
            if (_other[i].Key == key)
            {
                _other[i] = new(key, $"{_other[i].Value}\n{text}");
                return;
            }
        }

        Slots.Add(new FrameSlot(range, default, _other.Count));
        _other.Add(new(key, text));
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
