using System.Globalization;
using System.IO.Compression;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Exporting.Reports;

namespace Archiver.Exporting.Formats;

/// <summary>
/// One EPUB 3: pages as they come, then what names them. The order of the pages is that of the navigation: by category, in
/// the order in which the categories come.
/// </summary>
internal sealed class EpubBook : IDisposable
{
    /// <summary>In bytes of text: readers lay out a page at once.</summary>
    private const int MostOfPage = 200_000;

    private const int MostOfTitle = 200;

    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ArticleField[] Facts =
        [.. ArticleField.All.Where(field => field.Name is not ("paragraphs" or "blocks") && field.Name.Split('.')[0] != "source")];

    private readonly ZipArchive _zip;
    private readonly DateTime _now;
    private readonly List<Chapter> _chapters = [];
    private readonly Dictionary<string, int> _languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _categories = new(StringComparer.Ordinal);
    private DateTime? _modified;

    public EpubBook(Stream output, DateTime now)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        _now = now;
        Add("mimetype", "application/epub+zip", CompressionLevel.NoCompression);
        Add("META-INF/container.xml", EpubParts.Container);
        Add("EPUB/style.css", EpubParts.Css);
    }

    public int Count => _chapters.Count;

    public void Add(Article article, ArticleText text)
    {
        var body = new ArticleBody(text);
        var (number, piece, language) = (_chapters.Count + 1, 0, ArticleHtml.LanguageOf(article));
        for (var first = 0; first < body.Parts.Count || piece == 0; piece++)
        {
            var end = EndOfPage(body, first);
            WritePage(Chapter.FileOf(number, piece), article, body, language, first, end, piece == 0 ? Meta("archiver", FactsOf(article, text))
                : Meta("archiver-page", string.Create(CultureInfo.InvariantCulture, $"{article.Id} {piece + 1}")));
            first = end;
        }

        var title = ArticleHtml.TitleOf(article);
        _chapters.Add(new Chapter(article.Id, Encoding.UTF8.GetBytes(Shortened(title)), CategoryOf(article), number, piece));
        _languages[language ?? "und"] = _languages.GetValueOrDefault(language ?? "und") + 1;
        if (text.Source is { } source && !(_modified > source.Imported))
        {
            _modified = source.Imported;
        }
    }

    /// <summary>Writes what names the pages.</summary>
    public void Complete()
    {
        var groups = _chapters.GroupBy(chapter => chapter.Category).OrderBy(group => group.First().Number).ToList();
        var title = _chapters is [var only] ? only.Title : "Articles";
        var language = _languages.Count == 1 ? _languages.Keys.First() : _languages.Count == 0 ? "und" : "mul";
        var isRightToLeft = _languages.Where(known => ArticleHtml.IsRightToLeft(known.Key)).Sum(known => known.Value) * 2 > _chapters.Count;
        var id = ArticleId.FromBody(_chapters.Select(chapter => (ReadOnlyMemory<byte>)chapter.Id.ToByteArray(bigEndian: true))).ToString();
        using (var nav = Open("EPUB/nav.xhtml"))
        {
            EpubParts.WriteNavigation(nav, title, language, groups);
        }

        using (var contents = Open("EPUB/toc.ncx"))
        {
            EpubParts.WriteContents(contents, title, id, groups);
        }

        using var package = Open("EPUB/package.opf");
        var modified = (_modified ?? _now).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        EpubParts.WritePackage(package, title, id, language, modified, isRightToLeft, groups);
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>Of each only one is in memory.</summary>
    private string CategoryOf(Article article)
    {
        var category = article.Details.Category ?? "";
        return _categories.TryGetValue(category, out var known) ? known : _categories[category] = category;
    }

    private static string Shortened(string title) => title.Length <= MostOfTitle ? title
        : $"{title[..(char.IsHighSurrogate(title[MostOfTitle - 2]) ? MostOfTitle - 2 : MostOfTitle - 1)]}…";

    private static string Meta(string name, string content) => $"<meta name=\"{name}\" content=\"{HtmlBody.Escape(content)}\"/>\n";

    /// <summary>What an import of the book reads of an article, beside its text.</summary>
    private static string FactsOf(Article article, ArticleText text)
    {
        using var facts = new MemoryStream();
        JsonOutput.Write(ArticleRow.Of(article, text), Facts, facts);
        return Encoding.UTF8.GetString(facts.GetBuffer(), 0, (int)facts.Length - 1);
    }

    private static int EndOfPage(ArticleBody body, int first)
    {
        var (length, end) = (0L, first);
        while (end < body.Parts.Count && (end == first || length + LengthOf(body, body.Parts[end]) <= MostOfPage))
        {
            length += LengthOf(body, body.Parts[end++]);
        }

        return end;
    }

    private static long LengthOf(ArticleBody body, BodyPart part) => part switch
    {
        TextPart text => Enumerable.Range(text.First, text.Count).Sum(at => 40L + body.LengthOf(at)),
        QuotePart quote => quote.Parts.Sum(inner => LengthOf(body, inner)),
        ListPart list => list.Items.Sum(item => item.Parts.Sum(inner => LengthOf(body, inner))),
        TablePart table => table.Rows.Sum(row => row.Sum(cell => cell.Paragraphs.Sum(at => 40L + body.LengthOf(at)))),
        _ => 0,
    };

    private void WritePage(string name, Article article, ArticleBody body, string? language, int first, int end, string meta)
    {
        using var page = Open($"EPUB/{name}");
        EpubParts.BeginPage(page, ArticleHtml.TitleOf(article), ArticleHtml.LanguageAttributes(language, isXml: true), meta);
        if (first == 0)
        {
            ArticleHtml.WriteHead(page, article, 1);
        }

        var html = new HtmlBody(page, 2);
        html.WriteParts(body, first, end);
        if (end == body.Parts.Count)
        {
            html.WriteHighlights(body);
        }

        page.Write("</body>\n</html>\n");
    }

    private void Add(string name, string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var entry = Open(name, level);
        entry.Write(text);
    }

    private StreamWriter Open(string name, CompressionLevel level = CompressionLevel.Optimal)
    {
        var entry = _zip.CreateEntry(name, level);
        entry.LastWriteTime = Stamp;
        return new StreamWriter(entry.Open(), new UTF8Encoding(false), 4 << 10) { NewLine = "\n" };
    }

    /// <param name="Id">The article's ID.</param>
    /// <param name="TitleBytes">Its title, on one line, in UTF-8.</param>
    /// <param name="Category">Its category; empty where there is none.</param>
    /// <param name="Number">Its number in the book, from 1.</param>
    /// <param name="Pieces">Of how many pages it is.</param>
    internal sealed record Chapter(Guid Id, byte[] TitleBytes, string Category, int Number, int Pieces)
    {
        public string Title => Encoding.UTF8.GetString(TitleBytes);

        public IEnumerable<string> Files => Enumerable.Range(0, Pieces).Select(piece => FileOf(Number, piece));

        public static string FileOf(int number, int piece) =>
            string.Create(CultureInfo.InvariantCulture, $"a{number:D5}{(piece == 0 ? "" : $"-{piece + 1}")}.xhtml");
    }
}
