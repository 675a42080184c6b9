using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Archiver.Benchmarks.Generating;
using LiteDB;
using LiteDB.Engine;

namespace Archiver.Benchmarks.Measuring;

/// <summary>
/// What an import cannot beat: LiteDB inserts the metadata documents of the same articles, ready in memory, with no
/// secondary index, and syncs once at the end.
/// </summary>
internal static class ReferenceInsert
{
    private const int BatchSize = 1_000;

    /// <summary>So that the compiling of LiteDB's code is not part of what is measured.</summary>
    public static void WarmUp(string folder) => Run(new Corpus(count: 5_000, seed: 2), folder);

    /// <summary>The time from opening a new file in <paramref name="folder"/> to its being synced and closed.</summary>
    public static TimeSpan Run(Corpus corpus, string folder)
    {
        var documents = corpus.Articles().Select(Document).ToArray();
        var path = Path.Combine(folder, "reference.db");
        var clock = Stopwatch.StartNew();
        using (var engine = Open(path))
        {
            foreach (var batch in documents.Chunk(BatchSize))
            {
                engine.Insert("articles", batch, BsonAutoId.Int32);
            }

            engine.Checkpoint();
        }

        var time = clock.Elapsed;
        File.Delete(path);
        return time;
    }

    /// <summary>LiteDB with its own streams.</summary>
    private static LiteEngine Open(string path) =>
        new(new EngineSettings { Filename = path, Collation = Collation.Binary });

    private static BsonDocument Document(GeneratedArticle article) => new()
    {
        ["_id"] = article.Index + 1,
        ["guid"] = article.Id,
        ["category"] = article.Category,
        ["title"] = article.Title,
        ["url"] = article.Url,
        ["date"] = article.Date.Year * 10_000 + article.Date.Month * 100 + article.Date.Day,
        ["created"] = article.Created.ToString(),
        ["updated"] = article.Updated.ToString(),
        ["lastRead"] = article.LastRead.ToString(),
        ["words"] = article.Words,
        ["readCount"] = article.ReadCount,
        ["input"] = "dumps.txt",
        ["sha256"] = SHA256.HashData(Encoding.UTF8.GetBytes(article.Url)),
        ["bytes"] = 4_000,
        ["imported"] = "2026-01-01T00:00:00Z",
        ["paragraphs"] = Enumerable.Range(0, article.Paragraphs.Count)
            .SelectMany(i => BitConverter.GetBytes(article.Index * 16 + i)).ToArray(),
    };
}
