using System.Text;
using Archiver.Texts;

namespace Archiver.Searching;

/// <summary>The stems of the words that came up, as the index takes them: to cut a word takes longer than to look it up.</summary>
internal sealed class StemTable
{
    /// <summary>How many words are remembered. Beyond that it begins anew.</summary>
    private const int MaxKnown = 200_000;

    /// <summary>So many letters fit into 64 bits.</summary>
    private const int MaxLetters = 12;

    /// <summary>How many of the short words can be found by one look. Most of a text is few words.</summary>
    private const int FrequentBits = 14;

    private readonly (ulong Word, byte[] Stem)[] _frequent = new (ulong, byte[])[1 << FrequentBits];
    private readonly Dictionary<ulong, byte[]> _known = [];

    /// <summary>A space and the marked stem of an English word; nothing where the word is its own stem.</summary>
    /// <param name="word">A word of which <see cref="EnglishStem.IsOf"/> is true.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<char> word)
    {
        if (word.Length > MaxLetters)
        {
            return Cut(word);
        }

        var letters = 0ul;
        foreach (var letter in word)
        {
            letters = (letters << 5) | (letter & 31u);
        }

        ref var last = ref _frequent[(letters * 0x9E3779B97F4A7C15) >> (64 - FrequentBits)];
        if (last.Word != letters)
        {
            if (!_known.TryGetValue(letters, out var stem))
            {
                if (_known.Count == MaxKnown)
                {
                    _known.Clear();
                }

                _known[letters] = stem = Cut(word);
            }

            last = (letters, stem);
        }

        return last.Stem;
    }

    private static byte[] Cut(ReadOnlySpan<char> word)
    {
        var stem = EnglishStem.Of(word);
        return word.SequenceEqual(stem) ? [] : Encoding.UTF8.GetBytes($" {ArticleWords.StemMark}{stem}");
    }
}
