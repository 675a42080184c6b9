using System.Globalization;
using Archiver.Exporting.Formats;
using Archiver.Texts;

namespace Archiver.Web.Writing;

/// <summary>What all pages have around what they are about.</summary>
internal static class PageFrame
{
    /// <summary>Where one can go from everywhere; a new page is a row, and its key works and is explained.</summary>
    private static readonly (string Path, string Label, string Key)[] Places =
    [
        ("/", "Articles", "g a"), ("/?is=unread", "Unread", "g u"), ("/?is=starred", "Starred", "g s"), ("/highlights", "Highlights", "g h"), ("/browse", "Browse", "g b"),
        ("/statistics", "Statistics", "g t"), ("/duplicates", "Duplicates", "g d"), ("/bin", "Bin", "g x"),
    ];

    private static readonly (string Keys, string What)[] Keys =
    [
        ("?", "show these keys"), ("/", "search"), ("j k", "next, previous article or paragraph"), ("Enter", "open the article"),
        ("n p", "next, previous page, or article of the list"), ("u", "back to the list"), ("m", "mark as read"), ("s", "star or take the star away"),
        ("h", "highlight the selection"), ("o", "open the original address"),
        ("+ -", "larger, smaller text"), ("f", "another font"), ("d", "light, dark, or as the system is"),
        .. Places.Select(place => (place.Key, place.Label)),
    ];

    /// <summary>A page.</summary>
    /// <param name="visit">For whom.</param>
    /// <param name="title">Its title, as text.</param>
    /// <param name="write">Writes what it is about.</param>
    /// <param name="kind">A word by which style and script know what kind of page it is.</param>
    public static Html Write(Visit visit, string title, Action<Html> write, string kind = "page")
    {
        var page = new Html();
        var look = visit.Look;
        page.Write($"""
            <!DOCTYPE html>
            <html lang="en" data-theme="{look.Theme}" data-font="{look.Font}" data-size="{look.Size}" data-keys="{(look.Keys ? "on" : "off")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="{(look.Theme == "system" ? "light dark" : look.Theme)}">
            <title>{TitleText(title)}</title>
            <link rel="stylesheet" href="{Asset.Style.Path}" integrity="{Asset.Style.Integrity}">
            <link rel="icon" href="{Asset.Icon.Path}">
            <link rel="manifest" href="{Asset.Manifest.Path}">
            <script src="{Asset.Script.Path}" integrity="{Asset.Script.Integrity}" defer></script>
            </head>
            <body class="{kind}">
            <a class="skip" href="#main">Skip to the content</a>
            <header class="bar">
            <nav aria-label="Places"><ul>

            """);
        foreach (var (path, label, key) in Places)
        {
            var current = visit.Place == path || (path.Length > 1 && visit.Path == path);
            page.Write($"<li><a href=\"{path}\" data-key=\"{key}\"{(current ? Current : Markup.None)}>{label}</a></li>\n");
        }

        page.Write($"""
            </ul></nav>
            <form class="find" role="search" action="/search"><input type="search" name="q" value="{(visit.Path == "/search" ? visit["q"] : "")}" placeholder="Search" aria-label="Search" autocomplete="off" maxlength="10000" dir="auto"></form>
            </header>
            <main id="main" tabindex="-1">

            """);
        write(page);
        page.Write($"</main>\n");
        WriteFooter(page, look, visit);
        page.Write($"</body>\n</html>\n");
        return page;
    }

    private static Markup Current { get; } = Html.Of(html => html.Write($" aria-current=\"page\""));

    private static Markup Selected { get; } = Html.Of(html => html.Write($" selected"));

    private static Markup Checked { get; } = Html.Of(html => html.Write($" checked"));

    /// <summary>A title stands in no element that could keep the order of its text to itself.</summary>
    private static string TitleText(string title) =>
        string.Concat($"{Shown.Cut(DocumentText.Line(title), Shown.Title)} · Archiver".Where(character => !UnsafeCharacters.Contains(character)));

    private static void WriteFooter(Html page, Look look, Visit visit)
    {
        page.Write($"""
            <footer>
            <details class="look"><summary>Text and keys</summary>
            <form method="post" action="/look"><input type="hidden" name="back" value="{visit.Place}">
            <label>Theme <select name="theme">
            """);
        foreach (var theme in Look.Themes)
        {
            page.Write($"<option{(theme == look.Theme ? Selected : Markup.None)}>{theme}</option>");
        }

        page.Write($"</select></label>\n<label>Font <select name=\"font\">");
        foreach (var font in Look.Fonts)
        {
            page.Write($"<option{(font == look.Font ? Selected : Markup.None)}>{font}</option>");
        }

        page.Write($"</select></label>\n<label>Size <select name=\"size\">");
        for (var size = Look.Smallest; size <= Look.Largest; size++)
        {
            page.Write($"<option{(size == look.Size ? Selected : Markup.None)}>{size}</option>");
        }

        page.Write($"""
            </select></label>
            <label><input type="checkbox" name="keys" value="on"{(look.Keys ? Checked : Markup.None)}> single keys</label>
            <button>Use</button></form>
            </details>
            <details class="keys" id="keys"><summary>Keys</summary><dl>
            """);
        foreach (var (keys, what) in Keys)
        {
            page.Write($"<div><dt><kbd>{keys}</kbd></dt><dd>{what}</dd></div>");
        }

        page.Write($"</dl></details>\n</footer>\n");
    }

    /// <summary>A form that is one button and changes something.</summary>
    public static Markup Button(string action, string label, string back, string? key = null, params (string Name, string Value)[] values) => Html.Of(html =>
    {
        html.Write($"<form method=\"post\" action=\"{action}\"><input type=\"hidden\" name=\"back\" value=\"{back}\">");
        foreach (var (name, value) in values)
        {
            html.Write($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        }

        html.Write($"<button{(key is null ? Markup.None : Html.Of(inner => inner.Write($" data-key=\"{key}\"")))}>{label}</button></form>");
    });

    /// <summary>The attributes of what is in a language.</summary>
    public static Markup Language(Articles.Article article) => ArticleHtml.LanguageOf(article) is { } language
        ? Html.Of(html => html.Write($" lang=\"{language}\"")) : Html.Of(html => html.Write($" lang=\"\""));

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A path with parameters; those that are null are left out.</summary>
    public static string Link(string path, params (string Name, string? Value)[] parameters)
    {
        var given = string.Join('&', parameters.Where(each => each.Value is { Length: > 0 }).Select(each => $"{each.Name}={Uri.EscapeDataString(each.Value!)}"));
        return given.Length == 0 ? path : $"{path}?{given}";
    }
}
