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

    private readonly MemoryStream _file = new();

    public override bool NeedsOriginals => true;

    private Stream? _sums;

    public override void Begin()
    {
    }

    public override void Write(Article article, ArticleText text)
    {
        _file.SetLength(0);
        try
        {
            _file.Write(options.ReadOriginal(article).Span);
        }
        catch (ArchiverException lost) when (lost.Failure == Failure.NotFound)
        {
            options.Warn(lost.Message);
            return;
        }

        var content = _file.GetBuffer().AsMemory(0, (int)_file.Length);
        var ending = text.Source is { } source && Path.GetExtension(source.Input).TrimStart('.').ToLowerInvariant() is var stated
            && Endings.Contains(stated) ? stated : article.Format == Article.FirstFormat ? "txt" : "bin";
        var name = $"{article.Id}.{ending}";
        _sums ??= folder.OpenScratch();
        _sums.Write(Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(ContentHash.Sha256(content.Span))}  {name}\n"));
        folder.Write(name, content);
        if (_file.Capacity > 4 << 20)
        {
            _file.SetLength(0);
            _file.Capacity = 0;
        }
    }

    public override void Complete()
    {
        if (_sums is { } sums)
        {
            sums.Position = 0;
            folder.Write(Sums, sums.CopyTo);
        }
    }

    public override void Dispose()
    {
        _sums?.Dispose();
        _file.Dispose();
    }
}
