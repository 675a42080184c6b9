using System.Text;

namespace Archiver.Querying;

/// <summary>Words that must follow one another in a text; the last may be only the beginning of a word.</summary>
/// <param name="Words">The words as <see cref="FoldedText"/> has them, with one space between each two.</param>
/// <param name="IsPrefix">Whether the last word may go on.</param>
internal sealed record TextPattern(string Words, bool IsPrefix) : FieldValue
{
    /// <summary>What stands in a <see cref="FoldedText"/> that has the words.</summary>
    public string Key { get; } = IsPrefix ? $" {Words}" : $" {Words} ";

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
        return new TextPattern(words, isPrefix && !FoldedText.IsOwnWord(LastOf(words)));
    }

    public bool IsIn(string? text)
    {
        var folded = new FoldedText();
        folded.Add(Encoding.UTF8.GetBytes(text ?? ""));
        return folded.Contains(this);
    }

    public override string ToString()
    {
        var isBare = !Words.Contains(' ', StringComparison.Ordinal);
        if (!isBare && !IsPrefix && Words.EnumerateRunes().All(rune => rune.Value == ' ' || FoldedText.IsOwnWord(rune)))
        {
            return Words.Replace(" ", "", StringComparison.Ordinal);
        }

        return (isBare ? Words : $"\"{Words}\"") + (IsPrefix ? "*" : "");
    }

    private static Rune LastOf(string words)
    {
        _ = Rune.DecodeLastFromUtf16(words, out var last, out _);
        return last;
    }
}
