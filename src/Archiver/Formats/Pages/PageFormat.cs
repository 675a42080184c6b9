using Archiver.Formats.Reading;

namespace Archiver.Formats.Pages;

/// <summary>Saved web pages, one article each.</summary>
internal sealed class PageFormat : IArticleFormat
{
    public const string FormatName = "page";

    public string Name => FormatName;

    public string Description => "saved web pages in HTML, also those of SingleFile";

    public bool Recognizes(InputHead head) => PageSniffing.LooksLikePage(head.Bytes);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : WholeInputReader(MaxLength, options.Cancellation)
    {
        /// <summary>A page with all its pictures in it may have 20 MB.</summary>
        private const long MaxLength = 256 << 20;

        protected override Stretch Read(ReadOnlyMemory<byte> bytes)
        {
            var page = PageReader.Read(bytes, options.Encoding is { } encoding ? new PageContext(Charset: encoding.Name) : null);
            return Whole(bytes, PageArticle.Of(page, bytes, options.TimeZone));
        }
    }
}
