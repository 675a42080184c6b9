using System.Text;

namespace Archiver.Formats.Pages.Containers;

/// <summary>The fields before a body, as HTTP and WARC write them: <c>Name: value</c> a line, until a blank one.</summary>
internal sealed class HeaderFields
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="lines">The lines with the fields. What is no field is passed over.</param>
    public HeaderFields(ReadOnlySpan<byte> lines)
    {
        string? last = null;
        foreach (var range in lines.Split((byte)'\n'))
        {
            var line = lines[range].TrimEnd(" \t\r"u8);
            var colon = line.IndexOf((byte)':');
            if (line is [(byte)' ' or (byte)'\t', ..] && last is not null)
            {
                _fields[last] = $"{_fields[last]} {Encoding.UTF8.GetString(line).Trim()}";
            }
            else if (colon > 0)
            {
                last = Encoding.UTF8.GetString(line[..colon]).Trim();
                last = _fields.TryAdd(last, Encoding.UTF8.GetString(line[(colon + 1)..]).Trim()) ? last : null;
            }
        }
    }

    /// <summary>The first value of that name; null where there is none.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>The type that <c>Content-Type</c> states, in lower case and without parameters.</summary>
    public string? MediaType =>
        this["Content-Type"]?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;

    /// <summary>The encoding that <c>Content-Type</c> states.</summary>
    public string? Charset => this["Content-Type"]?.Split(';').Skip(1)
        .Select(parameter => parameter.Split('=', 2))
        .FirstOrDefault(pair => pair is [var name, _] && name.Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
        ?[1].Trim(' ', '"', '\'');

    /// <summary>How long a head is, with its blank line; -1 where that does not come.</summary>
    /// <param name="bytes">From the head's first line on.</param>
    /// <param name="next">How the first line of another head begins, which this one does not go beyond; empty where none does.</param>
    public static int LengthOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> next = default)
    {
        for (var at = 0; bytes[at..].IndexOf((byte)'\n') is >= 0 and var length; at += length + 1)
        {
            var line = bytes.Slice(at, length).TrimEnd((byte)'\r');
            if (line.IsEmpty && at > 0)
            {
                return at + length + 1;
            }

            if (at > 0 && !next.IsEmpty && line.StartsWith(next))
            {
                return -1;
            }
        }

        return -1;
    }
}
