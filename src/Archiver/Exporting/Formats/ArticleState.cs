using System.Globalization;
using System.Reflection;
using System.Text;
using Archiver.Articles;
using Archiver.Exporting.Reports;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>
/// One number for all that an article's file is made of, so that an export knows without its text whether the file is as it
/// would write it: what is listed of the article, where its text lies, which never changes there, and the program itself.
/// </summary>
internal static class ArticleState
{
    private static readonly string Program =
        typeof(ArticleState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The same of a page that is made of what lists have of articles.</summary>
    /// <param name="rows">The hashes of its rows.</param>
    /// <param name="beside">What else is in the file.</param>
    public static ulong OfList(byte[] rows, string beside) =>
        Math.Max(1, Checksum.Of([.. rows, .. Encoding.UTF8.GetBytes($"{Program}\n{beside}")]));

    /// <param name="article">The article.</param>
    /// <param name="beside">What else is in the file.</param>
    /// <returns>Never 0, which says that nothing is known.</returns>
    public static ulong Of(Article article, string beside)
    {
        using var state = new MemoryStream(2048);
        JsonOutput.Write(ListedArticle.Of(article), state);
        var added = string.Concat((article.Added?.Highlights ?? []).Select(highlight => $"\n{highlight}")
            .Concat((article.Added?.Other ?? []).Select(detail => $"\n{detail}")).Concat(article.Notes.Select(note => $"\n{note}")));
        state.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{article.Record} {article.CountedWords} {Program}\n{beside}{added}")));
        return Math.Max(1, Checksum.Of(state.GetBuffer().AsSpan(0, (int)state.Length)));
    }
}
