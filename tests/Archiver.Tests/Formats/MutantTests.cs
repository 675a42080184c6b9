using System.IO.Compression;
using Archiver.Formats;
using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Cli;
using Archiver.Tests.Inputs;
using Archiver.Texts;

namespace Archiver.Tests.Formats;

/// <summary>
/// Inputs of every format, cut off, with flipped, lost and doubled bytes and with lines in another order, as an import
/// reads them: nothing is called a bug, every byte is in a stretch that says in which line it begins, an original is what
/// stands there, and what is an article can be used as one. How many of each sample: <c>ARCHIVER_MUTANTS</c>; from which seed on: <c>ARCHIVER_SEED</c>;
/// of which samples alone, by a part of their paths: <c>ARCHIVER_SAMPLES</c>, as in <c>page|singlefile|mhtml|webarchive</c>.
/// </summary>
public sealed class MutantTests
{
    private static readonly int Count = Extent.Of("ARCHIVER_MUTANTS", quick: 30, thorough: 200);

    private static readonly int Seed = Extent.Of("ARCHIVER_SEED", quick: 1, thorough: 1);

    public static TheoryData<string> Samples =>
    [
        .. new[] { Fixture.In("formats"), Path.Combine(Fixture.Repository, "samples") }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => !path.EndsWith(".expected.json", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Fixture.Repository, path)).Order(StringComparer.Ordinal)
            .Where(path => Environment.GetEnvironmentVariable("ARCHIVER_SAMPLES") is not { } parts || parts.Split('|').Any(path.Contains)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_input_that_is_cut_off_anywhere_is_read_as_far_as_it_goes(string name)
    {
        var sample = File.ReadAllBytes(Path.Combine(Fixture.Repository, name));
        var readers = ReadersOf(sample);
        for (var (length, number) = (1, 0); length <= sample.Length; length += 1 + (sample.Length / Extent.Of(25, 250)), number++)
        {
            Account(readers[number % readers.Length], sample[..length], isPlain: !IsZip(sample));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_damaged_input_is_read_as_far_as_it_can_be(string name)
    {
        var sample = File.ReadAllBytes(Path.Combine(Fixture.Repository, name));
        var isZip = IsZip(sample);
        var members = isZip ? MembersOf(sample) : [];
        var readers = ReadersOf(sample);
        for (var number = 0; number < Count; number++)
        {
            var random = new Random(Seed + number);
            var reader = readers[number % readers.Length];
            try
            {
                if (!isZip)
                {
                    var mutant = Mutant(sample, random);
                    Account(reader, mutant, isPlain: true);
                }
                else if (number % 4 == 0)
                {
                    Account(reader, Mutant(sample, random), isPlain: false);
                }
                else
                {
                    var at = random.Next(members.Length);
                    var changed = members.Select((member, index) => index == at ? (member.Name, Mutant(member.Content, random)) : member).ToArray();
                    Account(reader, Packed.Zip(isStream: false, changed), isPlain: false);
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{name}, mutant {Seed + number}, as {(number % readers.Length == 0 ? "found" : "stated")}: {exception.Message}", exception);
            }
        }
    }

    private static bool IsZip(byte[] sample) => sample.AsSpan().StartsWith("PK"u8);

    /// <summary>One that finds out the format, and one that is told.</summary>
    private static InputReader[] ReadersOf(byte[] sample) =>
    [
        .. new[] { null, IsZip(sample) ? null : FormatOf(sample) }.Distinct().Select(format => new InputReader(
            new ImportOptions { Format = format, TimeZone = TimeZoneInfo.Utc }, CancellationToken.None)),
    ];

    private static void Account(InputReader reader, byte[] input, bool isPlain)
    {
        var ends = new Dictionary<string, long>();
        foreach (var (from, stretch) in reader.Read(TestArchive(input)))
        {
            if (stretch.Reason?.Contains("bug", StringComparison.Ordinal) == true)
            {
                throw new InvalidDataException(stretch.Reason);
            }

            if (isPlain)
            {
                Assert.True(stretch.Offset == ends.GetValueOrDefault(from.Name), $"a stretch at {stretch.Offset} follows {ends.GetValueOrDefault(from.Name)}");
                AssertPlace(stretch, input);
            }

            ends[from.Name] = stretch.Offset + stretch.Length;
            if (stretch.Article is { } article)
            {
                _ = new Archiver.Importing.Incoming.PreparedArticle(article);
                Assert.All(article.Paragraphs, paragraph => Assert.False(WordCount.IsBlank(paragraph.Of(article.Text.Span))));
                Assert.True(article.Blocks is null || article.Blocks.Count == article.Paragraphs.Count);
            }
        }

        Assert.True(!isPlain || ends.Values.Sum() == input.Length, $"{ends.Values.Sum()} of {input.Length} bytes");

        static ImportInput TestArchive(byte[] bytes) => ImportInput.FromStream("input", new MemoryStream(bytes));
    }

    private static void AssertPlace(Stretch stretch, byte[] input)
    {
        Assert.True(stretch.Length > 0 || input.Length == 0, "a stretch is empty");

        // In damaged mail MimeKit counts lines that have no end; and where no line feed ends lines, carriage returns do.
        var before = input.AsSpan(0, (int)stretch.Offset);
        if (stretch.Format != "mhtml" && !before.Contains((byte)'\r'))
        {
            Assert.Equal(1 + before.Count((byte)'\n'), stretch.FirstLine);
        }

        // Of some apps what names the account is left out; what was marked in a text stands in several rows.
        var bytes = input.AsSpan((int)stretch.Offset, (int)stretch.Length);
        Assert.True(stretch.Article is not { } article || article.Original.Span.SequenceEqual(bytes)
            || (stretch.Format is "karakeep" or "linkwarden" or "wallabag" && article.Original.Length < bytes.Length)
            || (stretch.Format == "readwise" && article.Original.Span.StartsWith(bytes)), "an original is not what stands there");
    }

    private static (string Name, byte[] Content)[] MembersOf(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).Select(entry =>
        {
            var content = new MemoryStream();
            using var member = entry.Open();
            member.CopyTo(content);
            return (entry.FullName, content.ToArray());
        })];
    }

    private static byte[] Mutant(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, random.Next(3) > 0 ? 8 : 400), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 4:
                    var special = "<>\"'[]{}&;:,=#-+|\\\0\u00ff\n\r\t "u8;
                    bytes.Insert(at, special[random.Next(special.Length)]);
                    break;
                case 5:
                    SwapLines(bytes, random);
                    break;
                case 6 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void SwapLines(List<byte> bytes, Random random)
    {
        var (first, second) = (LineAt(random.Next(bytes.Count + 1)), LineAt(random.Next(bytes.Count + 1)));
        if (first.End <= second.Start)
        {
            var (one, other) = (bytes[first.Start..first.End], bytes[second.Start..second.End]);
            bytes.RemoveRange(second.Start, other.Count);
            bytes.InsertRange(second.Start, one);
            bytes.RemoveRange(first.Start, one.Count);
            bytes.InsertRange(first.Start, other);
        }

        (int Start, int End) LineAt(int at)
        {
            var start = at == 0 ? 0 : bytes.LastIndexOf((byte)'\n', at - 1) + 1;
            var end = at == bytes.Count ? -1 : bytes.IndexOf((byte)'\n', at);
            return (start, end < 0 ? bytes.Count : end);
        }
    }

    private static string FormatOf(byte[] sample)
    {
        var source = new ByteSource();
        source.Begin(new MemoryStream(sample));
        return ArticleFormats.Of(InputHead.Of(source), []).Name;
    }
}
