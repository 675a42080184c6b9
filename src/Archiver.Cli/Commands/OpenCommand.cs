using System.CommandLine;
using Archiver.Articles;
using Archiver.Cli.Options;
using Archiver.Exporting;

namespace Archiver.Cli.Commands;

internal static class OpenCommand
{
    /// <summary>What the folders begin with that have a page in them.</summary>
    private const string FolderOfPage = "archiver-page-";

    /// <summary>A browser reads its page after it was started, and nobody knows when.</summary>
    private static readonly TimeSpan PageStays = TimeSpan.FromHours(1);

    public sealed record Options(ArchivePlace Place, IReadOnlyList<NamedArticle> Articles, bool Page);

    public static Command Create(Session session)
    {
        var verb = new Command("open", "Opens an article's URL in the browser, or the article itself as a page.");
        var article = SharedOptions.AddArticleTo(verb);
        var page = SharedOptions.Flag("--page", "Open the archived article as a page, instead of its URL.");
        verb.Options.Add(page);
        verb.SetAction(parsed => Run(new Options(SharedOptions.PlaceOf(parsed, session),
            NamedArticle.Read([parsed.GetValue(article)!], session), parsed.GetValue(page)), session));
        return HelpSection.AddTo(verb, "archiver open 98c8ea6a\nBROWSER=lynx archiver open 98c8ea6a --page",
            ExitCode.Done, ExitCode.Failure, ExitCode.NothingMatched, ExitCode.NoArchive,
            ExitCode.Busy, ExitCode.Damaged, ExitCode.NotWritable, ExitCode.Cancelled);
    }

    public static int Run(Options options, Session session)
    {
        if (options.Articles is not [var named])
        {
            throw new ArchiverException(Failure.General,
                $"open opens one article, and standard input names {options.Articles.Count}.");
        }

        var address = AddressOf(named, options);
        try
        {
            Browser.Open(address, session);
        }
        catch when (address.IsFile)
        {
            Directory.Delete(Path.GetDirectoryName(address.LocalPath)!, recursive: true);
            throw;
        }

        return ExitCode.Done;
    }

    /// <summary>Nobody has to wait for the browser to be closed: the archive is closed before.</summary>
    private static Uri AddressOf(NamedArticle named, Options options)
    {
        using var archive = options.Place.OpenToRead();
        var article = named.Find(archive.Find);
        if (options.Page)
        {
            return new Uri(WritePage(article, archive.ReadText(article)));
        }

        if (article.Details.Url is not { } url)
        {
            throw new ArchiverException(Failure.General, $"{named.Name} has no URL. --page opens the article itself.");
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new ArchiverException(Failure.General, $"the URL of {named.Name} is not a web address, and is not opened: "
                + $"{url}. --page opens the article itself.");
    }

    /// <summary>Into a folder that nobody else can look into; those of former times go.</summary>
    /// <returns>Its path.</returns>
    private static string WritePage(Article article, ArticleText text)
    {
        RemoveFormer();
        var path = Path.Combine(Directory.CreateTempSubdirectory(FolderOfPage).FullName, $"{article.Id}.html");
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        using var writer = ExportFormat.Named("html")!.To(file);
        writer.Begin();
        writer.Write(article, text);
        writer.Complete();
        return path;
    }

    private static void RemoveFormer()
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(FolderOfPage + "*"))
        {
            try
            {
                if (folder.LinkTarget is null && DateTime.UtcNow - folder.LastWriteTimeUtc > PageStays)
                {
                    folder.Delete(recursive: true);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It is another user's, or open.
            }
        }
    }
}
