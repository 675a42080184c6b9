using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>All articles as one page that is complete in itself: its own style, no script, nothing from elsewhere.</summary>
internal sealed class HtmlPageWriter(Stream output) : TextExportWriter(output)
{
    private (Article Article, ArticleText Text)? _first;
    private bool _isBegun;

    public override void Write(Article article, ArticleText text)
    {
        // Only with the second it is known that it is a page of several.
        if (_first is null)
        {
            _first = (article, text);
            return;
        }

        if (!_isBegun)
        {
            Begin("Articles", null);
            Out.Write("<h1>Articles</h1>\n");
            _isBegun = true;
            Write(_first.Value.Article, _first.Value.Text, 2);
            _first = (article, new ArticleText([], [], []));
        }

        Write(article, text, 2);
    }

    public override void Complete()
    {
        if (!_isBegun)
        {
            Begin(_first is { } only ? ArticleHtml.TitleOf(only.Article) : "Articles", _first?.Article);
            if (_first is { } one)
            {
                Write(one.Article, one.Text, 1);
            }
            else
            {
                Out.Write("<h1>Articles</h1>\n<p>No articles.</p>\n");
            }
        }

        Out.Write("</main>\n</body>\n</html>\n");
        base.Complete();
    }

    private void Begin(string title, Article? article)
    {
        var style = Convert.ToBase64String(ContentHash.Sha256(Encoding.UTF8.GetBytes(ArticleHtml.Css)));
        Out.Write($"""
            <!DOCTYPE html>
            <html{ArticleHtml.LanguageAttributes(article is null ? "en" : ArticleHtml.LanguageOf(article))}>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{style}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{HtmlBody.Escape(title)}</title>
            <style>{ArticleHtml.Css}</style>
            </head>
            <body>
            <main>

            """);
    }

    private void Write(Article article, ArticleText text, int level)
    {
        Out.Write($"<article{(level == 1 ? "" : ArticleHtml.LanguageAttributes(ArticleHtml.LanguageOf(article)))}>\n");
        ArticleHtml.WriteHead(Out, article, level);
        new HtmlBody(Out, level + 1) { IsPage = true }.Write(new ArticleBody(text));
        Out.Write("</article>\n");
    }
}
