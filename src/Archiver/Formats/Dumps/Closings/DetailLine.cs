using System.Buffers.Text;
using System.Text;
using Archiver.Formats.Frames;
using Archiver.Texts;

namespace Archiver.Formats.Dumps.Closings;

[Flags]
internal enum DetailKey
{
    None = 0,
    Unknown = 1,
    Id = 2,
    CategoryId = 4,
    Url = 8,
    Date = 16,
    Created = 32,
    Updated = 64,
    LastRead = 128,
}

/// <summary>A line <c>Key: value</c> of a details block.</summary>
internal static class DetailLine
{
    private const int MaxKeyLength = 40;
    private const int MaxLooseLength = 60;
    private const int MaxLooseWords = 8;

    /// <summary>How far a colon is looked for, and a value's syntax: what is invisible takes room of its own.</summary>
    private const int MaxLength = 96;

    /// <summary>What shows a dump's details: an article may well have another line that looks like one.</summary>
    public const DetailKey Telling = DetailKey.Id | DetailKey.CategoryId | DetailKey.Url;

    /// <summary>Recognises a line by its key.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="value">Where the value starts, past what is invisible after the colon.</param>
    public static DetailKey Key(ReadOnlySpan<byte> line, out int value)
    {
        value = 0;
        var colon = line[..Math.Min(line.Length, MaxLength)].IndexOf((byte)':');
        if (colon < 1)
        {
            return DetailKey.None;
        }

        value = Invisible.SkipInLine(line, colon + 1);
        var name = Invisible.Trim(line[..colon]).Of(line);
        var plain = Ascii.IsValid(name) ? name : Plain(name, stackalloc byte[MaxLength], stackalloc int[MaxLength]);
        var known = Known(plain);
        if (known != DetailKey.None)
        {
            return known;
        }

        known = KnownLoosely(plain);
        if (known != DetailKey.None && HasShape(known, line[value..]))
        {
            return known;
        }

        // An unknown key is short and followed by a space: neither a sentence nor a URL.
        var isShort = name.Length is > 0 and <= MaxKeyLength && name.Count((byte)' ') < 4 && !name.ContainsAny(".!?,;"u8)
            && line[0] != ' ';
        var isApart = value > colon + 1 || value == line.Length;
        return isShort && isApart ? DetailKey.Unknown : DetailKey.None;
    }

    /// <summary>The key of a line that has one, as it stands there.</summary>
    public static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> line)
    {
        var name = line[..line.IndexOf((byte)':')];
        return Invisible.Trim(name).Of(name);
    }

    /// <summary>
    /// The key of a line that stands among details and does not look like one: whatever has a colon and white space after
    /// it. Empty where there is none.
    /// </summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="value">Where the value starts.</param>
    public static ReadOnlySpan<byte> LooseName(ReadOnlySpan<byte> line, out int value)
    {
        var head = line[..Math.Min(line.Length, MaxLength)];
        for (var colon = 1; colon < head.Length; colon++)
        {
            value = colon + 1;
            if (head[colon] == ':' && (value == line.Length || Invisible.Length(line[value..]) > 0))
            {
                return Invisible.Trim(head[..colon]).Of(head);
            }
        }

        value = 0;
        return default;
    }

    /// <summary>Whether a line that has no key as <see cref="Key"/> sees it may be a detail all the same.</summary>
    public static bool IsLoose(ReadOnlySpan<byte> line) =>
        LooseName(line, out _) is { Length: > 0 and <= MaxLooseLength } name && WordCount.Of(name) <= MaxLooseWords;

    /// <summary>Whether a line with this first byte may have a known key; the first byte nearly always tells.</summary>
    public static bool MayBeKnown(byte first) =>
        !char.IsAsciiLetterOrDigit((char)first) || (first | 0x20) is 'i' or 'c' or 'u' or 'd' or 'l';

    /// <summary>Whether a value has the form that values of a known key have.</summary>
    public static bool HasShape(DetailKey key, ReadOnlySpan<byte> value) => key switch
    {
        DetailKey.CategoryId => !Invisible.IsBlank(value),
        DetailKey.Url => value.IndexOf("://"u8) > 0 && MayBeUrl(value),
        _ => SyntaxLength(key, value) > 0,
    };

    /// <summary>No URL has white space in it.</summary>
    public static bool MayBeUrl(ReadOnlySpan<byte> value) => WordCount.Of(value) <= 1;

    /// <summary>The length of the value that the key's syntax sees at the start of a text; 0 where it sees none.</summary>
    public static int SyntaxLength(DetailKey key, ReadOnlySpan<byte> value)
    {
        var length = PlainLength(key, value);
        if (length > 0 || Ascii.IsValid(value[..Math.Min(value.Length, MaxLength)]))
        {
            return length;
        }

        Span<int> ends = stackalloc int[MaxLength];
        length = PlainLength(key, Plain(value, stackalloc byte[MaxLength], ends));
        return length == 0 ? 0 : ends[length - 1];
    }

    /// <summary>A value as its syntax has it: without what is invisible in it, its digits in ASCII.</summary>
    /// <param name="value">The value.</param>
    /// <param name="buffer">Room for it: see <see cref="BufferLength"/>.</param>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> value, Span<byte> buffer) =>
        Ascii.IsValid(value) ? value : Plain(value, buffer, stackalloc int[MaxLength]);

    public const int BufferLength = MaxLength;

    public static int IdLength(ReadOnlySpan<byte> value, out Guid id)
    {
        id = default;
        return value.Length >= 36 && Utf8Parser.TryParse(value[..36], out id, out var length, 'D') && length == 36
            ? 36
            : 0;
    }

    private static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> text, Span<byte> buffer, scoped Span<int> ends) =>
        buffer[..Invisible.ToPlain(text[..Math.Min(text.Length, 2 * MaxLength)], buffer, ends)];

    private static int PlainLength(DetailKey key, ReadOnlySpan<byte> value) => key switch
    {
        DetailKey.Id => IdLength(value, out _),
        DetailKey.Date => CalendarDate.Read(value, out _),
        DetailKey.Created or DetailKey.Updated or DetailKey.LastRead => ClockTime.Read(value, out _),
        _ => 0,
    };

    /// <summary>The key in other capitals, or as an item of a list.</summary>
    private static DetailKey KnownLoosely(ReadOnlySpan<byte> name)
    {
        foreach (var mark in ListMarks)
        {
            if (name.StartsWith(mark))
            {
                name = name[mark.Length..].TrimStart((byte)' ');
                break;
            }
        }

        if (name.Length is < 2 or > 11)
        {
            return DetailKey.None;
        }

        foreach (var (key, known) in KnownNames)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return key;
            }
        }

        return DetailKey.None;
    }

    private static readonly byte[][] ListMarks =
        [.. "-|*|+|\u2022|\u00B7|\u2013|\u2014|\u25CF|\u25AA".Split('|').Select(Encoding.UTF8.GetBytes)];

    private static readonly (DetailKey Key, byte[] Name)[] KnownNames =
    [
        (DetailKey.Id, [.. "ID"u8]), (DetailKey.CategoryId, [.. "Category ID"u8]),
        (DetailKey.Url, [.. "URL"u8]), (DetailKey.Date, [.. "Date"u8]),
        (DetailKey.Created, [.. "Created"u8]), (DetailKey.Updated, [.. "Updated"u8]),
        (DetailKey.LastRead, [.. "Last Read"u8]),
    ];

    private static DetailKey Known(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("ID"u8) => DetailKey.Id,
        3 when name.SequenceEqual("URL"u8) => DetailKey.Url,
        4 when name.SequenceEqual("Date"u8) => DetailKey.Date,
        7 when name.SequenceEqual("Created"u8) => DetailKey.Created,
        7 when name.SequenceEqual("Updated"u8) => DetailKey.Updated,
        9 when name.SequenceEqual("Last Read"u8) => DetailKey.LastRead,
        11 when name.SequenceEqual("Category ID"u8) => DetailKey.CategoryId,
        _ => DetailKey.None,
    };
}
