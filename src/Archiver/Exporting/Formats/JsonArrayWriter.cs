using Archiver.Articles;
using Archiver.Exporting.Reports;

namespace Archiver.Exporting.Formats;

/// <summary>One JSON array with an article a line; <c>[]</c> where there is none.</summary>
internal sealed class JsonArrayWriter(Stream output) : ExportWriter
{
    private readonly JsonOutput _json = new(output);
    private bool _any;

    public override void Begin() => _json.Punctuate("["u8);

    public override void Write(Article article, ArticleText text)
    {
        _json.Punctuate(_any ? ",\n"u8 : "\n"u8);
        _any = true;
        _json.Add(WholeArticle.Of(article, text));
    }

    public override void Complete()
    {
        _json.Punctuate(_any ? "\n]\n"u8 : "]\n"u8);
        _json.Flush();
    }

    public override void Dispose() => _json.Dispose();
}
