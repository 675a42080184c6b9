using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Tables;

/// <summary>Finds the header of a table, and what parts its fields.</summary>
internal static class TableHeads
{
    private const int MaxColumns = 500;

    private static readonly byte[] Delimiters = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>The header as which the first row of an input can be read.</summary>
    /// <param name="head">The beginning of the input.</param>
    /// <param name="isOne">Whether it is what is looked for.</param>
    /// <returns>Null where it is nothing of the kind.</returns>
    public static TableHeader? Of(InputHead head, Func<TableHeader, bool> isOne) =>
        head.View(HeadersOf)!.Find(header => isOne(header));

    /// <summary>The first row with each of the delimiters in turn.</summary>
    private static List<TableHeader> HeadersOf(ReadOnlyMemory<byte> head)
    {
        var headers = new List<TableHeader>();
        foreach (var delimiter in Delimiters)
        {
            if (!head.Span.Contains(delimiter))
            {
                continue;
            }

            var (window, row) = (new ByteWindow(head.Length + 1), new TableRow());
            window.Begin(new MemoryStream(head[DelimiterLength(head.Span)..].ToArray()));
            while (row.Scan(window, delimiter, head.Length) && row is { IsBlank: true, Length: > 0 })
            {
                window.Take(row.Length, StretchKind.Blank, null);
            }

            if (!row.IsUnclosed && HeaderOf(row, window.Bytes, delimiter) is { } header)
            {
                headers.Add(header);
            }
        }

        return headers;
    }

    /// <summary>The length of a line that tells Excel what parts the fields, such as <c>sep=;</c>; 0 where there is none.</summary>
    public static int DelimiterLength(ReadOnlySpan<byte> bytes)
    {
        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        return bytes[start..] is [(byte)'s' or (byte)'S', (byte)'e' or (byte)'E', (byte)'p' or (byte)'P', (byte)'=', _, .. var rest]
            ? rest is [(byte)'\r', (byte)'\n', ..] ? start + 7 : rest is [(byte)'\n', ..] ? start + 6 : 0 : 0;
    }

    /// <summary>A row as a header; null where it has but one field, or too many.</summary>
    public static TableHeader? HeaderOf(TableRow row, ReadOnlySpan<byte> bytes, byte delimiter)
    {
        if (row.Count is < 2 or > MaxColumns)
        {
            return null;
        }

        var names = new string[row.Count];
        for (var place = 0; place < names.Length; place++)
        {
            names[place] = row.Text(bytes, place, TextEncoding.Utf8)?.Trim() ?? "";
        }

        return new TableHeader(names, delimiter);
    }
}
