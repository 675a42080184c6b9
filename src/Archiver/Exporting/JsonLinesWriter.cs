using Archiver.Articles;

namespace Archiver.Exporting;

/// <summary>One JSON object a line; nothing at all where there is no article.</summary>
internal sealed class JsonLinesWriter(Stream output) : ExportWriter
{
    private readonly JsonItems _items = new(output);

    public override void Begin()
    {
    }

    public override void Write(Article article, ArticleText text) => Add(article, text);

    public override void WriteListing(Article article) => Add(article, text: null);

    public override void Complete() => _items.Flush();

    public override void Dispose() => _items.Dispose();

    private void Add(Article article, ArticleText? text)
    {
        _items.Add(article, text);
        _items.Punctuate("\n"u8);
    }
}
