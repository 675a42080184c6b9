using Archiver.Texts;

namespace Archiver.Web.Writing;

/// <summary>How much of what may be very long or very many a page shows.</summary>
internal static class Shown
{
    /// <summary>The most characters of a title or a paragraph in a list.</summary>
    public const int Title = 300;

    /// <summary>The most characters of a marked text, and of what is said of it.</summary>
    public const int Quote = 2000;

    /// <summary>The most characters of a name: a category, a site, a tag, an author.</summary>
    public const int Name = 80;

    /// <summary>The longest name that a link finds.</summary>
    public const int Link = 1000;

    /// <summary>The most names of a kind in a row of a list, beside an article, and on a page about them.</summary>
    public const int NamesOfRow = 10;
    public const int NamesOfArticle = 100;
    public const int NamesOfPage = 2000;

    /// <summary>The beginning of a text, with what says that it goes on.</summary>
    public static string Cut(string text, int most = Name) => text.Length <= most ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)}…";

    /// <summary>Says how many are not shown.</summary>
    public static Markup Rest(int count, int shown) => count <= shown ? Markup.None
        : Html.Of(html => html.Write($"<span lang=\"en\">and {Figures.Number(count - shown)} more</span>"));
}
