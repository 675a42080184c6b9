using System.Text;
using Archiver.Articles;
using Archiver.Files;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>Every original as it came in, under its article's ID, and their checksums as <c>sha256sum -c</c> reads them.</summary>
internal sealed class OriginalsFolder(OutputFolder folder, ExportOptions options) : ExportWriter
{
    private const string Sums = "SHA256SUMS";

    /// <summary>What is told of its name: what an original begins, no system may run.</summary>
    private static readonly string[] Endings =
        ["txt", "html", "htm", "xhtml", "mhtml", "mht", "md", "json", "jsonl", "csv", "xml", "epub", "eml", "enex", "warc", "webarchive", "opml"];

    private Stream? _sums;

    public override ArticleParts Needs => ArticleParts.Original;

    public override void Write(Article article, ArticleText text)
    {
        ReadOnlyMemory<byte> original;
        try
        {
            original = text.ReadOriginal!();
        }
        catch (ArchiverException lost) when (lost.Failure == Failure.NotFound)
        {
            options.Warn(lost.Message);
            return;
        }

        var ending = text.Source is { } source && Path.GetExtension(source.Input).TrimStart('.').ToLowerInvariant() is var stated
            && Endings.Contains(stated) ? stated : article.Format == Article.FirstFormat ? "txt" : "bin";
        var name = $"{article.Id}.{ending}";
        _sums ??= folder.OpenScratch();
        _sums.Write(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(ContentHash.Sha256(original.Span))}  {name}\n"));
        folder.Write(name, original);
    }

    public override void Complete()
    {
        if (_sums is { } sums)
        {
            sums.Position = 0;
            folder.Write(Sums, sums.CopyTo);
        }
    }

    public override void Dispose() => _sums?.Dispose();
}
