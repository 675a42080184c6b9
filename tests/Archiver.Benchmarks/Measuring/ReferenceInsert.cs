using System.Diagnostics;
using Archiver.Articles;
using Archiver.Benchmarks.Generating;
using Archiver.Files;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Measuring;

/// <summary>
/// What an import cannot beat: the metadata documents of the same articles, ready in memory, go into LiteDB with no
/// secondary index, through the same streams with their ordered syncs, in transactions of 1,024. It does not wait for
/// the last sync of each, as an import does before it reports one, so it is a little better off.
/// </summary>
internal static class ReferenceInsert
{
    private const int BatchSize = 1_024;

    /// <summary>So that the compiling of LiteDB's code is not part of what is measured.</summary>
    public static void WarmUp(string folder) => Run(new Corpus(count: 5_000, seed: 2), folder);

    /// <summary>The time from opening a new archive in <paramref name="folder"/> to its being synced and closed.</summary>
    public static TimeSpan Run(Corpus corpus, string folder)
    {
        var documents = corpus.Articles().Select(Document).ToArray();
        var path = Path.Combine(folder, "reference.db");
        var clock = Stopwatch.StartNew();
        using (var database = Database.OpenToWrite(path, TimeSpan.Zero, CancellationToken.None))
        {
            foreach (var batch in documents.Chunk(BatchSize))
            {
                database.Begin();
                database.Insert(ArticleDocument.Collection, batch);
                database.Commit();
            }

            database.Finish();
        }

        var time = clock.Elapsed;
        foreach (var file in ArchiveFiles.FilesOf(path))
        {
            File.Delete(file);
        }

        return time;
    }

    private static DocumentBuilder Document(GeneratedArticle article) => ArticleDocument.From(new Article
    {
        Number = article.Index + 1,
        Id = article.Id,
        Title = article.Title,
        CountedWords = article.Words,
        Details = new Details
        {
            Id = article.Id,
            Category = article.Category,
            Url = article.Url,
            Date = article.Date,
            Created = article.Created,
            Updated = article.Updated,
            LastRead = article.LastRead,
            Words = article.Words,
            ReadCount = article.ReadCount,
        },
        Record = new TextNumber((uint)article.Index + 1),
    });
}
