using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>Words of one text that stand in the place of words of another; either may be empty.</summary>
public sealed record WordChange(string Removed, string Added);

/// <summary>The first differences of two bodies, word by word, to give an idea of them.</summary>
/// <param name="Changes">At most three, each cut to some words.</param>
/// <param name="GoesOn">Whether there are more.</param>
public sealed record ShortDiff(IReadOnlyList<WordChange> Changes, bool GoesOn)
{
    private const int MostChanges = 3;

    /// <summary>Of longer passages the rest is cut.</summary>
    private const int MostCharacters = 60;

    /// <summary>So many words of the paragraphs that differ are compared.</summary>
    private const int Window = 300;

    public static readonly ShortDiff None = new([], GoesOn: false);

    public static ShortDiff Between(ArticleText before, ArticleText after)
    {
        var changed = ListDiff.Between(before.Paragraphs, after.Paragraphs);
        var removed = Words(changed, ListChange.Removed, out var removedGoesOn);
        var added = Words(changed, ListChange.Added, out var addedGoesOn);
        var changes = Compare(removed, added);
        return new ShortDiff(
            [.. changes.Take(MostChanges).Select(change => new WordChange(Cut(change.Removed), Cut(change.Added)))],
            changes.Count > MostChanges || removedGoesOn || addedGoesOn);
    }

    private static List<string> Words(
        IEnumerable<(ListChange Change, ReadOnlyMemory<byte> Text)> paragraphs, ListChange side, out bool goesOn)
    {
        var words = new List<string>();
        foreach (var (_, text) in paragraphs.Where(paragraph => paragraph.Change == side))
        {
            if (words.Count >= Window)
            {
                break;
            }

            // No more of a long paragraph is decoded than the window has room for.
            Split(Encoding.UTF8.GetString(text.Span[..Math.Min(text.Length, Window * MostCharacters)]), words);
        }

        goesOn = words.Count > Window;
        return goesOn ? words[..Window] : words;
    }

    /// <summary>Words with the space after them, so that they can be put together again.</summary>
    private static void Split(string text, List<string> words)
    {
        var start = 0;
        var at = 0;
        var isOwnWord = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var wasOwnWord = isOwnWord;
            isOwnWord = FoldedText.IsOwnWord(rune);
            if (at > start && !Rune.IsWhiteSpace(rune) && (isOwnWord || wasOwnWord || char.IsWhiteSpace(text[at - 1])))
            {
                words.Add(text[start..at]);
                start = at;
            }

            at += rune.Utf16SequenceLength;
        }

        words.Add(text[start..].TrimEnd() + ' ');
    }

    private static List<(List<string> Removed, List<string> Added)> Compare(List<string> before, List<string> after)
    {
        var changes = new List<(List<string> Removed, List<string> Added)>();
        var isOpen = false;
        foreach (var (change, word) in ListDiff.Between(before, after, AreSame))
        {
            if (change != ListChange.Kept)
            {
                if (!isOpen)
                {
                    changes.Add(([], []));
                }

                (change == ListChange.Removed ? changes[^1].Removed : changes[^1].Added).Add(word);
            }

            isOpen = change != ListChange.Kept;
        }

        return changes;

        static bool AreSame(string left, string right) =>
            left.AsSpan().TrimEnd().SequenceEqual(right.AsSpan().TrimEnd());
    }

    private static string Cut(List<string> words)
    {
        var text = string.Concat(words).TrimEnd();
        if (text.Length <= MostCharacters)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', MostCharacters);
        var end = space > MostCharacters / 2 ? space : MostCharacters;
        end -= char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }
}
