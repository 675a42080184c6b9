using Archiver.Articles;
using Archiver.Files;
using Archiver.Texts;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>
/// The bytes that were imported, to be saved and never shown: a page that somebody else made must not run here.
/// </summary>
internal static class Original
{
    public static Reply Answer(Visit visit, Archive archive)
    {
        var article = archive.Find(visit.Name);
        return new Reply(200, "application/octet-stream", archive.ReadOriginal(article))
        {
            Headers = [("Content-Disposition", $"attachment; filename=\"{NameOf(article)}\"")],
        };
    }

    /// <summary>Of letters, digits and hyphens alone, so that it means nothing in a header or in a folder.</summary>
    private static string NameOf(Article article)
    {
        var slug = string.Concat(SafeFileName.Slug(DocumentText.Line(article.Title), 60).Where(character => char.IsAsciiLetterOrDigit(character) || character == '-')).Trim('-');
        return $"{(slug.Length > 0 ? slug : "article")}-{article.Id.ToString("N")[..8]}.{EndingOf(article.Format)}";
    }

    private static string EndingOf(string format) => format switch
    {
        Article.FirstFormat => "txt",
        "page" => "html",
        _ => "bin",
    };
}
