using System.Globalization;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Querying;
using Archiver.Tests.Importing;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

/// <summary>
/// Zeroes every block of an archive, one at a time, and saves it. <c>ARCHIVER_ZEROED</c> names a file of dumps to fill the
/// archive with, <c>ARCHIVER_ZEROED_STEP</c> says that only every so many of its blocks are zeroed.
/// </summary>
public sealed class ZeroedBlocksTests(ITestOutputHelper output) : IDisposable
{
    private const int Block = 4096;

    private readonly TestArchive _archive = new();

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_zeroed_block_costs_no_article_and_only_the_texts_that_lay_there()
    {
        var dumps = Environment.GetEnvironmentVariable("ARCHIVER_ZEROED");
        if (dumps is null)
        {
            _archive.Import(Enumerable.Range(1, 150).Select(InventedDump.Number));
            _archive.Import(Enumerable.Range(1, 8).Select(number => InventedDump.Number(number * 10) with { Body = [$"Changed {number}.", "Since then."] }));
            using var archive = _archive.OpenToWrite();
            archive.Remove([archive.Find(InventedDump.IdOf(7 * 7919).ToString())]);
        }
        else
        {
            _archive.Import([TestArchive.Input(File.ReadAllBytes(dumps))]);
        }

        var whole = File.ReadAllBytes(_archive.Path);
        var expected = TextsOf(_archive.Path);
        var step = Extent.Of("ARCHIVER_ZEROED_STEP", 1, 1);
        var blocks = Enumerable.Range(0, whole.Length / Block).Where(block => block % step == 0 && whole.AsSpan(block * Block, Block).ContainsAnyExcept((byte)0)).ToArray();
        var losses = new (int Text, int Any)[blocks.Length];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, index =>
            losses[index] = Check(whole, blocks[index], expected));
        Report("lost text", losses.Select(loss => loss.Text));
        Report("lost anything", losses.Select(loss => loss.Any));
    }

    private void Report(string what, IEnumerable<int> counts)
    {
        var sorted = counts.Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sorted.Length} blocks zeroed, articles that {what}: median {sorted[sorted.Length / 2]}, mean {sorted.Average():F1}, worst {sorted[^1]}; none with {sorted.Count(count => count == 0)}"));
    }

    private static (int Text, int Any) Check(byte[] whole, int block, Dictionary<Guid, string> expected)
    {
        using var folder = new TemporaryFolder();
        var bytes = whole.ToArray();
        bytes.AsSpan(block * Block, Block).Clear();
        File.WriteAllBytes(folder["archive.db"], bytes);
        var result = VerifyTest.Salvaged(folder["archive.db"], folder["saved.db"]);
        var what = $"block {block}";
        var saved = TextsOf(folder["saved.db"]);
        Assert.True(result.Articles >= expected.Count, $"{what}: {result.Articles} of {expected.Count} articles");
        Assert.True(saved.Keys.Count(expected.ContainsKey) + result.Losses.Details >= expected.Count, what);
        Assert.NotEmpty(result.Findings);
        var texts = expected.Values.ToHashSet();
        var (lostText, lostAny) = (0, 0);
        foreach (var (id, text) in saved)
        {
            if (text.StartsWith("lost 0", StringComparison.Ordinal))
            {
                lostAny++;
            }
            else if (text.StartsWith("lost ", StringComparison.Ordinal))
            {
                (lostText, lostAny) = (lostText + 1, lostAny + 1);
            }
            else
            {
                Assert.True(expected.TryGetValue(id, out var as_) && as_ == text, $"{what}: {id} is not what it was");
            }

            // What is left of a text is of the text.
            var lines = text.Split('\n').Skip(1);
            Assert.True(!expected.TryGetValue(id, out var original) || lines.All(original.Split('\n').Contains), what);
        }

        // Articles in the bin and older states count as well.
        Assert.True(lostText <= result.Losses.Text, $"{what}: {lostText} have lost text, and {result.Losses} are counted");
        Assert.True(!result.IsComplete || lostAny == 0, $"{what}: nothing is said to be missing, and {lostAny} lost something");
        Assert.True(lostAny == 0 || result.Findings.Any(finding => finding.Article is { } id && saved.ContainsKey(id)), what);
        return (lostText, lostAny);
    }

    private static Dictionary<Guid, string> TextsOf(string path)
    {
        using var archive = TestArchive.OpenToRead(path);
        return archive.SelectWithText(new Selection { Order = SortOrder.AsImported }).ToDictionary(pair => pair.Article.Id, pair =>
            string.Join('\n', (string[])[pair.Article.Lost is { } lost ? $"lost {lost}" : Hash(archive, pair.Article),
                .. TestArchive.Texts(pair.Text.Paragraphs), .. TestArchive.Texts(pair.Text.Similar), .. TestArchive.Texts(pair.Text.Summary)]));
    }

    private static string Hash(Archive archive, Article article) =>
        article.Details.ToString() + Checksum.Of(TestArchive.OriginalOf(archive, article)).ToString(CultureInfo.InvariantCulture);
}
