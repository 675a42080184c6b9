using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>
/// A small sample of a body by which nearly equal bodies are found: of the hashes of all its shingles, three words in a
/// row each, the smallest (a bottom-k MinHash). Bodies that share a part of their shingles share about that part of their
/// samples. A word is one of <see cref="FoldedText"/>, so that case, accents and punctuation do not count, and in a
/// script without spaces a character is a word.
/// </summary>
internal sealed class BodySketch
{
    /// <summary>How many hashes a sample has at most. With 64 a part of a third is 22 of them, give or take 4.</summary>
    public const int Size = 64;

    private const int ShingleWords = 3;

    /// <summary>How many hashes are looked at to find the smallest: so many that there are hardly ever too few.</summary>
    private const int Expected = Size * 3 / 2;

    private readonly FoldedText _folded = new();
    private readonly List<ulong> _words = [];
    private readonly List<uint> _shingles = [];

    /// <summary>The sample of a body, in rising order; empty where it has no word.</summary>
    public uint[] Of(ArticleText text)
    {
        ReadWords(text, _folded, _words);
        var words = CollectionsMarshal.AsSpan(_words);
        var sketch = Smallest(words, (uint)Math.Min(uint.MaxValue, uint.MaxValue / (words.Length + 1.0) * Expected));
        return sketch.Length == Size ? sketch : Smallest(words, uint.MaxValue);
    }

    /// <summary>The smallest hashes up to a limit, which spares sorting all of them.</summary>
    private uint[] Smallest(ReadOnlySpan<ulong> words, uint limit)
    {
        _shingles.Clear();
        for (var at = 0; at < Math.Max(words.Length - ShingleWords + 1, Math.Min(words.Length, 1)); at++)
        {
            var hash = HashOf(words[at..Math.Min(at + ShingleWords, words.Length)]);
            if (hash <= limit)
            {
                _shingles.Add(hash);
            }
        }

        var shingles = CollectionsMarshal.AsSpan(_shingles);
        shingles.Sort();
        var kept = 0;
        for (var at = 0; at < shingles.Length && kept < Size; at++)
        {
            if (kept == 0 || shingles[at] != shingles[kept - 1])
            {
                shingles[kept++] = shingles[at];
            }
        }

        return shingles[..kept].ToArray();
    }

    /// <summary>The hashes of a body's words, in their order.</summary>
    public static void ReadWords(ArticleText text, FoldedText folded, List<ulong> words)
    {
        words.Clear();
        foreach (var paragraph in text.Paragraphs)
        {
            folded.Clear();
            folded.Add(paragraph.Span);
            ReadWords(folded.Words, words);
        }
    }

    private static void ReadWords(ReadOnlySpan<char> written, List<ulong> words)
    {
        while (!written.IsEmpty)
        {
            var end = written.IndexOfAny(' ', '\n');
            var word = end < 0 ? written : written[..end];
            if (!word.IsEmpty)
            {
                words.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word)));
            }

            written = end < 0 ? [] : written[(end + 1)..];
        }
    }

    private static uint HashOf(ReadOnlySpan<ulong> words)
    {
        var hash = 0ul;
        foreach (var word in words)
        {
            hash = (BitOperations.RotateLeft(hash, 23) ^ word) * 0x9E3779B97F4A7C15;
        }

        return (uint)((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9 >> 32);
    }
}
