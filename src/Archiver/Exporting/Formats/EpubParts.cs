using Archiver.Exporting.Body;
using Archiver.Texts;

namespace Archiver.Exporting.Formats;

/// <summary>The files of an EPUB that are not its articles, and how its pages begin.</summary>
internal static class EpubParts
{
    public const string Container = """
        <?xml version="1.0" encoding="UTF-8"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles>
            <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
          </rootfiles>
        </container>

        """;

    /// <summary>Colours, fonts and margins are the reader's.</summary>
    public const string Css = """
        body { line-height: 1.5; overflow-wrap: anywhere; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; page-break-after: avoid; }
        .about, .caption, caption { font-size: .9em; opacity: .8; }
        blockquote { margin: 1em 0; padding-left: 1em; border-left: 2px solid; }
        [dir="rtl"] blockquote { padding-left: 0; border-left: 0; padding-right: 1em; border-right: 2px solid; }
        pre { white-space: pre-wrap; font-size: .85em; }
        table { border-collapse: collapse; margin: 1em 0; font-size: .9em; }
        th, td { border: 1px solid; padding: .2em .4em; text-align: start; vertical-align: top; min-width: min(4em, 10vw); }
        caption { text-align: start; padding-bottom: .3em; }
        li > p { margin: .25em 0; }

        """;

    /// <param name="page">The page.</param>
    /// <param name="title">Its title.</param>
    /// <param name="languageAttributes">In which language it is.</param>
    /// <param name="meta">What else its head has, a line each.</param>
    public static void BeginPage(TextWriter page, string title, string languageAttributes, string meta = "") => page.Write($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html>
        <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{languageAttributes}>
        <head>
        <title>{HtmlBody.Escape(title)}</title>
        {meta}<link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>

        """);

    public static void WriteNavigation(
        TextWriter nav, string title, string language, List<IGrouping<string, EpubBook.Chapter>> groups)
    {
        BeginPage(nav, title, $" xml:lang=\"{language}\" lang=\"{language}\"");
        nav.Write("<nav epub:type=\"toc\" id=\"toc\">\n<h1>Contents</h1>\n<ol>\n");
        foreach (var group in groups)
        {
            if (groups.Count > 1)
            {
                nav.Write($"<li><span dir=\"auto\">{HtmlBody.Escape(NameOf(group.Key))}</span>\n<ol>\n");
            }

            foreach (var chapter in group)
            {
                nav.Write($"<li><a href=\"{chapter.Files.First()}\" dir=\"auto\">{HtmlBody.Escape(chapter.Title)}</a></li>\n");
            }

            nav.Write(groups.Count > 1 ? "</ol>\n</li>\n" : "");
        }

        nav.Write(groups.Count == 0 ? "<li><span>Nothing</span></li>\n" : "");
        nav.Write("</ol>\n</nav>\n</body>\n</html>\n");
    }

    /// <summary>The contents as EPUB 2 has them: older readers know no others.</summary>
    public static void WriteContents(TextWriter ncx, string title, string id, List<IGrouping<string, EpubBook.Chapter>> groups)
    {
        ncx.Write($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
            <head>
            <meta name="dtb:uid" content="urn:uuid:{id}"/>
            </head>
            <docTitle><text>{HtmlBody.Escape(title)}</text></docTitle>
            <navMap>

            """);
        var order = 0;
        foreach (var chapter in groups.SelectMany(group => group))
        {
            order++;
            ncx.Write($"<navPoint id=\"n{order}\" playOrder=\"{order}\"><navLabel><text>{HtmlBody.Escape(chapter.Title)}</text></navLabel>"
                + $"<content src=\"{chapter.Files.First()}\"/></navPoint>\n");
        }

        if (order == 0)
        {
            ncx.Write("<navPoint id=\"n1\" playOrder=\"1\"><navLabel><text>Contents</text></navLabel><content src=\"nav.xhtml\"/></navPoint>\n");
        }

        ncx.Write("</navMap>\n</ncx>\n");
    }

    public static void WritePackage(TextWriter opf, string title, string id, string language, string modified,
        bool isRightToLeft, List<IGrouping<string, EpubBook.Chapter>> groups)
    {
        opf.Write($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:identifier id="id">urn:uuid:{id}</dc:identifier>
            <dc:title>{HtmlBody.Escape(title)}</dc:title>
            <dc:language>{language}</dc:language>
            <dc:contributor>Archiver</dc:contributor>
            <meta property="dcterms:modified">{modified}</meta>
            </metadata>
            <manifest>
            <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
            <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
            <item id="css" href="style.css" media-type="text/css"/>

            """);
        foreach (var file in groups.SelectMany(group => group).SelectMany(chapter => chapter.Files))
        {
            opf.Write($"<item id=\"{IdOf(file)}\" href=\"{file}\" media-type=\"application/xhtml+xml\"/>\n");
        }

        opf.Write($"</manifest>\n<spine toc=\"ncx\"{(isRightToLeft ? " page-progression-direction=\"rtl\"" : "")}>\n");
        opf.Write(groups.Count != 1 || groups[0].Count() > 1 ? "<itemref idref=\"nav\"/>\n" : "");
        foreach (var file in groups.SelectMany(group => group).SelectMany(chapter => chapter.Files))
        {
            opf.Write($"<itemref idref=\"{IdOf(file)}\"/>\n");
        }

        opf.Write("</spine>\n</package>\n");
    }

    private static string IdOf(string file) => file[..^".xhtml".Length];

    private static string NameOf(string category) => DocumentText.Line(category) is { Length: > 0 } name ? name : "Without a category";
}
