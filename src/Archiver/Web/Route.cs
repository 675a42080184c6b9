using Archiver.Web.Pages;
using Archiver.Web.Writing;

namespace Archiver.Web;

/// <summary>A row of the table: which addresses, and what answers them.</summary>
/// <param name="Method">GET, which changes nothing, or POST.</param>
/// <param name="Path">The path; <c>*</c> stands for a part that names an article.</param>
internal sealed record Route(string Method, string Path)
{
    /// <summary>Asks the archive, which is open to read.</summary>
    public Func<Visit, Archive, Reply>? Read { get; private init; }

    /// <summary>Whether the index of the words is to be brought up to date before, which may take long.</summary>
    public bool NeedsIndex { get; private init; }

    /// <summary>Changes the archive, which is open to write.</summary>
    public Func<Visit, Archive, Reply>? Change { get; private init; }

    /// <summary>Writes what is kept until the archive changes, with its title: one page of it, or several that follow one another.</summary>
    public (string Title, Func<Visit, Archive, IReadOnlyList<Markup>> Write)? Kept { get; private init; }

    /// <summary>Needs no archive.</summary>
    public Func<Visit, Reply>? Plain { get; private init; }

    /// <summary>All routes. What is in no row is not there.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", "/") { Read = ListPage.Answer },
        new("GET", "/search") { Read = SearchPage.Answer, NeedsIndex = true },
        new("GET", "/search/facets") { Read = SearchPage.Facets, NeedsIndex = true },
        new("GET", "/article/*") { Read = ArticlePage.Answer },
        new("GET", "/article/*/similar") { Read = SimilarPage.Answer, NeedsIndex = true },
        new("GET", "/article/*/history") { Read = HistoryPage.Answer },
        new("GET", "/article/*/original") { Read = Original.Answer },
        new("GET", "/browse") { Kept = ("Browse", One(BrowsePage.Write)) },
        new("GET", "/statistics") { Kept = ("Statistics", One(FiguresPage.Write)) },
        new("GET", "/duplicates") { Kept = ("Duplicates", One(DuplicatesPage.Write)) },
        new("GET", "/highlights") { Kept = ("Highlights", HighlightsPage.Write) },
        new("GET", "/bin") { Read = BinPage.Answer },
        new("POST", "/article/*/read") { Change = Changes.Read },
        new("POST", "/article/*/unread") { Change = Changes.TakeBackReading },
        new("POST", "/article/*/remove") { Change = Changes.Remove },
        new("POST", "/article/*/restore") { Change = Changes.Restore },
        new("POST", "/article/*/star") { Change = Notes.Star },
        new("POST", "/article/*/unstar") { Change = Notes.Unstar },
        new("POST", "/article/*/edit") { Change = Notes.Edit },
        new("POST", "/article/*/tags") { Change = Notes.Tag },
        new("POST", "/article/*/note") { Change = Notes.Comment },
        new("POST", "/article/*/highlight") { Change = Notes.Highlight },
        new("POST", "/article/*/unhighlight") { Change = Notes.Unhighlight },
        new("POST", "/article/*/take-back") { Change = Notes.TakeBack },
        new("POST", "/look") { Plain = Changes.Look },
    ];

    /// <summary>The rows whose path this is, and the name in it.</summary>
    public static IEnumerable<(Route Route, string Name)> At(string path)
    {
        foreach (var route in All)
        {
            if (route.NameIn(path) is { } name)
            {
                yield return (route, name);
            }
        }
    }

    private static Func<Visit, Archive, IReadOnlyList<Markup>> One(Action<Html, Visit, Archive> write) =>
        (visit, archive) => [Html.Of(page => write(page, visit, archive))];

    /// <returns>The part that names an article, empty where the route has none; null where the path is another.</returns>
    private string? NameIn(string path)
    {
        var star = Path.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return path == Path ? "" : null;
        }

        var after = Path.Length - star - 1;
        return path.Length >= Path.Length && path.StartsWith(Path[..star], StringComparison.Ordinal) && path.EndsWith(Path[(star + 1)..], StringComparison.Ordinal)
            && path[star..^after] is var name && !name.Contains('/', StringComparison.Ordinal) ? name : null;
    }
}
