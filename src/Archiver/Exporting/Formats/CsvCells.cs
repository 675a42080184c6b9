using System.Buffers;

namespace Archiver.Exporting.Formats;

/// <summary>
/// Cells as RFC 4180 has them: CRLF between records, LF within a cell, quotes around what needs them. A line end of Windows
/// or of old Macs within a cell becomes LF; what is half a character, and NUL, at which readers of tables stop, U+FFFD.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="delimiter">What stands between cells.</param>
public sealed class CsvCells(TextWriter output, char delimiter)
{
    private readonly SearchValues<char> _quoted = SearchValues.Create([delimiter, '"', '\r', '\n']);
    private bool _isFirst = true;

    public void Write(string? cell)
    {
        if (!_isFirst)
        {
            output.Write(delimiter);
        }

        _isFirst = false;
        cell = OnLines(cell).Replace('\0', '\uFFFD');
        output.Write(cell.AsSpan().IndexOfAny(_quoted) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    public void EndRecord()
    {
        output.Write("\r\n");
        _isFirst = true;
    }

    internal static string OnLines(string? cell) => cell is null || !cell.Contains('\r') ? cell ?? "" : cell.ReplaceLineEndings("\n");
}
