using System.Text;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// Made-up, pronounceable words in the order of their frequency: as in English, frequent words are short and rare ones
/// long, some of the rare ones are names, and some words keep company in set phrases.
/// </summary>
internal sealed class Vocabulary
{
    private const int Words = 40_000;
    private const int Phrases = 4_000;

    private const int FirstName = 150;
    private const int FirstTopic = 300;

    private static readonly string[] Onsets =
    [
        "", "", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "d", "l", "m", "n",
        "r", "s", "t", "st", "tr", "pr", "ch", "sh", "th", "gr", "cl", "fl", "sp", "br", "qu",
    ];

    private static readonly string[] Vowels =
        ["a", "e", "i", "o", "u", "a", "e", "i", "o", "e", "ea", "ai", "ou", "io", "ee", "y"];

    private static readonly string[] Codas =
        ["", "", "", "", "n", "r", "s", "t", "l", "m", "d", "n", "r", "s", "nd", "st", "ck", "ng", "rt", "nt", "ss"];

    private static readonly string[] AccentedVowels = ["é", "ö", "ü", "á", "ç"];

    private readonly string[] _words = new string[Words];
    private readonly string[] _phrases = new string[Phrases];
    private readonly WeightedChoice _frequency = WeightedChoice.Zipf(Words, offset: 1);
    private readonly WeightedChoice _topicFrequency = WeightedChoice.Zipf(Words - FirstTopic, offset: FirstTopic);
    private readonly WeightedChoice _phraseFrequency = WeightedChoice.Zipf(Phrases, offset: 20);

    public Vocabulary(ulong seed)
    {
        var random = new RandomStream(seed, Purpose.Vocabulary, 0);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var rank = 0; rank < Words; rank++)
        {
            do
            {
                _words[rank] = Word(random, rank);
            }
            while (!known.Add(_words[rank]));

            if (rank >= FirstName && random.OneIn(8))
            {
                _words[rank] = Capitalised(_words[rank]);
            }
        }

        for (var i = 0; i < Phrases; i++)
        {
            _phrases[i] = string.Join(' ', Enumerable.Range(0, random.Between(2, 4)).Select(_ => DrawWord(random)));
        }
    }

    /// <summary>A word or a set phrase, by its frequency in the language.</summary>
    public string Draw(RandomStream random) =>
        random.OneIn(5) ? _phrases[_phraseFrequency.Draw(random)] : DrawWord(random);

    /// <summary>A word that an article can be about: none of the most frequent.</summary>
    public string DrawTopic(RandomStream random) => _words[FirstTopic + _topicFrequency.Draw(random)];

    public static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string DrawWord(RandomStream random) => _words[_frequency.Draw(random)];

    private static string Word(RandomStream random, int rank)
    {
        var (shortest, longest) = rank switch
        {
            < 15 => (1, 3),
            < 80 => (2, 4),
            < 400 => (3, 6),
            < 2_000 => (4, 7),
            < 10_000 => (4, 9),
            _ => (5, 11),
        };
        var length = random.Between(shortest, longest);
        var word = new StringBuilder();
        while (word.Length != length)
        {
            if (word.Length > length)
            {
                word.Clear();
            }

            word.Append(random.Pick<string>(Onsets));
            word.Append(rank > 2_000 && random.OneIn(150)
                ? random.Pick<string>(AccentedVowels)
                : random.Pick<string>(Vowels));
            word.Append(random.Pick<string>(Codas));
        }

        return word.ToString();
    }
}
