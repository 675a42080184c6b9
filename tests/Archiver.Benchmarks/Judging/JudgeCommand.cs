using System.CommandLine;
using System.Globalization;
using Archiver.Articles;
using Archiver.Inputs;
using Archiver.Likeness;
using Archiver.Querying;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Judging;

/// <summary>
/// The verb <c>judge</c>: plants copies and families of articles in a corpus, and counts which of them <c>duplicates</c>
/// and <c>similar</c> find. The same seed gives the same figures.
/// </summary>
internal static class JudgeCommand
{
    private const int Places = 5;

    /// <summary>How many articles of each family, and how many copies, are asked for what is similar.</summary>
    private const int Asked = 2;
    private const int CopiesAsked = 100;

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many articles.", DefaultValueFactory = _ => 20_000 };
        var copies = new Option<int>("--copies") { Description = "How many copies of each kind.", DefaultValueFactory = _ => 500 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed, the same corpus.", DefaultValueFactory = _ => 1 };
        var command = new Command("judge", "Counts which planted copies and families duplicates and similar find.") { count, copies, seed };
        command.SetAction(parsed => Run(parsed.GetValue(count), parsed.GetValue(copies), parsed.GetValue(seed), Console.Out));
        return command;
    }

    public static int Run(int count, int copies, ulong seed, TextWriter output, int families = 50)
    {
        var folder = Directory.CreateTempSubdirectory("archiver-judge-").FullName;
        try
        {
            var corpus = new PlantedCorpus(count, copies, seed, families);
            var path = Path.Combine(folder, "archive.db");
            using (var writing = Archive.OpenToWrite(path, TimeSpan.Zero, CancellationToken.None))
            {
                writing.Import([ImportInput.FromStream("planted", corpus.ToDumps())], _ => { }, CancellationToken.None);
            }

            using var archive = Archive.OpenToRead(path, TimeSpan.Zero, CancellationToken.None);
            var articles = archive.Select(new Selection { Order = SortOrder.AsImported }).ToList();
            var numbers = articles.ToDictionary(article => article.Id, article => article.Number);
            int[] numberOf = [.. corpus.Articles.Select(article => numbers[article.Id])];
            var byNumber = articles.ToDictionary(article => article.Number);
            return JudgeDuplicates(archive, corpus, numberOf, output)
                & JudgeSimilar(archive, corpus, numberOf, byNumber, output) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool JudgeDuplicates(Archive archive, PlantedCorpus corpus, int[] numberOf, TextWriter output)
    {
        var report = archive.FindDuplicates(new Selection(), new DuplicateOptions(), _ => { }, CancellationToken.None);
        var same = PairsOf(report.SameBody);
        var near = PairsOf(report.NearBody.Select(group => (IReadOnlyList<int>)[.. group.Select(copy => copy.Article)]));
        HashSet<(int, int)> planted = [.. corpus.Near.Concat(corpus.Far).Select(pair => Numbers(pair, numberOf))];
        HashSet<(int, int)> exact = [.. corpus.Exact.Select(pair => Numbers(pair, numberOf))];
        return Recall("duplicates, the same body", corpus.Exact, same, 0.99)
            & Precision("duplicates, the same body", exact, same)
            & Recall("duplicates, one word of ten changed", corpus.Near, near, 0.95)
            & Recall("duplicates, three words of ten changed", corpus.Far, near, 0)
            & Precision("duplicates, nearly the same body", planted, near);

        bool Recall(string what, IReadOnlyList<PlantedPair> pairs, HashSet<(int, int)> found, double least) =>
            Print(output, what, "recall", pairs.Count(pair => found.Contains(Numbers(pair, numberOf))), pairs.Count, least);

        bool Precision(string what, HashSet<(int, int)> pairs, HashSet<(int, int)> found) =>
            Print(output, what, "precision", found.Count(pairs.Contains), found.Count, 0);
    }

    private static bool JudgeSimilar(
        Archive archive, PlantedCorpus corpus, int[] numberOf, Dictionary<int, Article> byNumber, TextWriter output)
    {
        var right = 0;
        foreach (var family in corpus.Families)
        {
            HashSet<int> members = [.. family.Select(index => numberOf[index])];
            right += members.Take(Asked).Sum(member => archive.FindSimilar(byNumber[member], Places, Console.Error.WriteLine)
                .Count(similar => members.Contains(similar.Article.Number)));
        }

        var first = corpus.Far.Take(CopiesAsked).Count(pair => archive.FindSimilar(byNumber[numberOf[pair.Second]], 1, Console.Error.WriteLine)
            is [var found] && found.Article.Number == numberOf[pair.First]);
        return Print(output, "similar, of the same topics", "precision at 5", right, Places * corpus.Families.Sum(family => Math.Min(Asked, family.Length)), 0.9)
            & Print(output, "similar, three words of ten changed", "found first", first, Math.Min(CopiesAsked, corpus.Far.Count), 0.99);
    }

    private static bool Print(TextWriter output, string what, string measure, int right, int all, double least)
    {
        var part = all == 0 ? 1 : (double)right / all;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {measure} {part:f3} ({right} of {all}){(least > 0 ? $", at least {least:f2}" : "")}{(part < least ? ": NOT KEPT" : "")}"));
        return part >= least;
    }

    private static (int, int) Numbers(PlantedPair pair, int[] numberOf) => Sorted(numberOf[pair.First], numberOf[pair.Second]);

    private static (int, int) Sorted(int left, int right) => (Math.Min(left, right), Math.Max(left, right));

    private static HashSet<(int, int)> PairsOf(IEnumerable<IReadOnlyList<int>> groups) =>
        [.. groups.SelectMany(group => group.SelectMany((left, index) => group.Skip(index + 1).Select(right => Sorted(left, right))))];
}
