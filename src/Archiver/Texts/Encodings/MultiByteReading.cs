namespace Archiver.Texts.Encodings;

/// <summary>An East Asian language in an encoding that has one or more bytes for each character.</summary>
internal sealed class MultiByteReading : IReading
{
    private const int CostOfError = 40, CostOfLatinNeighbour = 6;
    private readonly Dictionary<char, int> _costs = [];
    private readonly TextEncoding _encoding;

    /// <param name="lines">Costs in bits, and the characters that have it.</param>
    /// <param name="encoding">The encoding.</param>
    public MultiByteReading(List<(int Cost, string Characters)> lines, TextEncoding encoding)
    {
        _encoding = encoding;
        foreach (var (cost, characters) in lines)
        {
            foreach (var character in characters)
            {
                _costs[character] = cost;
            }
        }
    }

    public int Cost(ReadOnlySpan<byte> sample, int start, int limit)
    {
        // The sample may end within a character.
        var cost = start - (sample.Length > 500 ? CostOfError : 0);
        var last = ' ';
        foreach (var character in _encoding.Decode(sample))
        {
            if (character > '\u007F')
            {
                cost += CostOf(character, last) + (char.IsAsciiLetter(last) ? CostOfLatinNeighbour : 0);
            }
            else if (char.IsAsciiLetter(character) && last > '\u007F')
            {
                cost += CostOfLatinNeighbour;
            }

            if (cost >= limit)
            {
                break;
            }

            last = character;
        }

        return cost;
    }

    private int CostOf(char character, char last) => character switch
    {
        _ when _costs.TryGetValue(character, out var cost) => cost,
        _ when TextEncoding.IsInvalid(character) => CostOfError,
        >= '\u3041' and <= '\u30FF' => 9,
        >= '\u3000' and <= '\u303F' or >= '\uFF01' and <= '\uFF5E' or '“' or '”' or '‘' or '’' or '…' or '—' or '·' => 10,
        >= '\uFF61' and <= '\uFF9F' => last is >= '\uFF61' and <= '\uFF9F' ? 10 : 16,
        >= '\u4E00' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' => 14,
        _ => 18,
    };
}
