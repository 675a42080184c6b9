using Archiver.Articles;

namespace Archiver.Exporting;

/// <summary>
/// One JSON array with an article a line, so that tools for lines (<c>diff</c>, <c>grep</c>) have something to hold;
/// <c>[]</c> where there is no article.
/// </summary>
internal sealed class JsonArrayWriter(Stream output) : ExportWriter
{
    private readonly JsonItems _items = new(output);
    private bool _any;

    public override void Begin() => _items.Punctuate("["u8);

    public override void Write(Article article, ArticleText text) => Add(article, text);

    public override void WriteListing(Article article) => Add(article, text: null);

    public override void Complete()
    {
        _items.Punctuate(_any ? "\n]\n"u8 : "]\n"u8);
        _items.Flush();
    }

    public override void Dispose() => _items.Dispose();

    private void Add(Article article, ArticleText? text)
    {
        _items.Punctuate(_any ? ",\n"u8 : "\n"u8);
        _any = true;
        _items.Add(article, text);
    }
}
