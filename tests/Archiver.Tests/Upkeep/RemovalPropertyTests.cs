using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Store.Runs;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;
using CsCheck;

namespace Archiver.Tests.Upkeep;

/// <summary>Imports, removals, restorations and purges in any order come to what a small model says.</summary>
public sealed class RemovalPropertyTests
{
    private enum Step
    {
        Import,
        ImportRestoring,
        Remove,
        Restore,
        Read,
        Compact,
        Purge,
    }

    private sealed class Model
    {
        public List<InventedDump> States { get; } = [];

        public HashSet<int> Readings { get; } = [];

        public bool IsRemoved { get; set; }
    }

    [Fact]
    public void Whatever_happens_nothing_comes_back_by_itself_and_nothing_of_it_is_lost() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[0, 3].Array[1, 3]).Array[1, 25].Sample(steps =>
        {
            using var place = new TestArchive();
            TestArchive.OpenToWrite(place.Path).Dispose();
            var articles = new Dictionary<int, Model>();
            var purged = new HashSet<int>();
            foreach (var (step, number, states) in steps)
            {
                Do(place, articles, purged, (Step)step, number, states);
            }

            Assert.Empty(place.Checked().Findings);
            using var archive = place.OpenToRead();
            Assert.Equal(Described(articles.Values.Where(article => !article.IsRemoved)),
                Described(archive, archive.Select(new())));
            Assert.Equal(Described(articles.Values.Where(article => article.IsRemoved)),
                Described(archive, archive.Removed().Select(removed => removed.Article)));
            Assert.All(purged, number => Assert.Contains("purged on",
                Assert.Throws<ArchiverException>(() => archive.FindRemoved(InventedDump.Number(number).Id.ToString())).Message));
        }, iter: Extent.Of(12, 60), threads: 1);

    private static void Do(
        TestArchive place, Dictionary<int, Model> articles, HashSet<int> purged, Step step, int number, int[] states)
    {
        var known = articles.GetValueOrDefault(number);
        var name = InventedDump.Number(number).Id.ToString();
        switch (step)
        {
            case Step.Import or Step.ImportRestoring:
                Import(place, articles, purged, number, [.. states.Select(state => StateOf(number, state))], step == Step.ImportRestoring);
                break;
            case Step.Remove when known is { IsRemoved: false }:
                place.Remove(InventedDump.Number(number));
                known.IsRemoved = true;
                break;
            case Step.Restore when known is { IsRemoved: true }:
                place.Restore(InventedDump.Number(number));
                known.IsRemoved = false;
                break;
            case Step.Read when known is { IsRemoved: false }:
                place.Read(InventedDump.Number(number).Id, $"2025-03-0{states[0] + 1}T10:00");
                known.Readings.Add(states[0] + 1);
                break;
            case Step.Compact:
                place.Compacted();
                break;
            case Step.Purge:
                Compact.Run(place.Path, DateTime.MaxValue, TimeSpan.Zero, _ => { }, CancellationToken.None);
                foreach (var gone in articles.Where(pair => pair.Value.IsRemoved).Select(pair => pair.Key).ToArray())
                {
                    articles.Remove(gone);
                    purged.Add(gone);
                }

                break;
        }
    }

    private static void Import(TestArchive place, Dictionary<int, Model> articles, HashSet<int> purged, int number,
        InventedDump[] dumps, bool restores)
    {
        var expected = new List<Outcome>();
        foreach (var dump in dumps)
        {
            if (purged.Contains(number) && !restores)
            {
                expected.Add(Outcome.Removed);
                continue;
            }

            purged.Remove(number);
            if (!articles.TryGetValue(number, out var article))
            {
                articles[number] = new Model { States = { dump } };
                expected.Add(Outcome.Imported);
                continue;
            }

            var isNew = article.States.All(state => state.ToString() != dump.ToString());
            expected.Add(article.IsRemoved ? (restores ? Outcome.Imported : Outcome.Removed) : isNew ? Outcome.Updated : Outcome.Unchanged);
            article.IsRemoved &= !restores;
            if (isNew)
            {
                article.States.Add(dump);
            }
        }

        using var archive = place.OpenToWrite();
        Assert.Equal(expected, TestArchive.Outcomes(Archive.PreviewImport(archive, [Input()], CancellationToken.None, new ImportOptions { Restores = restores })));
        var reports = new List<StretchReport>();
        archive.Import([Input()], reports.AddRange, CancellationToken.None, new ImportOptions { Restores = restores });
        Assert.Equal(expected, TestArchive.Outcomes(reports));

        ImportInput Input() => TestArchive.Input(string.Join('\n', dumps.Select(dump => dump.ToString())));
    }

    private static InventedDump StateOf(int number, int state) => InventedDump.Number(number) with
    {
        Body = [$"Article {number} as of {state}."],
        Reads = (state * 3) % 4,
        Category = $"category {state % 2}",
    };

    private static IEnumerable<string> Described(IEnumerable<Model> articles) => articles.Select(article => string.Join('\n',
        article.States.Max(state => state.Reads) + article.Readings.Count, article.Readings.Count,
        string.Join('\n', article.States))).Order();

    private static IEnumerable<string> Described(Archive archive, IEnumerable<Article> articles) => articles.Select(article => string.Join('\n',
        article.ReadCount, article.Readings.Count,
        string.Join('\n', archive.History(article).Select(state =>
            System.Text.Encoding.UTF8.GetString(TestArchive.OriginalOf(archive, state.Article)).TrimEnd())))).Order();
}
