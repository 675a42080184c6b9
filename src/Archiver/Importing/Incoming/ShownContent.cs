using Archiver.Articles;
using Archiver.Store;

namespace Archiver.Importing.Incoming;

/// <summary>
/// What an article is shown to say, and an export of ours says of it: what was imported, with what other states add, and over that
/// what the reader has said. Where it comes back, it is no new state: else a correction would become what an input states.
/// </summary>
internal static class ShownContent
{
    /// <summary>The export may be from before so many of the reader's notes.</summary>
    private const int MostNotesSince = 32;

    /// <summary>Whether an article that was read again says what it is shown to say, now or before the last notes. That it was read less often then is nothing new.</summary>
    /// <param name="prepared">What was read.</param>
    /// <param name="article">The article.</param>
    /// <param name="read">Reads its texts.</param>
    public static bool IsSaidBy(PreparedArticle prepared, Article article, Converter<TextNumber, ReadOnlyMemory<byte>> read)
    {
        var text = ArticleTexts.RecordOf(article, read).ReadText(read);
        if (DigestOf(prepared.Texts) != ContentDigest.Of(Details.None, 0, [], text.Paragraphs, text.Similar, text.Summary))
        {
            return false;
        }

        var said = prepared.Stated.Details;
        var reading = (Count: Nullable.Compare(said.ReadCount, article.ReadCount) < 0 ? article.ReadCount : said.ReadCount,
            Last: Nullable.Compare(said.LastRead, article.LastRead) < 0 ? article.LastRead : said.LastRead);
        var digest = ContentDigest.Of(said with { ReadCount = reading.Count, LastRead = reading.Last }, said.Words ?? prepared.Stated.CountedWords, prepared.Texts.Form ?? []);
        for (var notes = article.Notes.Count; notes >= Math.Max(0, article.Notes.Count - MostNotesSince); notes--)
        {
            var then = article with { Notes = [.. article.Notes.Take(notes)] };
            var marked = ArticleTexts.WithAdded(text, then).Highlights;
            var form = new ArticleForm(text.Blocks, marked.Count == 0 ? null : marked).ToBytes() ?? [];
            if (ContentDigest.Of(then.Details with { ReadCount = article.ReadCount, LastRead = article.LastRead }, article.Words, form) == digest)
            {
                return true;
            }
        }

        return false;
    }

    private static Digest DigestOf(HashedTexts texts) => ContentDigest.Of(Details.None, 0, [],
        texts.Body.Select(text => text.Text), texts.Similar.Select(text => text.Text), texts.Summary.Select(text => text.Text));
}
