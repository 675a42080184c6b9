using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>A term as it stands in one text.</summary>
/// <param name="Term">Its number in the <see cref="Vocabulary"/>.</param>
/// <param name="Count">How often it stands there.</param>
internal record struct TermCount(int Term, float Count);

/// <summary>
/// The terms of the texts that are compared with one another, by numbers. A term is what the forms of an English word have
/// in common (<see cref="EnglishStem"/>), any other word as <see cref="FoldedText"/> has it, and in a script without spaces
/// two characters in a row. Words that every text has (<see cref="StopWords"/>) are none.
/// </summary>
internal sealed class Vocabulary
{
    private const int NoTerm = -1;

    private readonly Dictionary<string, int> _terms = [];
    private readonly Dictionary<string, int> _words = [];
    private readonly List<List<string>> _forms = [];
    private readonly FoldedText _folded = new();
    private readonly StringBuilder _pair = new();

    /// <summary>How many terms there are.</summary>
    public int Count => _forms.Count;

    /// <summary>The folded words that were taken for a term; of two characters, both with a space between them.</summary>
    public IReadOnlyList<string> FormsOf(int term) => _forms[term];

    /// <summary>A term as it may be shown: the shortest word that was taken for it.</summary>
    public string NameOf(int term) =>
        _forms[term].MinBy(form => form.Length)!.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether a term is two characters of a script without spaces.</summary>
    public bool IsPair(int term) => _forms[term][0].Contains(' ', StringComparison.Ordinal);

    /// <summary>Counts the terms of texts in UTF-8.</summary>
    /// <param name="texts">The texts, and how much a term in each of them counts.</param>
    /// <returns>The terms in rising order.</returns>
    public TermCount[] Read(IEnumerable<(ReadOnlyMemory<byte> Text, float Weight)> texts)
    {
        var counts = new Dictionary<int, float>();
        foreach (var (text, weight) in texts)
        {
            _folded.Clear();
            _folded.Add(text.Span);
            Read(_folded.Words, term => CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _) += weight);
        }

        return [.. counts.Select(count => new TermCount(count.Key, count.Value)).OrderBy(count => count.Term)];
    }

    private void Read(ReadOnlySpan<char> words, Action<int> add)
    {
        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> before = [];
        var isAlone = false;
        while (!words.IsEmpty)
        {
            var end = words.IndexOfAny(' ', '\n') is >= 0 and var found ? found : words.Length;
            var word = words[..end];
            words = words[Math.Min(end + 1, words.Length)..];
            if (word.IsEmpty)
            {
                continue;
            }

            var isOwnWord = IsOwnWord(word);
            if (isAlone && !isOwnWord)
            {
                Add(before);
            }

            if (!isOwnWord)
            {
                Add(word);
            }
            else if (before.Length > 0)
            {
                Add(_pair.Clear().Append(before).Append(' ').Append(word).ToString());
            }

            isAlone = isOwnWord && before.IsEmpty;
            before = isOwnWord ? word : [];
        }

        if (isAlone)
        {
            Add(before);
        }

        void Add(ReadOnlySpan<char> form)
        {
            if (!known.TryGetValue(form, out var term))
            {
                term = TermOf(form);
                known[form] = term;
            }

            if (term != NoTerm)
            {
                add(term);
            }
        }
    }

    private int TermOf(ReadOnlySpan<char> word)
    {
        if (StopWords.Contains(word) || (word.Length == 1 && !IsOwnWord(word)))
        {
            return NoTerm;
        }

        var name = EnglishStem.IsOf(word) ? EnglishStem.Of(word) : word.ToString();
        if (!_terms.TryGetValue(name, out var term))
        {
            _terms[name] = term = _forms.Count;
            _forms.Add([]);
        }

        _forms[term].Add(word.ToString());
        return term;
    }

    private static bool IsOwnWord(ReadOnlySpan<char> word) => word[0] >= '\u0E00'
        && Rune.DecodeFromUtf16(word, out var rune, out _) == OperationStatus.Done && FoldedText.IsOwnWord(rune);
}
