using Archiver.Formats.Reading;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Cli;
using CsCheck;

namespace Archiver.Tests.Formats.Apps;

/// <summary>Exports that were cut off or damaged: no reader fails, and every byte is accounted for.</summary>
public sealed class AppMutationTests
{
    private static readonly string[] Kinds =
    [
        "omnivore", "readeck", "matter", "pocket-csv", "pocket-html", "wallabag", "readwise", "raindrop", "karakeep", "linkwarden", "other-lists",
        "news-jsonl", "news-table", "instapaper", "netscape",
    ];

    public static TheoryData<string> Samples =>
    [
        .. Kinds.SelectMany(kind => Directory.EnumerateFiles(Fixture.In($"formats/{kind}")))
            .Where(path => !path.EndsWith(".expected.json", StringComparison.Ordinal) && !path.Contains("readeck-markdown", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Fixture.In("formats"), path)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_export_that_is_cut_off_anywhere_is_accounted_for(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Fixture.In("formats"), name));
        for (var length = 1; length < bytes.Length; length += 1 + (bytes.Length / 250))
        {
            Check(name, bytes[..length], $"cut at byte {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void An_export_with_damage_is_accounted_for(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Fixture.In("formats"), name));
        byte[] values = [0, (byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'<', (byte)'>', (byte)'\n', (byte)',', (byte)'\\', 0xED, 0xFF];
        Gen.Select(Gen.Int[0, bytes.Length - 1].Array[1, 4], Gen.Int[0, values.Length - 1].Select(at => values[at]))
            .Sample((places, value) =>
            {
                var damaged = bytes.ToArray();
                Array.ForEach(places, place => damaged[place] = value);
                Check(name, damaged, $"{value} at {string.Join(", ", places)}");
            }, iter: 100, threads: 1);
    }

    private static void Check(string name, byte[] bytes, string what)
    {
        var isPacked = name.EndsWith(".zip", StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        if (isPacked)
        {
            File.WriteAllBytes(folder["a.zip"], bytes);
        }

        var inputs = isPacked ? ImportInput.FromPath(folder["a.zip"], new HashSet<string>()) : [ImportInput.FromStream(name, new MemoryStream(bytes))];
        var options = new ImportOptions { Format = name.StartsWith("netscape", StringComparison.Ordinal) ? "bookmarks" : null };
        var (end, line) = (0L, 1L);
        foreach (var (_, stretch) in new InputReader(options, CancellationToken.None).Read(inputs))
        {
            Assert.DoesNotContain("bug", stretch.Reason ?? "", StringComparison.Ordinal);
            if (stretch.Article is { } article)
            {
                Assert.False(article.Original.IsEmpty);
                Assert.Equal(article.Paragraphs.Count, article.ToArticleText().Paragraphs.Count);
                Assert.True(article.Blocks is null || article.Blocks.Count == article.Paragraphs.Count, what);
                Assert.True(isPacked || article.Original.Span.SequenceEqual(bytes.AsSpan((int)stretch.Offset, (int)stretch.Length)), what);
            }

            if (!isPacked)
            {
                Assert.True(stretch.Offset == end && stretch.FirstLine >= line - 1, $"{name}, {what}: {stretch.Offset} follows {end}");
                (end, line) = (end + stretch.Length, stretch.FirstLine + stretch.LineCount);
            }
        }

        Assert.True(isPacked || end == bytes.Length, $"{name}, {what}: {end} of {bytes.Length} bytes");
    }
}
