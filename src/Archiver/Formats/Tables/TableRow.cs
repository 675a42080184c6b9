using System.Text;
using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Tables;

/// <summary>The names of a table's columns, whatever their case and what joins their words.</summary>
internal sealed class TableHeader
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public TableHeader(IReadOnlyList<string> names, byte delimiter)
    {
        (Names, Delimiter) = (names, delimiter);
        for (var place = 0; place < names.Count; place++)
        {
            _places.TryAdd(Plain(names[place]), place);
        }
    }

    public IReadOnlyList<string> Names { get; }

    public byte Delimiter { get; }

    /// <summary>Whether there are columns of all these names.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_places.ContainsKey(name))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a column is; -1 where there is none.</summary>
    /// <param name="name">In small letters.</param>
    public int PlaceOf(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>A column's name in small letters, its words parted by one space.</summary>
    public static string Plain(string name)
    {
        var words = name.Trim().TrimStart('\uFEFF').ToLowerInvariant()
            .Split([' ', '_', '-', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}

/// <summary>A row of a table, field by field, as long as its reader does not go on.</summary>
internal sealed class TableRow
{
    private readonly List<(int Start, int End, bool IsQuoted)> _fields = [];

    /// <summary>How many bytes it has, with its line end.</summary>
    public int Length { get; private set; }

    public int Count => _fields.Count;

    /// <summary>Whether it is a row at all: a blank line has no fields.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>Whether a quotation mark in it is opened and not closed as it should be, and the row may be several.</summary>
    public bool IsUnclosed { get; private set; }

    /// <summary>Finds the fields of the next row.</summary>
    /// <param name="window">The table from there; it grows until the row is whole.</param>
    /// <param name="delimiter">What parts the fields.</param>
    /// <param name="maxLength">A row has no more bytes.</param>
    /// <returns>False where there is none.</returns>
    public bool Scan(ByteWindow window, byte delimiter, int maxLength)
    {
        _fields.Clear();
        (IsUnclosed, IsBlank) = (false, false);
        var at = window.MarkLength();
        var row = at;
        if (window.Bytes.Length <= at && !window.Grow())
        {
            Length = at;
            IsBlank = true;
            return at > 0;
        }

        while (true)
        {
            var start = at;
            var isQuoted = Has(window, at) && window.Bytes[at] == '"';
            var end = isQuoted ? CloseOf(window, at, delimiter, maxLength) : -1;
            if (isQuoted && end < 0)
            {
                IsUnclosed = true;
                Length = LineLength(window, row, maxLength);
                return true;
            }

            at = end < 0 ? start : end;
            at = FieldEnd(window, at, delimiter, maxLength);
            _fields.Add((start, at, isQuoted));
            if (Has(window, at) && window.Bytes[at] == delimiter && at < maxLength)
            {
                at++;
                continue;
            }

            Length = at + LineEndLength(window, at);
            IsBlank = _fields.Count == 1 && window.Bytes[row..at].Trim(" \t"u8).IsEmpty;
            return true;
        }
    }

    /// <summary>The text of a field; null where it is empty or missing.</summary>
    public string? Text(ReadOnlySpan<byte> bytes, int place, TextEncoding encoding)
    {
        if (place < 0 || place >= _fields.Count)
        {
            return null;
        }

        var (start, end, isQuoted) = _fields[place];
        var text = FieldText.Of(bytes[start..end], encoding);
        if (isQuoted)
        {
            text = Unquoted(text);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static string Unquoted(string text)
    {
        var plain = new StringBuilder(text.Length);
        var isInside = true;
        for (var at = 1; at < text.Length; at++)
        {
            if (isInside && text[at] == '"')
            {
                isInside = at + 1 < text.Length && text[at + 1] == '"';
                if (!isInside)
                {
                    continue;
                }

                at++;
            }

            plain.Append(text[at]);
        }

        return plain.ToString();
    }

    private static bool Has(ByteWindow window, int at) =>
        at < window.Bytes.Length || (window.Grow() && at < window.Bytes.Length);

    /// <summary>Where a quoted field's closing mark ends; -1 where it has none, or only one that cannot be meant.</summary>
    private static int CloseOf(ByteWindow window, int at, byte delimiter, int maxLength)
    {
        var start = at++;
        while (true)
        {
            var found = at < window.Bytes.Length ? window.Bytes[at..].IndexOf((byte)'"') : -1;
            if (found < 0)
            {
                at = window.Bytes.Length;
                if (at > maxLength || !window.Grow())
                {
                    return -1;
                }

                continue;
            }

            at += found + 1;
            if (Has(window, at) && window.Bytes[at] == '"')
            {
                at++;
                continue;
            }

            // What follows a closing mark is a delimiter or a line end. Else it opens the next field, and the one before was never closed.
            var isClosed = !Has(window, at)
                || window.Bytes[at] is (byte)'\n' or (byte)'\r' or (byte)' ' || window.Bytes[at] == delimiter;
            return isClosed || !window.Bytes[start..at].Contains((byte)'\n') ? at : -1;
        }
    }

    private static int FieldEnd(ByteWindow window, int at, byte delimiter, int maxLength)
    {
        while (true)
        {
            var found = at < window.Bytes.Length
                ? window.Bytes[at..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r')
                : -1;
            if (found >= 0)
            {
                return at + found;
            }

            at = window.Bytes.Length;
            if (at > maxLength || !window.Grow())
            {
                return at;
            }
        }
    }

    private static int LineEndLength(ByteWindow window, int at) => !Has(window, at) ? 0
        : window.Bytes[at] == '\n' ? 1
        : window.Bytes[at] != '\r' ? 0
        : Has(window, at + 1) && window.Bytes[at + 1] == '\n' ? 2 : 1;

    /// <summary>The length of the line that begins a row.</summary>
    private static int LineLength(ByteWindow window, int row, int maxLength)
    {
        var end = FieldEnd(window, row, (byte)'\n', maxLength);
        return end + LineEndLength(window, end);
    }
}
