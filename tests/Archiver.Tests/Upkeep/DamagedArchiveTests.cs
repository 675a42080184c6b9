using System.Globalization;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Querying;
using Archiver.Store;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Store.Runs;
using Archiver.Tests.Cli;
using Archiver.Tests.Importing;
using Archiver.Upkeep.Checks;

namespace Archiver.Tests.Upkeep;

/// <summary>
/// Damages an archive at random places and runs every command that reads on it. Fixed seed; <c>ARCHIVER_FLIPS</c> says
/// how many bits are flipped, one at a time, <c>ARCHIVER_FLIP_ARTICLES</c> how many articles there are.
/// </summary>
public sealed class DamagedArchiveTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 20250131;

    /// <summary>Done, nothing found, done in part, no archive, damaged.</summary>
    private static readonly int[] Codes = [0, 2, 3, 10, 12];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly int _articles = Extent.Of("ARCHIVER_FLIP_ARTICLES", 120, 120);
    private readonly TestArchive _archive = new();
    private readonly Dictionary<Guid, byte[]> _originals = [];

    /// <summary>The pages that each article needs: its document, its record and its texts.</summary>
    private readonly Dictionary<Guid, HashSet<uint>> _pages = [];
    private string[] _exported = [];
    private string[] _listed = [];
    private string _categories = "";

    /// <summary>Everything that was right before the last changes: of a block of then, what it had.</summary>
    private readonly HashSet<string> _before = [];

    public void Dispose() => _archive.Dispose();

    [Fact]
    public void A_flipped_bit_is_noticed_and_costs_no_article_but_those_on_its_page()
    {
        Fill();
        var whole = File.ReadAllBytes(_archive.Path);
        var random = new Random(Seed);
        var flips = Enumerable.Range(0, Extent.Of("ARCHIVER_FLIPS", 8, 40))
            .Select(_ => (At: random.Next(whole.Length), Bit: random.Next(8))).ToArray();
        var (noticed, live, lost) = (0, 0, 0);
        Parallel.ForEach(flips, new ParallelOptions { MaxDegreeOfParallelism = 2 }, flip =>
        {
            var bytes = whole.ToArray();
            bytes[flip.At] ^= (byte)(1 << flip.Bit);
            var page = (uint)(flip.At / Page.Size);
            var (isNoticed, missing) = Check(bytes, [page], $"byte {flip.At}, bit {flip.Bit}");
            Interlocked.Add(ref noticed, isNoticed ? 1 : 0);
            Interlocked.Add(ref lost, missing);
            Interlocked.Add(ref live, _pages.Values.Any(pages => pages.Contains(page)) ? 1 : 0);
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{flips.Length} flips in {whole.Length} bytes: {noticed} noticed, {flips.Length - noticed} without effect; {live} on pages of articles, which cost {lost} articles in all"));
        Assert.True(noticed > 0);
    }

    [Fact]
    public void A_page_that_is_zeroed_costs_no_article_but_those_on_it()
    {
        Fill();
        var whole = File.ReadAllBytes(_archive.Path);
        for (var page = 0; page < whole.Length / Page.Size; page += 1 + (whole.Length / Page.Size / Extent.Of(7, 30)))
        {
            var bytes = whole.ToArray();
            bytes.AsSpan(page * Page.Size, Page.Size).Clear();
            Assert.True(Check(bytes, [(uint)page], $"page {page} zeroed").Noticed);
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_loses_no_article_but_those_behind()
    {
        Fill();
        var whole = File.ReadAllBytes(_archive.Path);
        for (var left = 3; left < 10; left += Extent.Of(2, 1))
        {
            var length = (whole.Length / 10 * left) + left;
            var gone = Enumerable.Range(length / Page.Size, (whole.Length - length + Page.Size) / Page.Size).Select(page => (uint)page);
            Assert.True(Check(whole[..length], [.. gone], $"cut to {length} bytes").Noticed);
        }
    }

    [Fact]
    public void An_archive_whose_log_is_lost_is_known_to_lack_it()
    {
        Fill();
        using (_archive.OpenToRead())
        {
            _archive.Import(InventedDump.Number(5000));
        }

        Assert.True(new FileInfo(_archive.LogPath).Length > 0);
        File.Delete(_archive.LogPath);
        Assert.True(Check(File.ReadAllBytes(_archive.Path), [], "without its log").Noticed);
    }

    [Fact]
    public void A_flipped_bit_in_the_log_shows_no_wrong_text()
    {
        _archive.Import(Enumerable.Range(1, 20).Select(InventedDump.Number));
        using var reader = _archive.OpenToRead();
        _archive.Import(Enumerable.Range(21, 40).Select(InventedDump.Number));
        Note();
        var (whole, log) = (File.ReadAllBytes(_archive.Path), File.ReadAllBytes(_archive.LogPath));
        var random = new Random(Seed);
        for (var flip = 0; flip < Extent.Of("ARCHIVER_FLIPS", 8, 40); flip++)
        {
            var (at, bit) = (random.Next(log.Length), random.Next(8));
            var bytes = log.ToArray();
            bytes[at] ^= (byte)(1 << bit);
            using var place = Place(whole);
            File.WriteAllBytes(place.At("archive-log.db"), bytes);
            RunAll(place, $"byte {at}, bit {bit} of the log");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_that_is_not_what_was_written_is_noticed_and_shows_no_wrong_text(bool inLog)
    {
        var older = Fill();
        using var reader = inLog ? _archive.OpenToRead() : null;
        if (inLog)
        {
            _archive.Import(Enumerable.Range(_articles + 1, 10).Select(InventedDump.Number));
            older = File.ReadAllBytes(_archive.LogPath);
            _archive.Import(Enumerable.Range(_articles + 20, 10).Select(InventedDump.Number));
            Note();
        }

        var (data, log) = (File.ReadAllBytes(_archive.Path), inLog ? File.ReadAllBytes(_archive.LogPath) : []);
        var random = new Random(Seed);
        var whole = inLog ? log : data;
        var blocks = Enumerable.Range(0, Extent.Of("ARCHIVER_BLOCKS", 10, 40)).Select(number => Spoil(whole, older, number, random))
            .Where(spoilt => !spoilt.Bytes.AsSpan().SequenceEqual(whole)).ToArray();
        Parallel.ForEach(blocks, new ParallelOptions { MaxDegreeOfParallelism = 2 }, spoilt =>
        {
            var isNoticed = inLog ? CheckLog(data, spoilt.Bytes, spoilt.What) : Check(spoilt.Bytes, spoilt.Pages, spoilt.What, spoilt.IsOld).Noticed;
            Assert.True(isNoticed, $"{spoilt.What} goes unnoticed");
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{blocks.Length} blocks: all noticed"));
    }

    /// <summary>What disks, cables and copying programs do: blocks of zeros, of another place, of before; an end too early or too late.</summary>
    private static (byte[] Bytes, HashSet<uint> Pages, string What, bool IsOld) Spoil(byte[] whole, byte[] older, int number, Random random)
    {
        var size = random.Next(4) switch { 0 => 512, 1 => 4096, _ => Page.Size };
        var (from, to) = (random.Next(whole.Length / size) * size, random.Next(whole.Length / size) * size);
        var pages = new HashSet<uint> { (uint)(to / Page.Size) };
        var bytes = whole.ToArray();
        switch (number % 5)
        {
            case 0:
                bytes.AsSpan(to, size).Clear();
                return (bytes, pages, $"{size} bytes at {to} zeroed", false);
            case 1:
                whole.AsSpan(from, size).CopyTo(bytes.AsSpan(to));
                whole.AsSpan(to, size).CopyTo(bytes.AsSpan(from));
                return (bytes, [(uint)(from / Page.Size), .. pages], $"{size} bytes at {to} and {from} swapped", false);
            case 2:
                to = random.Next(older.Length / size) * size;
                older.AsSpan(to, size).CopyTo(bytes.AsSpan(to));
                return (bytes, [(uint)(to / Page.Size)], $"{size} bytes at {to} put back as they were before", true);
            case 3:
                to = random.Next(3) == 0 ? to : random.Next(whole.Length);
                return (bytes[..to], [.. Enumerable.Range(to / Page.Size, (whole.Length / Page.Size) + 1 - (to / Page.Size)).Select(page => (uint)page)],
                    $"cut to {to} bytes", false);
            default:
                return ([.. bytes, .. whole.AsSpan(from, size)], [], $"{size} bytes of {from} appended", false);
        }
    }

    private bool CheckLog(byte[] data, byte[] log, string what)
    {
        using var place = Place(data);
        File.WriteAllBytes(place.At("archive-log.db"), log);
        var isNoticed = RunAll(place, $"in the log: {what}").Noticed;

        // What was appended was never acknowledged, as what a process leaves that was killed.
        return isNoticed || Run(place, what, "verify").Text.Contains("never acknowledged", StringComparison.Ordinal);
    }

    private static Workplace Place(byte[] bytes)
    {
        var place = new Workplace();
        File.WriteAllBytes(place.Archive, bytes);
        return place;
    }

    /// <summary>Articles with older states, with a full bin, with an original that no frame rebuilds.</summary>
    /// <returns>What lay there before the last changes.</returns>
    private byte[] Fill()
    {
        _archive.Import(Enumerable.Range(1, _articles - 1).Select(InventedDump.Number));
        var older = File.ReadAllBytes(_archive.Path);
        Note();
        _before.UnionWith([.. _exported, .. _listed, _categories.TrimEnd('\n'), .. _originals.Values.Select(Convert.ToBase64String)]);
        _originals.Clear();
        _pages.Clear();
        _archive.Import(Enumerable.Range(1, _articles / 20).Select(number =>
            InventedDump.Number(number * 10) with { Body = [$"Changed {number}.", "Since then."] }));
        _archive.Import(TestArchive.Input([.. InventedDump.Number(_articles).ToBytes().AsSpan(0, 20), 0xFF, .. InventedDump.Number(_articles).ToBytes().AsSpan(20)]));
        using (var archive = _archive.OpenToWrite())
        {
            archive.Remove([archive.Find(InventedDump.IdOf(7 * 7919).ToString())]);
        }

        Note();
        return older;
    }

    private void Note()
    {
        using (var place = new Workplace())
        {
            string[] at = ["--archive", _archive.Path];
            _exported = place.Run(Way.InProcess, ["export", "--format", "jsonl", .. at]).Lines;
            _listed = place.Run(Way.InProcess, ["list", "--json", .. at]).Lines;
            _categories = place.Run(Way.InProcess, ["categories", "--json", .. at]).Text;
        }

        using (var archive = _archive.OpenToRead())
        {
            foreach (var article in archive.Select(new Selection()))
            {
                _originals[article.Id] = TestArchive.OriginalOf(archive, article);
            }
        }

        using var verification = new Verification(ArchivePages.Open(_archive.Path, TimeSpan.Zero, CancellationToken.None));
        Assert.Empty(verification.Run(quick: false, _ => { }, CancellationToken.None).Findings);
        var packs = verification.Table[DocumentKind.Pack]
            .ToDictionary(row => row.Number, row => PagesOf(verification, row.Address));
        var store = new PackStore(verification.Table.Finder(verification.Documents, DocumentKind.Pack));
        foreach (var row in verification.Table[DocumentKind.Article])
        {
            var article = ArticleDocument.Read(verification.Documents.Document(row.Address)!);
            var text = ArticleRecord.Read(store[article.Record].Span).Text;
            var texts = text.All.Concat(text.Original).Append(text.Frame).Append(article.Record);
            _pages[article.Id] = [.. PagesOf(verification, row.Address),
                .. texts.Where(number => number != TextNumber.None).Select(number => number.Pack).Distinct().SelectMany(pack => packs[pack])];
        }
    }

    private static List<uint> PagesOf(Verification verification, PageAddress address)
    {
        var pages = new List<uint>();
        for (; address != PageAddress.None; address = PageAddress.Read(verification.Documents.Item(address, PageType.Data)[1..]))
        {
            pages.Add(address.Page);
        }

        return pages;
    }

    /// <returns>Whether the damage was noticed, and how many articles it cost.</returns>
    private (bool Noticed, int Lost) Check(byte[] bytes, HashSet<uint> damaged, string what, bool isOld = false)
    {
        using var place = Place(bytes);
        var (isNoticed, saved) = RunAll(place, what, isOld);
        var expected = _pages.Where(pair => !pair.Value.Overlaps(damaged)).Select(pair => pair.Key).ToHashSet();
        Assert.True(expected.IsSubsetOf(saved), $"{what}: {expected.Except(saved).Count()} articles that it did not touch are lost");
        return (isNoticed, _originals.Count - saved.Count);
    }

    private (bool Noticed, HashSet<Guid> Saved) RunAll(Workplace place, string what, bool isOld = false)
    {
        var verify = Run(place, what, "verify");
        Assert.True(verify.Code is 0 or 10 or 12, what);
        var isWhole = verify.Code == 0;
        Assert.True(Run(place, what, "verify", "--quick", "--json").Code is 0 or 10 or 12, what);
        AssertRight(Run(place, what, "export", "--format", "jsonl"), _exported, isWhole, what, isOld);
        AssertRight(Run(place, what, "categories", "--json"), _categories.TrimEnd('\n').Split('\n'), isWhole, what, isOld);
        var list = Run(place, what, "list", "--json");
        Assert.True(list.Code == 0 ? list.Lines.SequenceEqual(_listed) || (isOld && list.Lines.All(IsRight)) : !isWhole, what);
        bool IsRight(string line) => _listed.Contains(line) || _before.Contains(line);
        foreach (var id in _originals.Keys.Where((_, index) => index % Math.Max(1, _originals.Count / 3) == 1))
        {
            var show = Run(place, what, "show", id.ToString(), "--original");
            Assert.True(show.Code == 0 ? show.Output.AsSpan().SequenceEqual(_originals[id]) || (isOld && _before.Contains(Convert.ToBase64String(show.Output))) : show.Output.Length == 0 && !isWhole, what);
        }

        var saved = place.At("saved.db");
        var salvage = Run(place, what, "salvage", saved, "--json");
        Assert.True(isWhole ? salvage.Code == 0 : salvage.Code is 0 or 3 or 10 or 12, what);
        var found = new HashSet<Guid>();
        if (salvage.Code is 0 or 3)
        {
            using var archive = TestArchive.OpenToRead(saved);
            foreach (var article in archive.Select(new Selection()))
            {
                Assert.True(found.Add(article.Id), what);
                Assert.True(article.Lost is null
                    ? TestArchive.OriginalOf(archive, article) is var original
                        && (_originals[article.Id].AsSpan().SequenceEqual(original) || (isOld && _before.Contains(Convert.ToBase64String(original))))
                    : archive.ReadText(article).Paragraphs.All(IsOfOriginal), $"{what}: {article.Id}");
            }

            Assert.True(salvage.Code == 3 || found.Count == _originals.Count || _originals.Count == 0, $"{what}: complete, with {found.Count} articles");
        }

        return (!isWhole, found);
    }

    /// <summary>Where the article is known by its text only, it has another ID.</summary>
    private bool IsOfOriginal(ReadOnlyMemory<byte> paragraph) =>
        _originals.Values.Any(original => original.AsSpan().IndexOf(paragraph.Span) >= 0) || !Ascii.IsValid(paragraph.Span);

    /// <summary>What was printed is right, as far as it goes.</summary>
    private void AssertRight(CommandResult run, string[] expected, bool isWhole, string what, bool isOld)
    {
        Assert.True(run.Lines.SequenceEqual(expected) || !isWhole, what);
        Assert.True(run.Code != 0 || run.Lines.SequenceEqual(expected) || isOld, what);
        foreach (var line in run.Lines.Where(line => line.EndsWith('}')))
        {
            Assert.True(expected.Contains(line) || (isOld && _before.Contains(line)), what);
        }
    }

    private static CommandResult Run(Workplace place, string what, params string[] arguments)
    {
        var command = Task.Run(() => place.Run(Way.InProcess, arguments));
        Assert.True(command.Wait(Patience), $"{what}: {arguments[0]} hangs");
        var run = command.Result;
        Assert.True(Codes.Contains(run.Code), $"{what}: {arguments[0]} ends with code {run.Code}: {run.Error}");
        Assert.DoesNotContain("   at ", run.Error);
        return run;
    }
}
