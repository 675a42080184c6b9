using System.Text;
using Archiver.Texts;

namespace Archiver.Articles;

/// <summary>The summary, which the reading app cuts at about 300 characters, in mid-sentence.</summary>
public static class Summary
{
    /// <summary>Where a full stop may be an abbreviation's at which the app has cut by chance.</summary>
    private const int NearCut = 280;

    /// <summary>Whether a summary was cut: it does not end a sentence.</summary>
    /// <param name="summary">Its lines, or the last of them.</param>
    public static bool IsTruncated(ReadOnlySpan<byte> summary)
    {
        var text = Encoding.UTF8.GetString(summary).AsSpan().TrimEnd();
        var end = text.Length;
        while (end > 0 && Rune.TryCreate(text[end - 1], out var closer) && Sentence.IsCloser(closer))
        {
            end--;
        }

        if (end == 0)
        {
            return false;
        }

        if (!Rune.TryCreate(text[end - 1], out var last) || !Sentence.IsEnder(last) || text[..end].EndsWith("..."))
        {
            return true;
        }

        return last.Value == '.' && text.Length >= NearCut && Sentence.IsAbbreviation(text, end - 1);
    }
}
