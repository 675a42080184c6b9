using System.Globalization;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Exporting.Formats;

/// <summary>All articles as one EPUB.</summary>
internal sealed class EpubWriter(Stream output, ExportOptions options) : ExportWriter
{
    private EpubBook? _book;

    public override void Begin() => _book = new EpubBook(output, options.Now);

    public override void Write(Article article, ArticleText text) => _book!.Add(article, text);

    /// <summary>The directory of the file is written when the book is disposed.</summary>
    public override void Complete()
    {
        _book!.Complete();
        _book.Dispose();
        output.Flush();
    }

    public override void Dispose()
    {
    }
}

/// <summary>
/// All articles as several EPUBs in a folder. None is longer than <see cref="ExportOptions.MaxBook"/>, unless one
/// article alone is.
/// </summary>
internal sealed class EpubFolder(OutputFolder folder, ExportOptions options) : ExportWriter
{
    /// <summary>In bytes: what the lists of a book say of an article.</summary>
    private const int OfAnArticle = 800;

    private int _books;
    private bool _hasFirst;
    private FileBook? _open;

    public override void Write(Article article, ArticleText text)
    {
        var length = OfAnArticle + text.Paragraphs.Sum(paragraph => 40L + paragraph.Length);
        if (_open is { } open && _hasFirst && open.Length + length > options.MaxBook)
        {
            Close();
        }

        _open ??= new FileBook(folder.OpenScratch(), options.Now);
        _open.Add(article, text);
        _hasFirst = true;
    }

    public override void Complete()
    {
        if (_open is not null)
        {
            Close();
        }
    }

    public override void Dispose() => _open?.Dispose();

    private void Close()
    {
        _books++;
        var name = string.Create(CultureInfo.InvariantCulture, $"articles-{_books:D3}.epub");
        folder.Write(name, _open!.CopyTo);
        _open.Dispose();
        (_open, _hasFirst) = (null, false);
    }

    private sealed class FileBook(Stream file, DateTime now) : IDisposable
    {
        private readonly EpubBook _book = new(file, now);

        /// <summary>As long as it would be now, about.</summary>
        public long Length => file.Position + ((long)_book.Count * OfAnArticle);

        public void Add(Article article, ArticleText text) => _book.Add(article, text);

        public void CopyTo(Stream output)
        {
            _book.Complete();
            _book.Dispose();
            file.Position = 0;
            file.CopyTo(output);
        }

        public void Dispose() => file.Dispose();
    }
}
