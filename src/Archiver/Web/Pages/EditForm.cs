using Archiver.Articles;
using Archiver.Web.Writing;

namespace Archiver.Web.Pages;

/// <summary>
/// Where a person corrects what is known of an article. The form says what it has shown, so that only what was changed in
/// it is said of the article.
/// </summary>
internal static class EditForm
{
    public static void Write(Html page, Article article)
    {
        var (path, details) = (Rows.PathOf(article), article.Details);
        page.Write($"<section class=\"notes\"><details><summary>Title, category, date, authors, site, language</summary>\n<form method=\"post\" action=\"{path}/edit\"><input type=\"hidden\" name=\"back\" value=\"{path}\">\n");
        WriteField(page, "Title", "title", article.Title);
        WriteField(page, "Category", "category", details.Category);
        WriteField(page, "Date", "date", details.Date is null ? null : PageFrame.Day(details.Date), "date");
        if (details.Authors.Count <= Shown.NamesOfArticle)
        {
            var authors = string.Join('\n', details.Authors);
            page.Write($"<input type=\"hidden\" name=\"shown-authors\" value=\"{authors}\"><label>Authors, one a line <textarea name=\"authors\" rows=\"{Math.Max(2, details.Authors.Count)}\" dir=\"auto\">{authors}</textarea></label>\n");
        }

        WriteField(page, "Site", "site", details.Site);
        WriteField(page, "Language, such as en or pt-BR", "language", details.Language);
        page.Write($"<button>Change</button></form>\n</details></section>\n");
    }

    private static void WriteField(Html page, string label, string name, string? value, string type = "text") => page.Write(
        $"<input type=\"hidden\" name=\"shown-{name}\" value=\"{value}\"><label>{label} <input type=\"{type}\" name=\"{name}\" value=\"{value}\" dir=\"auto\"></label>\n");
}
