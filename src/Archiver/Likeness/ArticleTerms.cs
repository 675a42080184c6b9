using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Likeness;

/// <summary>The terms of an article, those of its title and its lead counted higher than those of the rest.</summary>
internal sealed record ArticleTerms(Article Article, TermCount[] Counts)
{
    /// <summary>A title that was taken from the lead stands in the body, too, and so counts for one more.</summary>
    private const float OfTitle = 1f;

    private const float OfLead = 1.5f;

    public static ArticleTerms Of(Vocabulary vocabulary, Article article, ArticleText text) =>
        new(article, Of(vocabulary, article.Title, text.Paragraphs));

    public static TermCount[] Of(Vocabulary vocabulary, string? title, IReadOnlyList<ReadOnlyMemory<byte>> paragraphs) =>
        vocabulary.Read(TextBeginning.Of(paragraphs).Select((paragraph, index) => (paragraph, index == 0 ? OfLead : 1f))
            .Prepend((Encoding.UTF8.GetBytes(title ?? ""), OfTitle)));
}
