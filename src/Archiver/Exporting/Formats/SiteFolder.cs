using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Files;

namespace Archiver.Exporting.Formats;

/// <summary>
/// A site that works from a folder: a page for each article, and lists of them by month, category and tag. No script, nothing
/// from elsewhere. The rows of the lists are in a file until the end, so that memory does not grow with the titles.
/// </summary>
internal sealed class SiteFolder(OutputFolder folder, ExportOptions options) : ExportWriter
{
    private readonly FileText _page = new();
    private (Article? Of, string Name) _usual;
    private readonly SiteRows _rows = new(folder);
    private readonly List<SiteList> _lists = [];
    private readonly Dictionary<string, SiteList> _listNamed = new(StringComparer.Ordinal);
    private readonly Dictionary<(SiteList.Kind Kind, string Title), SiteList> _listOf = [];

    public override bool MayPass => folder.HasEarlier;

    public override bool IsThere(Article article) => folder.IsThere(UsualName(article), StateOf(article, ListsOf(article)));

    public override bool Pass(Article article)
    {
        var name = UsualName(article);
        if (!folder.Take(name))
        {
            return false;
        }

        Add(article, name, [.. ListsOf(article)]);
        return true;
    }

    public override void Write(Article article, ArticleText text)
    {
        var name = ArticleFileName.Take(folder, article, "articles/", ".html", isSlug: true);
        var lists = ListsOf(article).ToArray();
        var page = _page.Begin();
        SitePages.Begin(page, ArticleHtml.TitleOf(article), "../", ArticleHtml.LanguageOf(article), WebAddress.Of(article.Details.Url));
        page.Write($"<nav lang=\"en\" dir=\"ltr\"><a href=\"../index.html\">All articles</a>{string.Concat(lists.Select(list =>
            $" · <a href=\"../{list.LinkOf(0)}\"><bdi>{HtmlBody.Escape(list.Title)}</bdi></a>"))}</nav>\n<article>\n");
        ArticleHtml.WriteHead(page, article, 1);
        new HtmlBody(page, 2) { IsPage = true }.Write(new ArticleBody(text));
        page.Write("</article>\n");
        SitePages.End(page);
        Save(name, StateOf(article, lists));
        Add(article, name, lists);
    }

    public override void Complete()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        _rows.Arrange(_lists, options.IsSorted);
        foreach (var list in _lists)
        {
            for (var at = 0; at * SitePages.RowsOfPage < list.Rows.Count; at++)
            {
                SaveList(list, at);
            }
        }

        SitePages.WriteIndex(_page.Begin(), _rows.Count, _lists, _rows.Read, options.IsSorted);
        Save("index.html");
        folder.Write("style.css", Encoding.UTF8.GetBytes(ArticleHtml.Css));
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _page.Dispose();
    }

    /// <summary>Most pages of lists are as they were, which their rows' hashes say without the rows.</summary>
    private void SaveList(SiteList list, int number)
    {
        var name = list.NameOf(number);
        var state = ArticleState.OfList(_rows.HashesOf(SitePages.RowsOf(list, number)),
            string.Create(CultureInfo.InvariantCulture, $"{list.Of} {list.Rows.Count} {number} {list.Title}"));
        if (folder.HasEarlier && folder.IsThere(name, state))
        {
            folder.Take(name);
            return;
        }

        SitePages.WriteList(_page.Begin(), list, number, _rows.Read);
        Save(name, state);
    }

    private void Save(string name, ulong state = 0) => folder.Write(name, _page.Content, state);

    /// <summary>It is asked for twice of the same article.</summary>
    private string UsualName(Article article) => ReferenceEquals(_usual.Of, article) ? _usual.Name
        : (_usual = (article, ArticleFileName.Usual(article, "articles/", ".html", isSlug: true))).Name;

    /// <summary>A page has the titles of its lists, which may be written otherwise in another article.</summary>
    private static ulong StateOf(Article article, IEnumerable<SiteList> lists) => ArticleState.Of(article, string.Join('\n', lists.Select(list => list.Title)));

    private IEnumerable<SiteList> ListsOf(Article article)
    {
        var details = article.Details;
        yield return ListOf(SiteList.Kind.Month, details.Date?.ToString("yyyy-MM", CultureInfo.InvariantCulture) ?? "Undated");
        if (details.Category is { Length: > 0 } category)
        {
            yield return ListOf(SiteList.Kind.Category, category);
        }

        foreach (var tag in details.Tags.Where(tag => tag.Length > 0).Select(tag => ListOf(SiteList.Kind.Tag, tag)).Distinct())
        {
            yield return tag;
        }
    }

    private SiteList ListOf(SiteList.Kind kind, string title)
    {
        if (_listOf.TryGetValue((kind, title), out var known))
        {
            return known;
        }

        var list = new SiteList(kind, title, _lists.Count);
        if (!_listNamed.TryGetValue(list.Name, out known))
        {
            _listNamed.Add(list.Name, known = list);
            _lists.Add(list);
        }

        _listOf.Add((kind, title), known);
        return known;
    }

    private void Add(Article article, string name, SiteList[] lists)
    {
        var row = new StringBuilder();
        var date = article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        row.Append("<li>").Append(date is null ? "" : $"<time datetime=\"{date}\">{date}</time> ")
            .Append(CultureInfo.InvariantCulture, $"<a href=\"\0{HtmlBody.Escape(Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal))}\"><bdi>{HtmlBody.Escape(ArticleHtml.TitleOf(article))}</bdi></a>");
        if (article.Details.Category is { Length: > 0 } category)
        {
            row.Append(CultureInfo.InvariantCulture, $" <small><bdi>{HtmlBody.Escape(category)}</bdi></small>");
        }

        _rows.Add(article.Details.Date?.DayNumber ?? 0, row.Append("</li>\n").ToString(), lists);
    }
}
