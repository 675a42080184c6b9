using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Files;

namespace Archiver.Exporting.Formats;

/// <summary>A file of Markdown for each article, with what is known of it in front.</summary>
internal sealed class MarkdownFolder(OutputFolder folder, ExportOptions options) : ExportWriter
{
    private readonly MemoryStream _file = new();
    private readonly bool _isHugo = options.Flavor == MarkdownFlavor.Hugo;

    public override bool MayPass => folder.HasEarlier;

    public override void Begin()
    {
    }

    public override bool IsThere(Article article) => folder.IsThere(UsualName(article), StateOf(article));

    public override bool Pass(Article article) => folder.Take(UsualName(article));

    public override void Write(Article article, ArticleText text)
    {
        _file.SetLength(0);
        using (var output = new StreamWriter(_file, new UTF8Encoding(false), 16 << 10, leaveOpen: true) { NewLine = "\n" })
        {
            new FrontMatter(output).Write(article, text, _isHugo);
            if (text.Paragraphs.Count > 0 || text.Highlights.Count > 0)
            {
                output.Write('\n');
                new MarkdownBody(output, hasEquals: !_isHugo).Write(new ArticleBody(text));
            }
        }

        folder.Write(_isHugo ? ArticleFileName.Take(folder, article, "content/posts/", "/index.md", isSlug: true)
            : ArticleFileName.Take(folder, article, "", ".md"), _file.GetBuffer().AsSpan(0, (int)_file.Length), StateOf(article));
    }

    private string UsualName(Article article) => _isHugo ? ArticleFileName.Usual(article, "content/posts/", "/index.md", isSlug: true)
        : ArticleFileName.Usual(article, "", ".md");

    private ulong StateOf(Article article) => ArticleState.Of(article, options.Flavor.ToString());

    public override void Complete()
    {
    }

    public override void Dispose() => _file.Dispose();
}
