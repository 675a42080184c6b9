using System.Text;
using Archiver.Likeness;

namespace Archiver.Benchmarks.Generating;

/// <summary>
/// Made-up, pronounceable words in the order of their frequency: as in English, frequent words are short and rare ones
/// long, most of the rare ones are made of others and an ending, some are names, and some words keep company in set
/// phrases. Letters, lengths and frequencies are about those of English.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>
    /// So many that a corpus of 100,000 articles has most of them, and nearly half of those in less than ten articles
    /// each: an index of words must find its way among as many as real text has.
    /// </summary>
    private const int Words = 120_000;
    private const int Phrases = 6_000;

    /// <summary>
    /// Of a hundred draws, those that give a set phrase. With the share of topics in <see cref="Prose"/> it decides how
    /// well paragraphs compress, and is set so that in blocks of 128 KB zstd gains as much as on real text and no more.
    /// Level 3, blocks of 64, 128, 256 and 512 KB: the main texts of 160 English web articles, one after another,
    /// shrink 2.60, 2.67, 2.68 and 2.79 times, the distinct paragraphs of 100,000 of our articles 2.56, 2.65, 2.66 and
    /// 2.82. But those articles have 12 KB each and ours 1.6: the same real text, cut into pieces of 1.6 KB and
    /// shuffled, shrinks 2.34, 2.42, 2.45 and 2.59 times. Beside short articles on unlike subjects, ours
    /// are a tenth too easy.
    /// </summary>
    private const int PhrasePercent = 21;

    private const int GivenNames = 300;
    private const int Syllables = 400;

    /// <summary>From this rank on, words get rare faster.</summary>
    private const int Bend = 8_000;

    private const int FirstDerived = 100;
    private const int FirstName = 150;
    private const int FirstTopic = 300;

    private static readonly string[] Onsets =
    [
        "", "", "", "", "b", "c", "c", "d", "d", "f", "f", "g", "h", "h", "l", "l", "m", "m", "n", "n", "p", "p", "r",
        "r", "r", "s", "s", "t", "t", "t", "t", "v", "w", "w", "st", "tr", "pr", "ch", "ch", "sh", "th", "th", "gr",
        "pl", "fl", "c", "br", "qu", "j", "k", "m", "l",
    ];

    private static readonly string[] Vowels =
    [
        "a", "a", "a", "a", "a", "a", "e", "e", "e", "e", "e", "e", "e", "e", "i", "i", "i", "i", "i", "o", "o", "o",
        "o", "o", "u", "u", "y", "ea", "ai", "ou", "io", "ee", "oo",
    ];

    private static readonly string[] Codas =
    [
        "", "", "", "", "", "", "", "n", "n", "n", "r", "r", "r", "s", "s", "t", "t", "l", "l", "m", "d", "c", "p", "g",
        "nd", "st", "ck", "ng", "rt", "nt", "ll", "te", "re", "ve", "ce",
    ];

    private static readonly string[] Endings =
    [
        "s", "s", "s", "s", "s", "ed", "ed", "ed", "ing", "ing", "ing", "er", "er", "ers", "ly", "ly", "ion", "ions",
        "ation", "ment", "al", "al", "y", "able", "ity", "es", "ness", "ive", "ic",
    ];

    private static readonly string[] AccentedVowels = ["é", "ö", "ü", "á", "ç"];

    private readonly string[] _words = new string[Words];
    private readonly string[] _phrases = new string[Phrases];
    private readonly string[] _syllables = new string[Syllables];

    /// <summary>A letter, but for one seed in two hundred, whose syllables have two or more.</summary>
    private readonly int _shortest;

    private readonly WeightedChoice _frequency = WeightedChoice.Zipf(Words, offset: 1, Bend);
    private readonly WeightedChoice _topicFrequency =
        WeightedChoice.Zipf(Words - FirstTopic, offset: FirstTopic, Bend);

    private readonly WeightedChoice _phraseFrequency = WeightedChoice.Zipf(Phrases, offset: 20);
    private readonly WeightedChoice _givenNameFrequency = WeightedChoice.Zipf(GivenNames, offset: 10);
    private readonly WeightedChoice _syllableFrequency = WeightedChoice.Zipf(Syllables, offset: 10);

    public Vocabulary(ulong seed)
    {
        var random = new RandomStream(seed, Purpose.Vocabulary, 0);
        for (var i = 0; i < Syllables; i++)
        {
            _syllables[i] = random.Pick<string>(Onsets) + random.Pick<string>(Vowels) + random.Pick<string>(Codas);
        }

        _shortest = _syllables.Min(syllable => syllable.Length);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var stems = new List<string>(Words);
        for (var rank = 0; rank < Words; rank++)
        {
            bool derived;
            string word;
            do
            {
                derived = rank >= FirstDerived && !random.OneIn(3);
                word = derived
                    ? stems[random.Below(stems.Count)] + random.Pick<string>(Endings)
                    : Stem(random, rank);
            }
            while (!known.Add(word));

            if (!derived && rank >= 30)
            {
                stems.Add(word);
            }

            _words[rank] = rank >= FirstName && !derived && random.OneIn(3) ? Capitalised(word) : word;
        }

        for (var i = 0; i < Phrases; i++)
        {
            _phrases[i] = WordsInARow(random, random.Between(2, 4));
        }
    }

    /// <summary>How many words are more frequent; negative where it is none.</summary>
    public int RankOf(string word) => Array.IndexOf(_words, word);

    /// <summary>A word or a set phrase, by its frequency in the language.</summary>
    public string Draw(RandomStream random) =>
        random.Below(100) < PhrasePercent ? _phrases[_phraseFrequency.Draw(random)] : DrawWord(random);

    /// <summary>A word that an article can be about: none of the most frequent.</summary>
    public string DrawTopic(RandomStream random) => _words[FirstTopic + _topicFrequency.Draw(random)];

    /// <summary>Two words, the first of which many have.</summary>
    public string DrawName(RandomStream random) =>
        Capitalised(_words[FirstTopic + _givenNameFrequency.Draw(random)]) + " " + Capitalised(DrawTopic(random));

    /// <summary>A phrase that belongs to one article: a word that the article is about, and its neighbours.</summary>
    public string DrawTerm(RandomStream random) => random.Below(4) switch
    {
        0 => WordsInARow(random, 1) + " " + DrawTopic(random),
        1 => DrawTopic(random) + " " + WordsInARow(random, 2),
        2 => DrawTopic(random) + " " + DrawTopic(random),
        _ => WordsInARow(random, 2) + " " + DrawTopic(random),
    };

    public static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string DrawWord(RandomStream random) => _words[_frequency.Draw(random)];

    private string WordsInARow(RandomStream random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => DrawWord(random)));

    private string Stem(RandomStream random, int rank)
    {
        var (shortest, longest) = rank switch
        {
            3 => (_shortest, _shortest),
            < 15 => (2, 3),
            < 80 => (2, 4),
            < 400 => (3, 5),
            < 2_000 => (3, 6),
            < 10_000 => (3, 7),
            _ => (4, 8),
        };
        var length = random.Between(shortest, longest);
        var word = new StringBuilder();
        while (word.Length != length)
        {
            if (word.Length > length)
            {
                word.Clear();
            }

            word.Append(rank > 2_000 && random.OneIn(150)
                ? random.Pick<string>(AccentedVowels)
                : _syllables[_syllableFrequency.Draw(random)]);
        }

        return word.ToString();
    }
}
