using Archiver.Articles;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Dumps;

/// <summary>Text dumps, one article as it was copied from the reading app.</summary>
internal sealed class DumpFormat : IArticleFormat
{
    public const string FormatName = Article.FirstFormat;

    public string Name => FormatName;

    public string Description => "text dumps, as they are copied from the reading app";

    /// <summary>Only the end of a dump shows that it is one. So any text may be one, and the reader says what is none.</summary>
    public bool Recognizes(InputHead head) => true;

    public IArticleReader NewReader(ReadingOptions options) =>
        new DumpReader(Stream.Null, encoding: options.Encoding, cancellation: options.Cancellation);
}
