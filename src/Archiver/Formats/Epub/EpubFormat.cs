using System.Buffers;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Epub;

/// <summary>Articles that were bound as an EPUB, each a document of it. Other books are rejected.</summary>
internal sealed partial class EpubFormat : ISetFormat
{
    private const string FormatName = "epub";

    /// <summary>An article's address stands in so many paragraphs at its beginning.</summary>
    private const int Beginning = 3;

    /// <summary>So little text stands on a cover.</summary>
    private const int CoverLength = 500;

    public string Name => FormatName;

    public string Description => "EPUB files of articles (of calibre, wallabag, Readeck, Instapaper and others)";

    public bool Recognizes(IReadOnlyList<string> names) =>
        names.Contains("META-INF/container.xml") && (names.Contains("mimetype") || names.Any(name => name.EndsWith(".opf", StringComparison.OrdinalIgnoreCase)));

    public IEnumerable<(SetMember Member, Stretch Stretch)> Read(IReadOnlyList<SetMember> members, ReadingOptions options)
    {
        var book = EpubBook.Of(members, out var reason);
        var rest = members.ToHashSet();
        var documents = book is null ? [] : book.Documents;
        var isMade = book is not null && Maker().IsMatch(book.Makers);
        var isBound = isMade || book is { IsOneArticle: true } || (reason.Length == 0 && AreArticles(documents));
        (Page? ahead, Page? title) = (null, null);
        foreach (var (number, member) in documents.Index())
        {
            if (options.Cancellation.IsCancellationRequested)
            {
                yield break;
            }

            if (!rest.Remove(member))
            {
                continue;
            }

            if (!isBound)
            {
                yield return (member, Whole(member, StretchKind.Rejected, "a part of a book: only books of articles are imported, which say where each is from"));
                continue;
            }

            var page = ahead is { } known && known.Member == member ? known : PageOf(member);
            if (number + 1 < documents.Count && TitlePage.IsBefore(member.Name, documents[number + 1].Name))
            {
                title = page;
                yield return (member, Whole(member, StretchKind.Used, null, page.Bytes.Length));
                continue;
            }

            var about = title is null ? null : TitlePage.Of(title.Html);
            title = null;
            List<Page> pages = [page];
            while (OwnPage.IsFirst(page.Html) && number + pages.Count < documents.Count)
            {
                ahead = PageOf(documents[number + pages.Count]);
                if (!OwnPage.Continues(ahead.Html, page.Html, pages.Count + 1))
                {
                    break;
                }

                pages.Add(ahead);
            }

            yield return (member, Document(book!, pages, about));
            foreach (var further in pages.Skip(1).Where(further => rest.Remove(further.Member)))
            {
                yield return (further.Member, Whole(further.Member, StretchKind.Used, null, further.Bytes.Length));
            }
        }

        foreach (var member in rest)
        {
            var isUsed = book is not null && book.Used.Contains(member);
            yield return (member, reason.Length > 0 ? Whole(member, StretchKind.Rejected, reason)
                : isUsed ? Whole(member, StretchKind.Used, null)
                : Whole(member, StretchKind.Ignored, "a picture, a style or another part of the book that is no text of it"));
        }
    }

    private static Page PageOf(SetMember member)
    {
        var html = EpubBook.TextOf(member, out var bytes, out var trouble);
        return new Page(member, html, bytes, trouble);
    }

    /// <param name="book">The book.</param>
    /// <param name="pages">A document, and those of our own that continue it.</param>
    /// <param name="about">The page before it that is about it; null where there is none.</param>
    private static Stretch Document(EpubBook book, List<Page> pages, TitlePage? about)
    {
        var (member, html, bytes, trouble) = pages[0];
        if (trouble is not null && bytes.IsEmpty)
        {
            return Whole(member, StretchKind.Rejected, trouble);
        }

        var original = pages.Count == 1 ? bytes : Joined(pages);
        if (OwnPage.IsFirst(html) && OwnPage.Read([.. pages.Select(page => page.Html)], original, FormatName) is { } own)
        {
            return Article(own, bytes);
        }

        var entry = book.Entries.GetValueOrDefault(member);
        var body = Body(html, out var downloaded);
        if (entry is { IsSection: true })
        {
            return Whole(member, StretchKind.Ignored, "the contents of a section", bytes.Length);
        }

        if (entry is null && book.Entries.Count > 0)
        {
            return body.Sum(paragraph => paragraph.Text.Length) < CoverLength ? Whole(member, StretchKind.Ignored, "a page that the contents do not name", bytes.Length)
                : Whole(member, StretchKind.Rejected, "no article: the contents do not name it", bytes.Length);
        }

        if (OfTheApp().IsMatch(member.Name) && book.Makers.Contains("wallabag", StringComparison.OrdinalIgnoreCase))
        {
            return Whole(member, StretchKind.Ignored, "a page of wallabag's own", bytes.Length);
        }

        var isAlone = book.IsOneArticle;
        var url = about?.Url ?? downloaded ?? (isAlone ? book.Source : AddressOf(body));
        if (body.Count == 0)
        {
            return Whole(member, StretchKind.Rejected, "no article: there is no text in it", bytes.Length);
        }

        var isCalibre = book.Makers.Contains("calibre", StringComparison.OrdinalIgnoreCase);
        var article = FragmentArticle.Of(FormatName, bytes, new Details
        {
            Title = about?.Title ?? entry?.Title ?? body.FirstOrDefault(paragraph => paragraph.Block.Kind == BlockKind.Heading)?.Text,
            Url = url,
            Site = entry?.Section,
            Category = entry?.Section ?? (isAlone ? null : book.Title) ?? FormatName,
            Language = Language().Match(html) is { Success: true } language ? language.Groups[1].Value : book.Language,
            Authors = about?.Authors ?? (isAlone ? [.. book.Creators.Where(creator => !Maker().IsMatch(creator))] : []),
            Tags = about?.Tags ?? [],
            Created = about?.Created,
            Date = about is not null ? about.Date : isCalibre || isAlone ? StatedTimes.DayOf(book.Date) ?? DateText.Find(book.Date) : null,
        }, body, warnings: trouble is null ? [] : [trouble]);
        return Article(article, bytes);
    }

    private static ReadOnlyMemory<byte> Joined(List<Page> pages)
    {
        var all = new ArrayBufferWriter<byte>();
        pages.ForEach(page => all.Write(page.Bytes.Span));
        return all.WrittenMemory;
    }

    private static Stretch Article(StatedArticle article, ReadOnlyMemory<byte> bytes) =>
        new() { Length = bytes.Length, LineCount = Lines(bytes.Span), Kind = StretchKind.Article, Article = article };

    /// <summary>All text but what calibre adds: links to other articles, and where it has the text from.</summary>
    private static IReadOnlyList<FormedParagraph> Body(string html, out string? downloaded)
    {
        var document = HtmlTree.Parse(LooseElement.ToHtml(html));
        var source = document.QuerySelector("a[rel='calibre-downloaded-from']") ?? document.QuerySelectorAll("p a[href^='http'], [class*='navbar'] a[href^='http']")
            .LastOrDefault(link => link.ParentElement?.TextContent.Contains("downloaded by", StringComparison.OrdinalIgnoreCase) == true);
        downloaded = source?.GetAttribute("href");
        if (source?.ParentElement is { LocalName: "p" } line)
        {
            line.Remove();
        }

        foreach (var element in document.QuerySelectorAll("[class*='navbar'], [class*='calibre_navbar']").ToArray())
        {
            element.Remove();
        }

        return document.Body is { } body ? HtmlText.Read(body) : [];
    }

    /// <summary>The address of a link that is all of one of the first paragraphs, or that says it is the source; calibre has it at the end.</summary>
    private static string? AddressOf(IReadOnlyList<FormedParagraph> body) =>
        body.Take(Beginning).Where(paragraph => Source().IsMatch(paragraph.Text) || paragraph.Block.Marks.Any(mark => mark.Kind == MarkKind.Link && mark.Length == paragraph.Text.Length))
            .Concat(body.Skip(Beginning).TakeLast(2).Where(paragraph => Downloaded().IsMatch(paragraph.Text)))
            .SelectMany(paragraph => paragraph.Block.Marks).FirstOrDefault(mark => mark.Href?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true)?.Href;

    private static bool AreArticles(IReadOnlyList<SetMember> documents)
    {
        var linked = documents.Take(20).Count(member => (AddressOf(Body(EpubBook.TextOf(member, out _, out _), out var downloaded)) ?? downloaded) is not null);
        return linked > 1 || (linked == 1 && documents.Count < 3);
    }

    private static Stretch Whole(SetMember member, StretchKind kind, string? reason, long? length = null) =>
        new() { Length = length ?? member.Length, Kind = kind, Format = FormatName, Reason = reason };

    private sealed record Page(SetMember Member, string Html, ReadOnlyMemory<byte> Bytes, string? Trouble);

    private static int Lines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') + (bytes is [.., (byte)'\n'] ? 0 : 1);

    [GeneratedRegex(@"\b(?:Archiver|calibre|wallabag|Readeck|Instapaper|Pocket|Readwise|Omnivore|dotEPUB|EpubPress|Push to Kindle|FiveFilters|P2K|Matter|Karakeep|Shiori|Inoreader|Miniflux|Feedbin|FreshRSS)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Maker();

    [GeneratedRegex(@"(?:^|/)(?:Cover2?|Title|TOC)\.x?html$")]
    private static partial Regex OfTheApp();

    [GeneratedRegex(@"^(?:https?://\S+$|(?:original|source|url|link|from|view original|quelle|lien|fuente)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Source();

    [GeneratedRegex(@"downloaded by|original (?:article|page|url)|source|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Downloaded();

    [GeneratedRegex(@"<html[^<>]*?\slang\s*=\s*[""']([\w-]{2,20})", RegexOptions.IgnoreCase)]
    private static partial Regex Language();
}
