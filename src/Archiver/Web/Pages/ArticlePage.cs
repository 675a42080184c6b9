using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Exporting.Formats;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>An article to read, and what is known of it.</summary>
internal static class ArticlePage
{
    /// <summary>So many words of a paragraph find it in other articles.</summary>
    private const int WordsOfPhrase = 8;

    /// <summary>A shorter article needs no contents.</summary>
    private const int FewestHeadings = 3;

    public static Reply Answer(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        var text = archive.ReadText(article);
        var known = archive.KnownParagraphs(article, text);
        return Reply.Page(PageFrame.Write(visit, ArticleHtml.TitleOf(article), page =>
        {
            var isTitleInBody = article.TitleSource == "lead"
                || (text.Paragraphs.Count > 0 && DocumentText.Line(Encoding.UTF8.GetString(text.Paragraphs[0].Span)) == ArticleHtml.TitleOf(article));

            // A page's own heading stands above what is known of it; a first sentence is read where it stands.
            var isHeading = isTitleInBody && text.Blocks is [{ Kind: BlockKind.Heading }, ..];
            page.Write($"<article data-id=\"{article.Id}\"{PageFrame.Language(article)}>\n<header>\n<h1 dir=\"auto\"{(isTitleInBody && !isHeading ? Lead : Markup.None)}>{ArticleHtml.TitleOf(article)}</h1>\n");
            WriteAbout(page, article);
            page.Write($"</header>\n");
            Notice.Write(page, visit);
            WriteActions(page, article);
            WriteSummary(page, text);
            WriteContents(page, text);
            page.Write($"<div class=\"body{(isHeading ? " titled" : "")}\" id=\"body\">\n");
            if (text.Paragraphs.Count == 0)
            {
                page.Write($"<p class=\"about\" lang=\"en\">The archive has no text of this article.</p>\n");
            }

            var body = new ArticleBody(text);
            var html = new HtmlBody(page.Output, highestHeading: 2)
            {
                Note = paragraph => known.Contains(paragraph) ? Elsewhere(text.Paragraphs[paragraph]).Text : "",
            };
            html.WriteParts(body, 0, body.Parts.Count);

            // What is not a part of the text is not to be selected with it.
            page.Write($"</div>\n");
            HighlightList.Write(page, article, text, body);
            page.Write($"</article>\n<aside lang=\"en\">\n");
            NotesForm.Write(page, article);
            EditForm.Write(page, article);
            WriteReadings(page, article, text);
            page.Write($"<section><h2>Similar articles</h2><p><a id=\"similar\" href=\"{Rows.PathOf(article)}/similar\">Find similar articles</a></p></section>\n");
            WriteFacts(page, article, text);
            page.Write($"</aside>\n<nav class=\"pages\" id=\"around\" aria-label=\"Articles of the list\" hidden></nav>\n");
        }, "article"));
    }

    private static Markup Lead { get; } = Html.Of(html => html.Write($" class=\"lead\""));

    private static void WriteAbout(Html page, Article article)
    {
        page.Write($"<p class=\"about\" lang=\"en\">");
        foreach (var author in article.Details.Authors.Take(Shown.NamesOfArticle))
        {
            page.Write($"<span><bdi>{Shown.Cut(author)}</bdi></span>");
        }

        page.Write(Shown.Rest(article.Details.Authors.Count, Shown.NamesOfArticle));

        if (article.Details.Site is { } site)
        {
            page.Write($"<span><bdi>{Shown.Cut(site)}</bdi></span>");
        }

        if (article.Details.Date is { } date)
        {
            page.Write($"<time datetime=\"{PageFrame.Day(date)}\">{PageFrame.Day(date)}</time>");
        }

        if (article.Details.Category is { Length: > 0 } category)
        {
            Rows.WriteCategory(page, category);
        }

        Rows.WriteTags(page, article.Details.Tags, Shown.NamesOfArticle);
        page.Write($"<span id=\"time\">{Rows.TimeOf(article)} to read</span>");
        if (WebAddress.Of(article.Details.Url) is { } address)
        {
            page.Write($"<a href=\"{address}\" rel=\"noreferrer noopener external\" data-key=\"o\"><bdi>{(new Uri(address).Host is { Length: > 0 } host ? host : address)}</bdi></a>");
        }

        page.Write($"</p>\n");
    }

    private static void WriteActions(Html page, Article article)
    {
        var path = Rows.PathOf(article);
        page.Write($"<div class=\"actions\" lang=\"en\">{PageFrame.Button($"{path}/read", article.IsRead ? "Mark as read again" : "Mark as read", path, "m")}");
        page.Write(article.Details.IsStarred ? PageFrame.Button($"{path}/unstar", "Take the star away", path, "s") : PageFrame.Button($"{path}/star", "Star", path, "s"));
        page.Write(PageFrame.Button($"{path}/remove", "Move to the bin", "/"));
        page.Write($"<a href=\"{path}/original\">Original</a>");
        if (article.Revisions.Count + article.Notes.Count > 0)
        {
            page.Write($"<a href=\"{path}/history\">History</a>");
        }

        page.Write($"</div>\n<progress id=\"progress\" max=\"1\" value=\"0\" aria-label=\"How far you have read\" hidden></progress>\n");
    }

    private static void WriteSummary(Html page, ArticleText text)
    {
        if (text.Summary.Count == 0)
        {
            return;
        }

        page.Write($"<details class=\"summary\"><summary lang=\"en\">Summary</summary>\n");
        for (var at = 0; at < text.Summary.Count; at++)
        {
            var isCut = at == text.Summary.Count - 1 && text.SummaryTruncated == true;
            var sentences = DocumentText.Of(text.Summary[at]);
            var end = sentences.AsSpan().TrimEnd(" \"'”’»)]");
            page.Write($"<p dir=\"auto\">{sentences}{(isCut && !end.EndsWith("…") && !end.EndsWith("...") ? "…" : "")}</p>\n");
        }

        page.Write($"</details>\n");
    }

    /// <summary>Where the headings of a long article lead to.</summary>
    private static void WriteContents(Html page, ArticleText text)
    {
        var headings = (text.Blocks ?? []).Select((block, at) => (block, at)).Where(each => each.block.Kind == BlockKind.Heading && each.at < text.Paragraphs.Count).ToArray();
        if (headings.Length < FewestHeadings)
        {
            return;
        }

        var highest = headings.Min(each => each.block.Level ?? 1);
        page.Write($"<details class=\"contents\"><summary lang=\"en\">Contents</summary>\n<ol>\n");
        foreach (var (block, at) in headings.Take(Shown.NamesOfArticle))
        {
            page.Write($"<li data-level=\"{Math.Min(2, (block.Level ?? 1) - highest)}\"><a href=\"#p{at}\" dir=\"auto\">{Shown.Cut(DocumentText.Of(text.Paragraphs[at]), Shown.Title)}</a></li>\n");
        }

        page.Write($"</ol>{Shown.Rest(headings.Length, Shown.NamesOfArticle)}</details>\n");
    }

    private static void WriteReadings(Html page, Article article, ArticleText text)
    {
        if (text.Similar.Count == 0)
        {
            return;
        }

        page.Write($"<section><h2>Similar readings</h2>\n<ul{PageFrame.Language(article)}>\n");
        foreach (var title in text.Similar)
        {
            page.Write($"<li dir=\"auto\">{DocumentText.Of(title)}</li>\n");
        }

        page.Write($"</ul></section>\n");
    }

    private static void WriteFacts(Html page, Article article, ArticleText text)
    {
        page.Write($"<section><h2>Statistics</h2>\n<dl class=\"facts\">\n");
        Fact(page, "Words", Figures.Number(article.Words));
        if (article.CountedWords != article.Words)
        {
            Fact(page, "Words counted", Figures.Number(article.CountedWords));
        }

        Fact(page, "Read", article.ReadCount is null or 0 ? article.LastRead is null ? "never" : "not counted" : Figures.Count(article.ReadCount.Value, "time"));
        Fact(page, "Last read", Time(article.LastRead));
        foreach (var reading in article.Readings)
        {
            Fact(page, "Logged here", Time(reading));
        }

        page.Write($"</dl></section>\n<section><h2>Details</h2>\n<dl class=\"facts\">\n");
        Fact(page, "ID", article.Id.ToString());
        Fact(page, "URL", article.Details.Url);
        Fact(page, "Language", article.Details.Language);
        Fact(page, "Created", Time(article.Details.Created));
        Fact(page, "Updated", Time(article.Details.Updated));
        foreach (var (key, value) in article.Details.Other.Where(other => other.Key != ReaderNotes.CommentKey))
        {
            Fact(page, key, value);
        }

        if (text.Source is { } source)
        {
            Fact(page, "Input", source.Input);
            Fact(page, "Imported", source.Imported.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
            Fact(page, "Size", Figures.Bytes(source.Bytes));
            Fact(page, "SHA-256", Convert.ToHexStringLower(source.Sha256.Span));
        }

        Fact(page, "Format", article.Format);
        page.Write($"</dl></section>\n");
    }

    private static void Fact(Html page, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            page.Write($"<div><dt><bdi>{label}</bdi></dt><dd dir=\"auto\">{value}</dd></div>\n");
        }
    }

    /// <summary>A link that finds the articles which have a paragraph, too, by its first words.</summary>
    private static Markup Elsewhere(ReadOnlyMemory<byte> paragraph)
    {
        var words = Encoding.UTF8.GetString(paragraph.Span).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(WordsOfPhrase);
        var phrase = string.Join(' ', words).Replace('"', ' ');
        phrase = phrase.Length > 60 ? phrase[..(char.IsHighSurrogate(phrase[59]) ? 59 : 60)] : phrase;
        return Html.Of(html => html.Write($" <a class=\"elsewhere\" lang=\"en\" dir=\"ltr\" href=\"{PageFrame.Link("/search", ("q", $"\"{phrase}\""))}\" title=\"This paragraph was there before this article came in\">also elsewhere</a>"));
    }

    private static string? Time(WallTime? time) => time?.ToString().Replace('T', ' ');
}
