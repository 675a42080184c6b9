using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Importing.Incoming;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;
using Archiver.Texts;

namespace Archiver;

/// <summary>
/// An archive: one LiteDB file that holds articles. Open to read it shows the archive as it stood at that moment, while
/// another process may write; open to write it keeps other writers out.
/// </summary>
public sealed partial class Archive : IDisposable
{
    private readonly Database _database;
    private readonly Catalog _catalog;
    private readonly StoredArticles _articles;
    private readonly Selector _selector;
    private readonly ArticleTexts _texts;
    private readonly Lazy<PackStore> _packs;
    private readonly Lazy<CategoryTable> _categories;
    private Searching.Search? _search;

    private Archive(Database database)
    {
        _database = database;
        _catalog = Catalog.Read(database);
        _packs = new Lazy<PackStore>(() => new PackStore(database));
        _categories = new Lazy<CategoryTable>(() => new CategoryTable(database, _catalog));
        _articles = new StoredArticles(database, _catalog);
        _selector = new Selector(_articles, _categories);
        _texts = new ArticleTexts(database, _articles);
    }

    /// <summary>How many articles there are.</summary>
    public int Count => _catalog.Articles;

    /// <param name="path">The archive's file.</param>
    /// <param name="wait">How long to wait for a process that is just writing to the archive file.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArchiverException">There is no archive, or it is held or damaged.</exception>
    public static Archive OpenToRead(string path, LockWait wait, CancellationToken cancellation) =>
        Open(Database.OpenToRead(path, wait, cancellation));

    /// <summary>As <see cref="OpenToRead"/>, for writing; an archive is made if there is none.</summary>
    public static Archive OpenToWrite(string path, LockWait wait, CancellationToken cancellation) =>
        Upgraded(Database.OpenToWrite(path, wait, cancellation));

    /// <summary>As <see cref="OpenToRead"/>, for writing where there is an archive already.</summary>
    public static Archive OpenToChange(string path, LockWait wait, CancellationToken cancellation) =>
        Upgraded(Database.OpenToRewrite(path, wait, cancellation));

    /// <summary>The files that belong to the archive at this path.</summary>
    public static IEnumerable<string> FilesOf(string path) => ArchiveFiles.FilesOf(path);

    /// <summary>Imports inputs.</summary>
    /// <param name="inputs">What to import.</param>
    /// <param name="report">
    /// Called in the order of the inputs, with some stretches at a time, once the disk has what became of them.
    /// </param>
    /// <param name="cancellation">Ends the reading; what was read is written, then the call throws.</param>
    /// <param name="options">What is stated about the import.</param>
    public void Import(IEnumerable<ImportInput> inputs, Action<IReadOnlyList<StretchReport>> report,
        CancellationToken cancellation, ImportOptions? options = null) =>
        ImportRead(Read(inputs, Into(options), cancellation), report, options, cancellation);

    /// <summary>Imports inputs into an archive that is not there yet; where no article comes, none is made.</summary>
    /// <param name="make">Makes the archive when the first article comes; who called disposes it.</param>
    /// <param name="inputs">As for <see cref="Import"/>.</param>
    /// <param name="report">As for <see cref="Import"/>.</param>
    /// <param name="cancellation">As for <see cref="Import"/>.</param>
    /// <param name="options">As for <see cref="Import"/>.</param>
    public static void ImportToNew(Func<Archive> make, IEnumerable<ImportInput> inputs, Action<IReadOnlyList<StretchReport>> report,
        CancellationToken cancellation, ImportOptions? options = null)
    {
        using var read = Read(inputs, options, cancellation).GetEnumerator();
        while (!cancellation.IsCancellationRequested && read.MoveNext())
        {
            if (read.Current is var (input, stretch) && stretch is { Article: null } and not ArchivedStretch)
            {
                report([StretchReport.From(input, stretch)]);
                continue;
            }

            var archive = make();
            try
            {
                archive.ImportRead(FromHereOn(), report, options, cancellation);
            }
            catch
            {
                archive._database.DropIfNew();
                throw;
            }

            return;
        }

        cancellation.ThrowIfCancellationRequested();

        IEnumerable<(ImportInput Input, Stretch Stretch)> FromHereOn()
        {
            do
            {
                yield return read.Current;
            }
            while (read.MoveNext());
        }
    }

    private ImportOptions Into(ImportOptions? options) => (options ?? ImportOptions.Default) with { Into = _database.Location };

    private static IEnumerable<(ImportInput Input, Stretch Stretch)> Read(
        IEnumerable<ImportInput> inputs, ImportOptions? options, CancellationToken cancellation) =>
        new InputReader(options ?? ImportOptions.Default, cancellation).Read(inputs);

    private void ImportRead(IEnumerable<(ImportInput Input, Stretch Stretch)> read, Action<IReadOnlyList<StretchReport>> report,
        ImportOptions? options, CancellationToken cancellation)
    {
        try
        {
            using var importer = new Importer(_database, _catalog, options ?? ImportOptions.Default);
            importer.Run(read, report, cancellation);
        }
        finally
        {
            _database.Finish();
        }
    }

    /// <summary>What <see cref="Import"/> would report; nothing is written.</summary>
    /// <param name="archive">Null where there is no archive yet.</param>
    /// <param name="inputs">What would be imported.</param>
    /// <param name="cancellation">Ends the reading; then the call throws.</param>
    /// <param name="options">As for <see cref="Import"/>.</param>
    public static IEnumerable<StretchReport> PreviewImport(
        Archive? archive, IEnumerable<ImportInput> inputs, CancellationToken cancellation,
        ImportOptions? options = null)
    {
        var restores = (options ?? ImportOptions.Default).Restores;
        var known = new KnownArticles(archive?._database, archive?._catalog ?? new Catalog(), restores);
        var preview = new ImportPreview(archive?._database, known, restores);
        foreach (var (input, stretch) in Read(inputs, archive?.Into(options) ?? options, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return stretch is ArchivedStretch { State: var state }
                ? StretchReport.From(input, stretch, state.IsCurrent ? state.Article : null, () => preview.Of(state))
                : stretch.Article is { } stated && new PreparedArticle(stated) is var article
                ? StretchReport.From(input, stretch, article, () => preview.Of(article))
                : StretchReport.From(input, stretch);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>The article of this ID, of an ID that begins so (four characters or more), or of this URL.</summary>
    /// <exception cref="ArchiverException">There is none.</exception>
    /// <exception cref="InBinException">It was removed.</exception>
    /// <exception cref="AmbiguousNameException">There are several.</exception>
    public Article Find(string name)
    {
        var found = (ArticlePrefix.TryParse(name, out var prefix)
            ? _articles.Load(_articles.RunsOf(RunKind.Id).Range(prefix.First, prefix.Last, descending: false).Select(entry => entry.Number))
                .Where(article => prefix.Matches(article.Id))
            : _articles.Load(_articles.Urls.Find(name)).Where(article => IsSameUrl(article, name))).Take(AmbiguousNameException.Most).ToArray();
        if (found.Length == 0)
        {
            FailIfRemoved(name);
        }

        return OnlyOne(name, found, "`list` shows the IDs, of which four characters are enough; a URL must be whole.");
    }

    private static Article OnlyOne(string name, Article[] found, string help) => found switch
    {
        [var article] => article,
        [] => throw new ArchiverException(Failure.NotFound, $"There is no article {(name.Length > 0 ? name : "with an empty name")}.") { OnCommandLine = help },
        _ => throw new AmbiguousNameException(name, found),
    };

    /// <summary>All states of an article as they were imported, oldest first; the last is the current one.</summary>
    public IReadOnlyList<Revision> History(Article article) =>
    [
        .. article.Revisions.Select((number, index) => new Revision(index + 1, _articles.LoadRevision(number), IsCurrent: false)),
        new Revision(article.Revisions.Count + 1, article.WithoutNotes() with { Added = null }, IsCurrent: true),
    ];

    /// <summary>
    /// Reads the text of an article: body, summary and similar titles, in UTF-8, and what the reader has highlighted,
    /// here or in another state of it.
    /// </summary>
    /// <exception cref="ArchiverException">The archive is damaged.</exception>
    public ArticleText ReadText(Article article)
    {
        var record = ArticleTexts.RecordOf(article, Text);
        _packs.Value.Gather(record.Text.All);
        return ArticleTexts.WithAdded(record.ReadText(Text), article);
    }

    /// <summary>The bytes the article was imported from; it makes sure that they are those.</summary>
    /// <exception cref="ArchiverException">
    /// They are not: the archive is damaged, or it was, and they were lost.
    /// </exception>
    public ReadOnlyMemory<byte> ReadOriginal(Article article)
    {
        var record = ArticleTexts.RecordOf(article, Text);
        _packs.Value.Gather(record.Text.Frame == TextNumber.None ? record.Text.Original : record.Text.All);
        return record.Original(article, Text);
    }

    public void Dispose()
    {
        _search?.Dispose();
        _database.Dispose();
    }

    private ReadOnlyMemory<byte> Text(TextNumber number) => _packs.Value[number];

    private static bool IsSameUrl(Article article, string url) =>
        article.Details.Url is { } stated && CanonicalUrl.Of(stated) == CanonicalUrl.Of(url);

    private static Archive Upgraded(Database database)
    {
        var archive = Open(database);
        try
        {
            UrlUpgrade.Run(database, archive._catalog);
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static Archive Open(Database database)
    {
        try
        {
            return new Archive(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
