using System.Globalization;

namespace Archiver.Texts.Encodings;

/// <summary>
/// How likely a language's letters stand beside one another, of all pairs that have more than ASCII. A letter is known
/// by its number: 0 what stands around words, 1 to 26 the letters of ASCII, then those of the language.
/// </summary>
internal sealed class LetterPairs
{
    private const int CostOfRarePair = 2, CostOfUnknownPair = 9, CostOfMixedScripts = 22;
    private readonly Dictionary<char, int> _numbers = [];
    private readonly byte[] _costs;

    /// <param name="lines">Costs in bits, and the pairs that have it: <c>_</c> stands around words, <c>*</c> for any letter.</param>
    public LetterPairs(List<(int Cost, string Characters)> lines)
    {
        foreach (var letter in lines.SelectMany(line => line.Characters))
        {
            if (letter > '\u007F')
            {
                _numbers.TryAdd(letter, 27 + _numbers.Count);
            }
        }

        Foreign = 27 + _numbers.Count;
        _costs = new byte[Count * Count];
        _costs.AsSpan().Fill(byte.MaxValue);
        var isLatin = _numbers.Keys.Any(letter => letter < '\u0250');
        var alone = new int[Count];
        Array.Fill(alone, 13);
        foreach (var (cost, characters) in lines)
        {
            for (var i = 0; i + 1 < characters.Length; i += 2)
            {
                var second = NumberOf(characters[i + 1]);
                if (characters[i] == '*')
                {
                    alone[second] = cost;
                }
                else
                {
                    _costs[(NumberOf(characters[i]) * Count) + second] = (byte)cost;
                }
            }
        }

        for (var first = 0; first < Count; first++)
        {
            for (var second = 0; second < Count; second++)
            {
                ref var cost = ref _costs[(first * Count) + second];
                cost = cost < byte.MaxValue ? cost : (byte)Unlisted(first, second, alone[second], isLatin);
            }
        }
    }

    /// <summary>How many numbers there are.</summary>
    public int Count => Foreign + 5;

    /// <summary>The number of letters that the language does not have; those after it are signs.</summary>
    private int Foreign { get; }

    private int Quote => Foreign + 1;

    /// <summary>Stands for itself: a dash, a currency.</summary>
    private int LoneSign => Foreign + 2;

    private int OddSign => Foreign + 3;

    private int Error => Foreign + 4;

    public int Cost(int first, int second) => _costs[(first * Count) + second];

    public int NumberOf(char character)
    {
        character = char.ToLowerInvariant(character);
        return character switch
        {
            >= 'a' and <= 'z' => character - 'a' + 1,
            <= '\u007F' => 0,
            _ when _numbers.TryGetValue(character, out var number) => number,
            _ when TextEncoding.IsInvalid(character) => Error,
            '\u0085' => OddSign,
            _ when char.IsLetter(character)
                || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark => Foreign,
            _ when "«»‘’‚“”„‹›¿¡،؛؟".Contains(character, StringComparison.Ordinal) => Quote,
            _ => "\u00A0–—…•·€£§©®™°№".Contains(character, StringComparison.Ordinal) ? LoneSign : OddSign,
        };
    }

    private int Unlisted(int first, int second, int alone, bool isLatin)
    {
        if (second >= Foreign)
        {
            // Signs seldom stand beside one another; quotation marks stand beside letters.
            return second == Error ? 40
                : second == Foreign ? (isLatin ? 13 : 16)
                : second == Quote ? (first > Foreign ? 12 : 6)
                : second == OddSign ? (first == 0 ? 10 : 18)
                : first == 0 ? 6 : 14;
        }

        if (first >= Foreign)
        {
            return second >= 27 ? alone
                : first == Foreign ? CostOfUnknownPair
                : first == Quote || second == 0 ? 0 : 5;
        }

        var isMixed = first is >= 1 and <= 26 || second is >= 1 and <= 26;
        return isMixed && !isLatin ? CostOfMixedScripts : second >= 27 ? alone + CostOfRarePair : CostOfUnknownPair;
    }
}

/// <summary>A language in an encoding that has a byte for each character.</summary>
internal sealed class SingleByteReading : IReading
{
    /// <summary>Capitals are rarer than small letters, most of all behind these.</summary>
    private const int CostOfCapital = 2, CostOfCapitalInWord = 8;

    private readonly LetterPairs _pairs;
    private readonly byte[] _numbers = new byte[256];
    private readonly bool[] _isUpper = new bool[256], _isLower = new bool[256];

    public SingleByteReading(LetterPairs pairs, TextEncoding encoding)
    {
        _pairs = pairs;
        for (var value = 0; value < 256; value++)
        {
            var character = encoding.Decode([(byte)value])[0];
            _numbers[value] = (byte)pairs.NumberOf(character);
            _isUpper[value] = char.IsUpper(character);
            _isLower[value] = char.IsLower(character);
        }
    }

    public int Cost(ReadOnlySpan<byte> sample, int start, int limit)
    {
        var cost = start;
        for (var i = 1; i < sample.Length && cost < limit; i++)
        {
            var (first, second) = (sample[i - 1], sample[i]);
            if ((first | second) >= 0x80)
            {
                cost += _pairs.Cost(_numbers[first], _numbers[second]);
                if (_isUpper[second])
                {
                    cost += (second >= 0x80 && !_isUpper[first] ? CostOfCapital : 0) + (_isLower[first] ? CostOfCapitalInWord : 0);
                }
            }
        }

        return cost;
    }
}
