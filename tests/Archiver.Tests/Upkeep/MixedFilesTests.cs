using System.Globalization;
using Archiver.Store.Runs;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Upkeep;

namespace Archiver.Tests.Upkeep;

/// <summary>
/// Puts archives and logs of different moments and different archives beside one another, as a restored backup, a sync
/// program or a hand may, and runs commands on them. <c>ARCHIVER_MIXES</c> says how many of the combinations.
/// </summary>
public sealed class MixedFilesTests(ITestOutputHelper output)
{
    private const int Seed = 20250131;

    [Fact]
    public void Whatever_log_lies_beside_an_archive_it_is_refused_or_what_is_read_is_one_moment()
    {
        // What is beside a reader waits for it, so they live side by side.
        var common = ArchiveOf(Enumerable.Range(400, 12));
        var lives = new List<Moment>[4];
        Parallel.For(0, lives.Length, number => lives[number] = number switch
        {
            0 => Live("one", 1, []),
            1 => Live("another", 300, []),
            2 => Live("other", 500, common),
            _ => Live("copy", 900, common, isTwin: true),
        });
        Moment[] moments = [.. lives.SelectMany(life => life)];
        var logs = moments.Where(moment => moment.Log.Length > 0).Select(moment => (moment.Name, moment.Log, moment.Content)).ToList();
        var longest = logs[^1];
        logs.Add(("no log", [], ""));
        logs.Add(("no archiver's", "This is a letter to somebody, and no log.\n"u8.ToArray(), ""));
        logs.Add(("an archive", moments[0].Data, ""));
        logs.Add(("zeros", new byte[10_000], ""));
        foreach (var (name, log, content) in logs.Take(8).ToArray())
        {
            logs.Add(($"{name}, with a bit flipped", Changed(log, bytes => bytes[100] ^= 1), content));
            logs.Add(($"{name}, with a bit of its header flipped", Changed(log, bytes => bytes[12] ^= 1), content));
            logs.Add(($"{name}, with its first sector zeroed", Changed(log, bytes => bytes.AsSpan(0, 512).Clear()), content));
        }

        logs.Add(("a header and garbage", [.. longest.Log[..32], .. Enumerable.Repeat((byte)'x', 20_000)], ""));
        logs.Add(($"half of {longest.Name}", longest.Log[..(longest.Log.Length / 2)], longest.Content));
        var mixes = moments.SelectMany(data => logs.Select(log => (Data: data, Log: log))).ToArray();
        new Random(Seed).Shuffle(mixes);
        mixes = mixes[..Math.Min(mixes.Length, Extent.Of("ARCHIVER_MIXES", 25, 60))];

        var refused = 0;
        Parallel.ForEach(mixes, new ParallelOptions { MaxDegreeOfParallelism = 2 }, mix =>
            Interlocked.Add(ref refused, IsRefused(mix.Data, mix.Log.Log, mix.Log.Content, $"{mix.Data.Name} with {mix.Log.Name}") ? 1 : 0));
        output.WriteLine($"{mixes.Length} combinations: {refused} refused, {mixes.Length - refused} read as one of their moments");
        Assert.InRange(refused, 1, mixes.Length - 1);
    }

    /// <summary>Lives through what archives live through, and keeps what lay there at each moment.</summary>
    private static List<Moment> Live(string name, int first, byte[] before, bool isTwin = false)
    {
        var moments = new List<Moment>();
        using var archive = new TestArchive();
        if (before.Length > 0)
        {
            File.WriteAllBytes(archive.Path, before);
        }

        void Keep(string what)
        {
            moments.Add(new Moment($"{name}, {what}", File.ReadAllBytes(archive.Path),
                File.Exists(archive.LogPath) ? File.ReadAllBytes(archive.LogPath) : [], TestArchive.Describe(archive.Path)));
        }

        if (isTwin)
        {
            using (archive.OpenToRead())
            {
                archive.Import(InventedDump.Number(first + 70));
                Keep("imported beside a reader, before anything else");
            }
        }

        archive.Import(Enumerable.Range(first, 12).Select(InventedDump.Number));
        Keep("imported");
        using (archive.OpenToRead())
        {
            archive.Import(InventedDump.Number(first + 20));
            Keep("imported beside a reader");
            archive.Import(Enumerable.Range(first + 30, 5).Select(InventedDump.Number));
            Keep("imported twice beside a reader");
            using var writer = archive.OpenToWrite();
            writer.Remove([writer.Find(InventedDump.IdOf((first + 3) * 7919).ToString())]);
            Keep("with a bin beside a reader");
        }

        archive.Import(InventedDump.Number(first + 40));
        Keep("imported into what readers had held");
        Compact.Run(archive.Path, DateTime.MaxValue, TimeSpan.Zero, _ => { }, CancellationToken.None);
        Keep("compacted");
        using (archive.OpenToRead())
        {
            archive.Import(InventedDump.Number(first + 50));
            Keep("imported after it beside a reader");
        }

        return moments;
    }

    private static byte[] Changed(byte[] bytes, Action<byte[]> change)
    {
        var changed = bytes.ToArray();
        change(changed);
        return changed;
    }

    private static byte[] ArchiveOf(IEnumerable<int> numbers)
    {
        using var archive = new TestArchive();
        archive.Import(numbers.Select(InventedDump.Number));
        return File.ReadAllBytes(archive.Path);
    }

    private static bool IsRefused(Moment data, byte[] log, string logContent, string what)
    {
        using var place = new Workplace();
        var logPath = place.At("archive-log.db");
        File.WriteAllBytes(place.Archive, data.Data);
        if (log.Length > 0)
        {
            File.WriteAllBytes(logPath, log);
        }

        var verify = place.Run(Way.InProcess, "verify");
        Assert.True(verify.Code is 0 or 1 or 12, $"{what}: verify ends with code {verify.Code}: {verify.Error}");
        var isRefused = verify.Code != 0;
        var import = place.At("new.txt");
        File.WriteAllBytes(import, InventedDump.Number(5000).ToBytes());
        if (!isRefused)
        {
            var content = TestArchive.Describe(place.Archive);
            Assert.True(content == data.Content || content == logContent, $"{what}: {content}");
            Assert.True(place.Run(Way.InProcess, "import", import).Code == 0, what);
            Assert.True(place.Run(Way.InProcess, "verify").Code == 0, what);
            using var archive = TestArchive.OpenToRead(place.Archive);
            Assert.Equal(content.Split('\n')[0], $"{archive.Count - 1}");
            return false;
        }

        foreach (string[] command in (string[][])[["list"], ["export", "--format", "jsonl"], ["search", "the"], ["show", "1"], ["import", import],
            ["compact"], ["backup", place.At("backup.db")], ["remove", "--query", "the", "--yes"], ["stats"]])
        {
            var run = place.Run(Way.InProcess, command);
            Assert.True(run.Code is 1 or 12, $"{what}: {command[0]} ends with code {run.Code}: {run.Error}");
            Assert.True(run.Error.Contains("archive-log.db", StringComparison.Ordinal), $"{what}: {command[0]} says: {run.Error}");
            Assert.Empty(run.Output);
        }

        var salvage = place.Run(Way.InProcess, "salvage", place.At("saved.db"));
        Assert.True(salvage.Code == 3, $"{what}: salvage ends with code {salvage.Code}: {salvage.Error}");
        Assert.True(place.Run(Way.InProcess, "verify", "--archive", place.At("saved.db")).Code == 0, what);
        Assert.Equal(data.Data, File.ReadAllBytes(place.Archive));
        Assert.Equal(log, File.Exists(logPath) ? File.ReadAllBytes(logPath) : []);
        return true;
    }

    private sealed record Moment(string Name, byte[] Data, byte[] Log, string Content);
}
