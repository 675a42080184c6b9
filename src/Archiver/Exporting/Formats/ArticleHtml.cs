using System.Globalization;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>What pages of articles have in common, whatever they are in.</summary>
internal static partial class ArticleHtml
{
    /// <summary>As an attribute <c>style</c> would be no page's own, all of it stands in one place.</summary>
    public const string Css = """

        :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1f252b; --soft: #59636d; --line: #dedad2; --link: #1d5f91; --mark: #ffe9a3; --code: #efece5; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181c; --ink: #e5e9ec; --soft: #a0abb5; --line: #39424b; --link: #7dbdea; --mark: #5c4d12; --code: #20272d; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", sans-serif; overflow-wrap: anywhere; }
        main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.75em 0 .5em; text-wrap: balance; }
        h1 { font-size: clamp(1.45rem, 1.2rem + 1.2vw, 1.9rem); margin-top: 0; }
        article + article { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid var(--line); }
        a { color: var(--link); }
        mark { background: var(--mark); color: inherit; }
        blockquote { margin: 1em 0; padding: 0 0 0 1em; border-left: 3px solid var(--line); }
        [dir="rtl"] blockquote { padding: 0 1em 0 0; border-left: 0; border-right: 3px solid var(--line); }
        pre { overflow-x: auto; padding: .75em 1em; background: var(--code); border-radius: .4rem; font-size: .9em; overflow-wrap: normal; }
        code { padding: .1em .25em; background: var(--code); border-radius: .2rem; font-size: .9em; }
        pre code { padding: 0; background: none; font-size: 1em; }
        table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1em 0; overflow-wrap: normal; }
        th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: start; vertical-align: top; }
        li > p { margin: .25em 0; }
        .about, .caption, caption, nav, .rows small { color: var(--soft); font-size: .9rem; }
        nav { margin: 0 0 1rem; }
        caption { text-align: start; padding-bottom: .3em; }
        .rows, .links { list-style: none; padding: 0; }
        .rows li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
        .rows time { color: var(--soft); font-variant-numeric: tabular-nums; margin-inline-end: .5em; }
        .rows.category small { display: none; }
        .links li { display: inline-block; margin: 0 1em .35em 0; }
        .links li, summary { color: var(--soft); font-variant-numeric: tabular-nums; }
        .links.years li { display: block; padding-inline-start: 3.5em; text-indent: -3.5em; }
        .links.years span { display: inline-block; margin-inline-start: .75em; text-indent: 0; }
        @media print { body { background: none; } }

        """;

    public static string TitleOf(Article article) => DocumentText.Line(article.Title) is { Length: > 0 } title ? title : "Untitled";

    /// <summary>Who, where, when, of what kind; what is not known is left out.</summary>
    public static IReadOnlyList<string> FactsOf(Article article)
    {
        var details = article.Details;
        var day = details.Date ?? (details.Created is { } created ? DateOnly.FromDateTime(created.ToDateTime()) : null);
        string?[] facts = [.. details.Authors, details.Site, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), details.Category];
        return [.. facts.Select(DocumentText.Line).Where(fact => fact.Length > 0)];
    }

    /// <summary>The language as pages name it; null where it is not known or no name of a language.</summary>
    public static string? LanguageOf(Article article) =>
        article.Details.Language is { } language && LanguageTag().IsMatch(language) ? language : null;

    public static bool IsRightToLeft(string? language) =>
        language?.Split('-')[0].ToLowerInvariant() is "ar" or "he" or "iw" or "fa" or "ur" or "yi" or "ps" or "sd" or "ug" or "dv" or "ckb";

    /// <summary>The attributes of a page or a part of it that say which language it is in; in HTML also that nobody knows.</summary>
    public static string LanguageAttributes(string? language, bool isXml = false) =>
        language is null ? isXml ? "" : " lang=\"\"" : $"{(isXml ? $" xml:lang=\"{language}\"" : "")} lang=\"{language}\"{(IsRightToLeft(language) ? " dir=\"rtl\"" : "")}";

    /// <summary>Title, facts and a link to where the article is from.</summary>
    public static void WriteHead(TextWriter output, Article article, int level)
    {
        output.Write($"<h{level} dir=\"auto\">{HtmlBody.Escape(TitleOf(article))}</h{level}>\n");
        var facts = FactsOf(article).Select(fact => $"<bdi>{HtmlBody.Escape(fact)}</bdi>");
        var link = WebAddress.Of(article.Details.Url) is { } address
            ? $"<a href=\"{HtmlBody.Escape(address)}\">{HtmlBody.Escape(new Uri(address).Host is { Length: > 0 } host ? host : address)}</a>"
            : article.Details.Url is { } url ? $"<bdi>{HtmlBody.Escape(url)}</bdi>" : null;
        var all = string.Join(" · ", link is null ? facts : facts.Append(link));
        output.Write(all.Length > 0 ? $"<p class=\"about\">{all}</p>\n" : "");
    }

    [GeneratedRegex(@"\A[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex LanguageTag();
}
