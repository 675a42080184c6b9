using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Files;

namespace Archiver.Exporting.Formats;

/// <summary>A file of Markdown for each article, with what is known of it in front.</summary>
internal sealed class MarkdownFolder(OutputFolder folder, ExportOptions options) : ExportWriter
{
    private readonly FileText _file = new();
    private (Article? Of, string Name) _usual;
    private readonly bool _isHugo = options.Flavor == MarkdownFlavor.Hugo;

    public override bool MayPass => folder.HasEarlier;

    public override bool IsThere(Article article) => folder.IsThere(UsualName(article), StateOf(article));

    public override bool Pass(Article article) => folder.Take(UsualName(article));

    public override void Write(Article article, ArticleText text)
    {
        var output = _file.Begin();
        new FrontMatter(output).Write(article, text, _isHugo);
        if (text.Paragraphs.Count > 0 || text.Highlights.Count > 0)
        {
            output.Write('\n');
            new MarkdownBody(output, hasEquals: !_isHugo).Write(new ArticleBody(text));
        }

        folder.Write(_isHugo ? ArticleFileName.Take(folder, article, "content/posts/", "/index.md", isSlug: true)
            : ArticleFileName.Take(folder, article, "", ".md"), _file.Content, StateOf(article));
    }

    /// <summary>It is asked for twice of the same article.</summary>
    private string UsualName(Article article) => ReferenceEquals(_usual.Of, article) ? _usual.Name
        : (_usual = (article, _isHugo ? ArticleFileName.Usual(article, "content/posts/", "/index.md", isSlug: true)
            : ArticleFileName.Usual(article, "", ".md"))).Name;

    private ulong StateOf(Article article) => ArticleState.Of(article, options.Flavor.ToString());

    public override void Complete()
    {
    }

    public override void Dispose() => _file.Dispose();
}
