using System.Buffers.Text;

namespace Archiver.Dumps;

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

    /// <summary>Recognises a line by its key.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="value">Where the value starts, past the spaces that follow the colon.</param>
    public static DetailKey Key(ReadOnlySpan<byte> line, out int value)
    {
        value = 0;
        var colon = line[..Math.Min(line.Length, MaxKeyLength + 1)].IndexOf((byte)':');
        if (colon < 1)
        {
            return DetailKey.None;
        }

        value = colon + 1;
        while (value < line.Length && line[value] is (byte)' ' or (byte)'\t')
        {
            value++;
        }

        var name = line[..colon];
        var known = name.Length switch
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
        if (known != DetailKey.None)
        {
            return known;
        }

        // An unknown key is short and followed by a space: neither a sentence nor a URL.
        var isShort = name.Count((byte)' ') < 4 && !name.ContainsAny(".!?,;"u8) && name[0] != ' ';
        var isApart = value > colon + 1 || value == line.Length;
        return isShort && isApart ? DetailKey.Unknown : DetailKey.None;
    }

    /// <summary>The length of the value that the key's syntax sees at the start of a text; 0 where it sees none.</summary>
    public static int SyntaxLength(DetailKey key, ReadOnlySpan<byte> value) => key switch
    {
        DetailKey.Id => IdLength(value, out _),
        DetailKey.Date => CalendarDate.Read(value, out _),
        DetailKey.Created or DetailKey.Updated or DetailKey.LastRead => ClockTime.Read(value, out _),
        _ => 0,
    };

    public static int IdLength(ReadOnlySpan<byte> value, out Guid id)
    {
        id = default;
        return value.Length >= 36 && Utf8Parser.TryParse(value[..36], out id, out var length, 'D') && length == 36 ? 36 : 0;
    }
}
