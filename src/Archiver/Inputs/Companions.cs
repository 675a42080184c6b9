using System.Text.RegularExpressions;

namespace Archiver.Inputs;

/// <summary>
/// Knows by their names the files that are no inputs of their own: what systems and tools leave about in folders, pictures and
/// frames in the folder that a browser made beside a page, what an export of ours writes for itself, and what ArchiveBox keeps of
/// a page in several forms. They may have any content, pages among it.
/// </summary>
internal static partial class Companions
{
    /// <summary>How a page may be named that has a folder of files.</summary>
    private static readonly string[] PageEndings =
        [".html", ".htm", ".xhtml", ".HTML", ".HTM", ".xht", ".shtml", ".mht"];

    /// <summary>What ArchiveBox keeps of a page, the best first: as it was shown, with all in it; the article alone; other forms.</summary>
    private static readonly string[] Snapshots =
    [
        "singlefile.html", "singlefile/singlefile.html", "readability/content.html", "output.html", "dom/output.html",
        "mercury/content.html", "mercury/index.html",
    ];

    /// <summary>Why a file is no input of its own; null where it is one.</summary>
    /// <param name="path">Its name and those of the folders it is in, with slashes between.</param>
    /// <param name="from">Where in it begins what may be the folder of a page.</param>
    /// <param name="isThere">Whether there is a file of that path.</param>
    public static string? ReasonOf(string path, int from, Predicate<string> isThere)
    {
        if (LeftAbout().IsMatch(path, from))
        {
            return "a system or a tool keeps it for itself";
        }

        foreach (Match folder in FolderOfPage().Matches(path, from))
        {
            var page = path[..folder.Groups["page"].Index] + folder.Groups["page"].Value;
            if (Array.Find(PageEndings, ending => isThere(page + ending)) is { } ending)
            {
                return $"it belongs to the page beside it: {folder.Groups["page"].Value}{ending}";
            }

            if (Resource().IsMatch(path))
            {
                return "it belongs to a page that is not here";
            }
        }

        if (Snapshot().Match(path) is { Success: true } snapshot)
        {
            var (box, name) = (path[..snapshot.Groups["name"].Index], snapshot.Groups["name"].Value);
            var best = Array.Find(Snapshots, each => each == name || isThere(box + each));
            if (best == name)
            {
                return null;
            }

            var isSnapshot = snapshot.Groups["archive"].Success
                || isThere($"{box}index.json") || isThere($"{box}index.jsonl");
            return !isSnapshot ? null
                : best is not null ? $"another form of a page that ArchiveBox keeps: {best}"
                : AboutSnapshot().IsMatch(name) || Resource().IsMatch(name) ? "ArchiveBox keeps it beside a page" : null;
        }

        if (Record().IsMatch(path))
        {
            return "an export of Archiver keeps its own account in it";
        }

        return OfBox().Match(path) is { Success: true } own && isThere($"{own.Groups["box"].Value}ArchiveBox.conf")
            ? "ArchiveBox keeps it for itself"
            : null;
    }

    /// <summary>Whether others may be companions of what has this name.</summary>
    public static bool MayHaveSome(string path) =>
        Array.Exists(PageEndings, ending => path.EndsWith(ending, StringComparison.Ordinal))
        || path.EndsWith("index.json", StringComparison.Ordinal)
        || path.EndsWith("index.jsonl", StringComparison.Ordinal)
        || path.EndsWith("ArchiveBox.conf", StringComparison.Ordinal);

    /// <summary>Of macOS, Windows, Linux desktops, network disks, office programs, tools for versions, and note apps.</summary>
    [GeneratedRegex(
        @"(?<=^|/)(?:(?:"
            + @"\.DS_Store|\._[^/]*|\.localized|Icon\r|Thumbs\.db(?::encryptable)?|ehthumbs(?:_vista)?\.db|desktop\.ini"
            + @"|\.directory|\.gitkeep|\.gitignore|\.gitattributes|\.keep|\.nomedia|\.stignore"
            + @"|~\$[^/]*|\.~lock\.[^/]*#)$"
            + @"|(?:__MACOSX|\.AppleDouble|\.Spotlight-V100|\.Trashes|\.fseventsd|\.TemporaryItems|\$RECYCLE\.BIN"
            + @"|System Volume Information|@eaDir|\.stfolder|\.git|\.svn|\.hg|\.obsidian|\.logseq)/)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LeftAbout();

    /// <summary>As browsers name it in the languages of Windows and in their own.</summary>
    [GeneratedRegex(
        @"(?<=^|/)(?<page>[^/]+)(?:[_.]files|-Dateien|_Dateien|_fichiers|_bestanden|_file|_archivos|_arquivos|_ficheiros"
            + @"|_pliki|_soubory|_elemei|_tiedostot|-filer|_filer|_datoteke|_dosyalar|_fitxers|_failid|_fails|_bylos"
            + @"|_fajlovi|_fitxategiak|_файлы|_ファイル)/",
        RegexOptions.CultureInvariant)]
    private static partial Regex FolderOfPage();

    /// <summary>What an export into a folder writes down of its files.</summary>
    [GeneratedRegex(@"(?:^|/)\.archiver-[a-z-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Record();

    /// <summary>What only a page needs.</summary>
    [GeneratedRegex(
        @"\.(?:css|js|mjs|png|jpe?g|gif|svg|webp|avif|ico|bmp"
            + @"|woff2?|ttf|otf|eot|mp[34]|webm|ogg|download|pdf)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Resource();

    /// <summary>A folder named by the time at which ArchiveBox took what is in it.</summary>
    [GeneratedRegex(@"(?:^|/)(?<archive>archive/)?[0-9]{9,10}(?:\.[0-9]{1,6})?/(?<name>[^/].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Snapshot();

    [GeneratedRegex(
        @"^(?:index\.(?:jsonl?|html)|headers\.json|[^/]+\.(?:txt|log|hash)"
            + @"|(?:htmltotext|git|media|logs)/.*|(?:readability|mercury)/.*\.(?:json|txt))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex AboutSnapshot();

    [GeneratedRegex(
        @"^(?<box>(?:.*/)?)(?:index\.(?:html|json|sqlite3\S*)|ArchiveBox\.conf|robots\.txt|favicon\.ico"
            + @"|(?:logs|sources|static|cache)/.*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex OfBox();
}
