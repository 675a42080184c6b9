using System.Text;
using Archiver.Articles;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Packs;

namespace Archiver.Tests.Importing;

/// <summary>An archive in a folder of its own, and short ways to import into it and to read it.</summary>
internal sealed class TestArchive : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public string Path => Folder["archive.db"];

    public string LogPath => Folder["archive-log.db"];

    public static ImportInput Input(byte[] bytes, string name = "input") => ImportInput.FromStream(name, new MemoryStream(bytes));

    public static ImportInput Input(string text, string name = "input") => Input(Encoding.UTF8.GetBytes(text), name);

    public static Archive OpenToRead(string path) => Archive.OpenToRead(path, TimeSpan.Zero, CancellationToken.None);

    public static Archive OpenToWrite(string path) => Archive.OpenToWrite(path, TimeSpan.Zero, CancellationToken.None);

    public Archive OpenToRead() => OpenToRead(Path);

    public Archive OpenToWrite() => OpenToWrite(Path);

    public T OpenedToRead<T>(Func<Archive, T> read)
    {
        using var archive = OpenToRead();
        return read(archive);
    }

    public List<StretchReport> Import(params IEnumerable<ImportInput> inputs)
    {
        using var archive = OpenToWrite();
        var reports = new List<StretchReport>();
        archive.Import(inputs, reports.AddRange, CancellationToken.None);
        return reports;
    }

    public List<StretchReport> Import(params IEnumerable<InventedDump> dumps) => Import([Input(InventedDump.Glued(dumps))]);

    public List<StretchReport> ImportFolder(string folder) => Import(ImportInput.FromPath(folder, new HashSet<string>()));

    public static Outcome[] Outcomes(IEnumerable<StretchReport> reports) =>
        [.. reports.Where(report => report.Outcome != Outcome.Blank).Select(report => report.Outcome)];

    /// <summary>Logs a reading: <c>2025-02-01T11:10</c>.</summary>
    public Article Read(Guid id, string at)
    {
        Assert.True(WallTime.TryParse(at, out var time));
        using var archive = OpenToWrite();
        return archive.LogReading(archive.Find(id.ToString()), time);
    }

    public Article Find(Guid id)
    {
        using var archive = OpenToRead();
        return archive.Find(id.ToString());
    }

    public byte[] Original(Guid id)
    {
        using var archive = OpenToRead();
        return OriginalOf(archive, archive.Find(id.ToString()));
    }

    public static byte[] OriginalOf(Archive archive, Article article) => archive.ReadOriginal(article).ToArray();

    /// <summary>Which paragraphs articles are made of.</summary>
    public TextReferences[] ReferencesOf(params IEnumerable<Article> articles)
    {
        using var database = Database.OpenToRead(Path, TimeSpan.Zero, CancellationToken.None);
        var packs = new PackStore(database);
        return [.. articles.Select(article => ArticleRecord.Read(packs[article.Record].Span).Text)];
    }

    /// <summary>Everything that can be read, in an order that does not depend on the order of import.</summary>
    public string Describe() => Describe(Path);

    public static string Describe(string path)
    {
        using var archive = OpenToRead(path);
        return Describe(archive);
    }

    public static string Describe(Archive archive)
    {
        var articles = archive.SelectWithText(new Selection { Order = SortOrder.AsImported })
            .OrderBy(pair => pair.Article.Id)
            .Select(pair => string.Join('\n',
                pair.Article.Details with { Other = [] }, string.Join(',', pair.Article.Details.Other),
                pair.Article.Id, pair.Article.Title, pair.Article.CountedWords, pair.Article.Revisions.Count,
                pair.Article.ReadCount, pair.Article.LastRead, string.Join(',', pair.Article.Readings),
                Lines(pair.Text.Paragraphs), Lines(pair.Text.Similar), Lines(pair.Text.Summary),
                Convert.ToBase64String(OriginalOf(archive, pair.Article))));
        var categories = archive.Categories()
            .Select(category => $"{category.Name} {category.Count} {category.First} {category.Last}");
        return string.Join("\n\n", [$"{archive.Count}", .. articles, .. categories]);
    }

    public static string[] Texts(IReadOnlyList<ReadOnlyMemory<byte>> texts) =>
        [.. texts.Select(text => Encoding.UTF8.GetString(text.Span))];

    private static string Lines(IReadOnlyList<ReadOnlyMemory<byte>> texts) => "> " + string.Join("\n> ", Texts(texts));

    public void Dispose() => Folder.Dispose();
}
