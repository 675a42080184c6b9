using System.Text;

namespace Archiver.Formats.Dumps;

/// <summary>
/// What is odd about a dump, place by place. A hostile dump has oddities without end: what goes beyond some is counted.
/// </summary>
internal sealed class Oddities
{
    /// <summary>More than anybody reads.</summary>
    private const int MaxListed = 1000;

    /// <summary>More of a value need not be shown to recognise it.</summary>
    private const int MaxQuoted = 80;

    private readonly List<(int At, string Text)> _listed = [];

    public int Unlisted { get; private set; }

    /// <summary>The place of the line of each, and what to say about it.</summary>
    public IReadOnlyList<(int At, string Text)> Listed => _listed;

    public void Clear()
    {
        _listed.Clear();
        Unlisted = 0;
    }

    public void Add(int at, string finding)
    {
        if (_listed.Count < MaxListed)
        {
            _listed.Add((at, finding));
        }
        else
        {
            Unlisted++;
        }
    }

    /// <summary>Adds what is wrong with a value: a kind, which is the same for all, and the value.</summary>
    public void Add(int at, string finding, ReadOnlySpan<byte> value) => Add(at, $"{finding}: {Quoted(value)}");

    /// <summary>A value as a warning shows it: in quotes, and not longer than it takes to recognise it.</summary>
    public static string Quoted(ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder("'");
        var count = 0;
        foreach (var rune in Encoding.UTF8.GetString(value[..Math.Min(value.Length, 4 * MaxQuoted)]).EnumerateRunes())
        {
            if (count++ == MaxQuoted)
            {
                break;
            }

            text.Append(rune.Value is '\r' or '\n' ? " " : rune.ToString());
        }

        return text.Append(count > MaxQuoted || value.Length > 4 * MaxQuoted ? "…'" : "'").ToString();
    }
}
