using Archiver.Articles;
using Archiver.Files;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Store.Runs;
using Archiver.Tests.Importing;
using Archiver.Tests.Upkeep;
using Archiver.Upkeep;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Store;

/// <summary>
/// Random work on an archive, readings among it, and the power cut at a random moment of it.
/// <c>ARCHIVER_POWER_CUTS</c> says how many times, <c>ARCHIVER_SEED</c> from which seed on.
/// </summary>
public sealed class PowerCutTests
{
    /// <summary>How many cuts of the same work are tried.</summary>
    private const int CutsOfAWork = 25;

    [Fact]
    public void A_power_cut_at_any_moment_loses_nothing_acknowledged()
    {
        var (cuts, seed) = (Extent.Of("ARCHIVER_POWER_CUTS", 25, 50), Extent.Of("ARCHIVER_SEED", 1, 1));
        for (var cut = 0; cut < cuts; seed++)
        {
            using var work = new RandomWork(seed);
            for (var until = Math.Min(cuts, cut + CutsOfAWork); cut < until; cut++)
            {
                work.AssertSurvives(cut);
            }
        }
    }

    private sealed class RandomWork : IDisposable
    {
        private readonly int _seed;
        private readonly Random _random;
        private readonly TestArchive _archive = new();
        private readonly RecordedDisk _disk = new();

        /// <summary>What is acknowledged from that event on: the state of each article, and what it may be instead.</summary>
        private readonly List<(int From, Dictionary<Guid, State> Is, Dictionary<Guid, State> MayBe)> _moments = [];

        private Dictionary<Guid, State> _state = [];
        private int _next;

        public RandomWork(int seed)
        {
            (_seed, _random) = (seed, new Random(seed));
            _disk.Run(() =>
            {
                for (var step = 0; step < 8; step++)
                {
                    // While somebody reads, there is no checkpoint: the log grows over several steps.
                    using var reader = step > 0 && _random.Next(2) == 0 ? _archive.OpenToRead() : null;
                    Step(step == 0 ? 0 : _random.Next(7), isRead: reader is not null);
                }
            });
        }

        public void AssertSurvives(int cut)
        {
            var random = new Random((_seed * 10_007) + cut);
            var end = random.Next(2) == 0 ? random.Next(1, _disk.Count + 1) : _disk.BeforeSync(random);
            var (_, expected, mayBe) = _moments.Last(moment => moment.From <= end);
            var (data, log) = _disk.After(end, random);
            using var left = new TestArchive();
            File.WriteAllBytes(left.Path, data);
            File.WriteAllBytes(left.LogPath, log);
            try
            {
                AssertRight(left, expected, mayBe);
                Assert.Equal(log, File.ReadAllBytes(left.LogPath));

                var more = InventedDump.Number(1_000_000);
                left.Import(more);
                AssertRight(left, With(expected, more), With(mayBe, more));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Seed {_seed}, cut {cut}, after {end} of {_disk.Count} events: {exception.Message}", exception);
            }
        }

        public void Dispose() => _archive.Dispose();

        private static Dictionary<Guid, State> With(Dictionary<Guid, State> states, InventedDump dump) =>
            new(states) { [dump.Id] = new State(dump.ToString(), IsRemoved: false) };

        private static void AssertRight(TestArchive left, Dictionary<Guid, State> expected, Dictionary<Guid, State> mayBe)
        {
            Assert.Empty(Verify.Run(left.Path, quick: false, TimeSpan.Zero, _ => { }, CancellationToken.None).Findings);
            using var archive = left.OpenToRead();
            var found = new Dictionary<Guid, State>();
            foreach (var article in archive.Select(new Selection { Order = SortOrder.AsImported }))
            {
                found.Add(article.Id, new State(Text(archive, article), IsRemoved: false, article.Readings.Count));
            }

            foreach (var removed in archive.Removed())
            {
                found.Add(removed.Article.Id, new State(Text(archive, removed.Article), IsRemoved: true, removed.Article.Readings.Count));
            }

            foreach (var id in found.Keys.Union(expected.Keys))
            {
                var state = found.GetValueOrDefault(id);
                Assert.True(state == expected.GetValueOrDefault(id) || state == mayBe.GetValueOrDefault(id),
                    $"{id} is {state}, should be {expected.GetValueOrDefault(id)} or {mayBe.GetValueOrDefault(id)}");
            }
        }

        private static string Text(Archive archive, Article article) =>
            System.Text.Encoding.UTF8.GetString(TestArchive.OriginalOf(archive, article));

        private void Step(int kind, bool isRead)
        {
            switch (kind)
            {
                case 1:
                    Import([.. Live().Take(20).Select((id, index) => InventedDump.Number(0) with
                    {
                        Id = id, Body = [$"State {_next++} of it.", $"Sentence {index} was added."],
                    })]);
                    break;
                case 2:
                    SetRemoved([.. Live().Take(5)], isRemoved: true);
                    break;
                case 3:
                    SetRemoved([.. _state.Where(each => each.Value.IsRemoved).Select(each => each.Key).Order().Take(3)], isRemoved: false);
                    break;
                case 4 when !isRead:
                    Compacted();
                    break;
                case 6:
                    Read(Live().FirstOrDefault());
                    break;
                case 5:
                    // More than one batch.
                    Import([.. Enumerable.Range(_next, 170).Select(InventedDump.Large)]);
                    _next += 170;
                    break;
                default:
                    var count = _random.Next(1, 60);
                    Import([.. Enumerable.Range(_next, count).Select(InventedDump.Number)]);
                    _next += count;
                    break;
            }
        }

        private Guid[] Live() => [.. _state.Where(each => !each.Value.IsRemoved).Select(each => each.Key).OrderBy(_ => _random.Next())];

        private void Import(InventedDump[] dumps)
        {
            var after = new Dictionary<Guid, State>(_state);
            foreach (var dump in dumps)
            {
                after[dump.Id] = new State(dump.ToString(), IsRemoved: false, _state.GetValueOrDefault(dump.Id)?.Readings ?? 0);
            }

            Begin(after);
            using var archive = _archive.OpenToWrite();
            archive.Import([TestArchive.Input(InventedDump.Glued(dumps))], stretches =>
            {
                foreach (var id in stretches.Where(each => each.Outcome != Outcome.Blank).Select(each => each.Id!.Value))
                {
                    _state[id] = after[id];
                }

                Begin(after);
            }, CancellationToken.None);
            Assert.Equal(after, _state);
        }

        private void Read(Guid id)
        {
            if (id == default)
            {
                return;
            }

            var after = new Dictionary<Guid, State>(_state) { [id] = _state[id] with { Readings = _state[id].Readings + 1 } };
            Begin(after);
            using (var archive = _archive.OpenToWrite())
            {
                archive.LogReading(archive.Find(id.ToString()), new WallTime(new DateTime(2025, 3, 1).AddMinutes(_next++)));
            }

            _state = after;
            Begin(after);
        }

        private void SetRemoved(Guid[] ids, bool isRemoved)
        {
            var after = new Dictionary<Guid, State>(_state);
            foreach (var id in ids)
            {
                after[id] = after[id] with { IsRemoved = isRemoved };
            }

            Begin(after);
            using (var archive = _archive.OpenToWrite())
            {
                if (isRemoved)
                {
                    archive.Remove([.. ids.Select(id => archive.Find(id.ToString()))]);
                }
                else
                {
                    archive.Restore([.. ids.Select(id => archive.FindRemoved(id.ToString()))]);
                }
            }

            _state = after;
            Begin(after);
        }

        private void Compacted() => _archive.Compacted(progress =>
        {
            if (progress is { Step: MaintenanceStep.Replace, Done: 1 })
            {
                _disk.Replace(Read(_archive.Path + Archiver.Files.ArchiveFiles.DraftSuffix));
            }
        });

        private static byte[] Read(string path)
        {
            // The draft's owner lets nobody else open it.
            var copy = path + ".copy";
            using (var process = System.Diagnostics.Process.Start("cp", [path, copy]))
            {
                process.WaitForExit();
            }

            var bytes = File.ReadAllBytes(copy);
            File.Delete(copy);
            return bytes;
        }

        /// <summary>From now on it may be so; both are copied, for the states go on changing.</summary>
        private void Begin(Dictionary<Guid, State> after) => _moments.Add((_disk.Count, new(_state), new(after)));
    }

    private sealed record State(string Original, bool IsRemoved, int Readings = 0)
    {
        public override string ToString() => $"{(IsRemoved ? "removed" : "there")}, read {Readings} times, {Original.Length} characters, {Original[..Math.Min(40, Original.Length)]}";
    }
}
