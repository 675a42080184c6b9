using Archiver.Articles;
using Archiver.Exporting.Reports;

namespace Archiver.Exporting.Formats;

/// <summary>One JSON object a line; nothing at all where there is no article.</summary>
internal sealed class JsonLinesWriter(Stream output) : ExportWriter
{
    private readonly JsonOutput _json = new(output);

    public override void Write(Article article, ArticleText text)
    {
        _json.Add(WholeArticle.Of(article, text));
        _json.Punctuate("\n"u8);
    }

    public override void Complete() => _json.Flush();

    public override void Dispose() => _json.Dispose();
}
