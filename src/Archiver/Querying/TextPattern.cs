using System.Text;
using Archiver.Texts;

namespace Archiver.Querying;

/// <summary>
/// Words that must follow one another in a text; the last may be only the beginning of a word. One word that is not in
/// quotes stands for all its English forms.
/// </summary>
/// <param name="Words">The words as <see cref="FoldedText"/> has them, with one space between each two.</param>
/// <param name="IsPrefix">Whether the last word may go on.</param>
/// <param name="Stem">What the words have that are found (<see cref="EnglishStem"/>); null where just these are.</param>
internal sealed record TextPattern(string Words, bool IsPrefix, string? Stem = null) : FieldValue
{
    /// <summary>What stands in a <see cref="FoldedText"/> that has the words; of a stem, the beginning of it.</summary>
    private string Key { get; } = Stem is not null ? $" {Stem.AsSpan(0, EnglishStem.SharedLength(Stem))}"
        : IsPrefix ? $" {Words}"
        : $" {Words} ";

    /// <returns>Null where no word is written, or an asterisk not at the end.</returns>
    public static TextPattern? Read(WrittenValue written)
    {
        var (text, isPrefix) = written is { IsQuoted: false } && written.Text.EndsWith('*')
            ? (written.Text[..^1], true)
            : (written.Text, written.IsPrefix);
        var words = FoldedText.WordsOf(text);
        if (words.Length == 0 || (!written.IsQuoted && text.Contains('*', StringComparison.Ordinal)))
        {
            return null;
        }

        // A character that is a word of its own cannot go on.
        return new TextPattern(words, isPrefix && !FoldedText.IsOwnWord(LastOf(words)),
            written.IsQuoted || isPrefix || !EnglishStem.IsOf(words) ? null : EnglishStem.Of(words));
    }

    /// <summary>
    /// A pattern for each way in which the text's apostrophes may be written (<see cref="Apostrophes"/>): the first is
    /// what <see cref="Read"/> reads, and mostly the only one. Empty where that reads nothing.
    /// </summary>
    public static IReadOnlyList<TextPattern> ReadAll(WrittenValue written)
    {
        if (Read(written) is not { } asWritten)
        {
            return [];
        }

        var others = ((bool[])[true, false]).Select(vanishing => Apostrophes.Rewrite(written.Text, vanishing))
            .Select(text => Read(written with { Text = text, IsQuoted = true, IsPrefix = asWritten.IsPrefix }))
            .OfType<TextPattern>();
        return [asWritten, .. others.DistinctBy(other => other.Words).Where(other => other.Words != asWritten.Words)];
    }

    /// <summary>Whether the words follow one another somewhere in one of the texts.</summary>
    public bool IsIn(FoldedText text) => FindIn(text.Words, 0, out _) >= 0;

    public bool IsIn(string? text)
    {
        var folded = new FoldedText();
        folded.Add(Encoding.UTF8.GetBytes(text ?? ""));
        return IsIn(folded);
    }

    /// <summary>Where the words stand next in those of a <see cref="FoldedText"/>; negative where they do not.</summary>
    /// <param name="words">The words to search.</param>
    /// <param name="start">Where to begin: at the space before a word.</param>
    /// <param name="end">Where the last word of the pattern ends: at the space after it.</param>
    public int FindIn(ReadOnlySpan<char> words, int start, out int end)
    {
        for (end = start; words[end..].IndexOf(Key, StringComparison.Ordinal) is >= 0 and var found;)
        {
            var at = end + found;
            var last = at + Key.Length - (Key.EndsWith(' ') ? 1 : 0);
            end = last + words[last..].IndexOf(' ');
            if (Stem is null || (EnglishStem.IsOf(words[(at + 1)..end]) && EnglishStem.Is(words[(at + 1)..end], Stem)))
            {
                return at + 1;
            }
        }

        return -1;
    }

    public override string ToString()
    {
        var isOneWord = !Words.Contains(' ', StringComparison.Ordinal);
        if (!isOneWord && !IsPrefix && Words.EnumerateRunes().All(rune => rune.Value == ' ' || FoldedText.IsOwnWord(rune)))
        {
            return Words.Replace(" ", "", StringComparison.Ordinal);
        }

        var isBare = isOneWord && (IsPrefix || Stem is not null || !EnglishStem.IsOf(Words));
        return (isBare ? Words : $"\"{Words}\"") + (IsPrefix ? "*" : "");
    }

    private static Rune LastOf(string words)
    {
        _ = Rune.DecodeLastFromUtf16(words, out var last, out _);
        return last;
    }
}
