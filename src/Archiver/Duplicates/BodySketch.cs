using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using Archiver.Querying;

namespace Archiver.Duplicates;

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

    private readonly FoldedText _folded = new();
    private readonly List<ulong> _words = [];
    private readonly List<uint> _shingles = [];

    /// <summary>The sample of a body, in rising order; empty where it has no word.</summary>
    public uint[] Of(ArticleText text)
    {
        ReadWords(text, _folded, _words);
        _shingles.Clear();
        var words = CollectionsMarshal.AsSpan(_words);
        for (var at = 0; at <= words.Length - ShingleWords; at++)
        {
            _shingles.Add(HashOf(words.Slice(at, ShingleWords)));
        }

        if (words.Length is > 0 and < ShingleWords)
        {
            _shingles.Add(HashOf(words));
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
        folded.Clear();
        foreach (var paragraph in text.Paragraphs)
        {
            folded.Add(paragraph.Span);
        }

        words.Clear();
        var written = folded.Written;
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
