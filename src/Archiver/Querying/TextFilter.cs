using System.Text;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Querying;

/// <summary>Answers conditions on the text by searching it: in the title, the body and the summary.</summary>
internal static class TextFilter
{
    public static IEnumerable<(Article Article, ArticleText Text)> Filter(
        Query query, IEnumerable<(Article Article, ArticleText Text)> articles)
    {
        var folded = new FoldedText();
        ArticleText? current = null;
        var isFolded = false;
        var evaluator = new QueryEvaluator(_ => current!, (article, condition) =>
        {
            if (!isFolded)
            {
                Fold(article, current!, folded);
                isFolded = true;
            }

            return condition.Pattern.IsIn(folded);
        });
        foreach (var pair in articles)
        {
            (current, isFolded) = (pair.Text, false);
            if (evaluator.Matches(query, pair.Article))
            {
                yield return pair;
            }
        }
    }

    private static void Fold(Article article, ArticleText text, FoldedText folded)
    {
        folded.Clear();
        folded.Add(Encoding.UTF8.GetBytes(article.Title ?? ""));
        foreach (var line in text.Paragraphs.Concat(text.Summary))
        {
            folded.Add(line.Span);
        }
    }
}
