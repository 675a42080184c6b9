using Archiver.Formats;
using Archiver.Formats.Reading;
using Archiver.Tests.Cli;

namespace Archiver.Tests.Formats;

/// <summary>What is damaged is read as far as it can be, and every byte of it is in a stretch.</summary>
public sealed class FormatMutationTests
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("ARCHIVER_MUTANTS"), out var rounds) ? rounds : 60;

    public static TheoryData<string> Samples => [.. ExpectedRecords.Names(Fixture.In("formats"))
        .Where(name => !name.EndsWith(".zip", StringComparison.Ordinal) && !name.EndsWith(".epub", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_byte_of_a_damaged_input_is_accounted_for(string name)
    {
        var sample = File.ReadAllBytes(Fixture.In("formats", name));
        var format = name.Contains("no-front-matter", StringComparison.Ordinal) ? (IArticleFormat)ArticleFormats.Named("markdown")! : ArticleFormats.Of(new InputHead(sample.AsMemory(0, Math.Min(sample.Length, InputHead.Length))), []);
        Assert.NotEqual("dump", format.Name);
        var reader = format.NewReader(new ReadingOptions());
        var random = new Random(19);
        for (var round = 0; round < Rounds; round++)
        {
            Account(reader, Mutant(sample, random));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_byte_before_a_cut_is_accounted_for(string name)
    {
        var sample = File.ReadAllBytes(Fixture.In("formats", name));
        var format = ArticleFormats.Of(new InputHead(sample.AsMemory(0, Math.Min(sample.Length, InputHead.Length))), []);
        var reader = format.NewReader(new ReadingOptions());
        for (var length = 0; length < sample.Length; length += 97)
        {
            Account(reader, sample[..length]);
        }

        Account(reader, sample);
    }

    private static void Account(IArticleReader reader, byte[] input)
    {
        reader.Begin(new MemoryStream(input));
        long offset = 0;
        while (reader.Read() is { } stretch)
        {
            Assert.Equal(offset, stretch.Offset);
            Assert.True(stretch.Length > 0, "A stretch is empty.");

            // In damaged mail MimeKit counts lines that have no end.
            if (stretch.Format != "mhtml")
            {
                Assert.Equal(1 + input.AsSpan(0, (int)offset).Count((byte)'\n'), stretch.FirstLine);
            }

            offset += stretch.Length;
            if (stretch.Article is { } article)
            {
                Assert.True(article.Original.Span.SequenceEqual(input.AsSpan((int)stretch.Offset, (int)stretch.Length)), "An original is not what stands there.");
                Assert.All(article.Paragraphs, paragraph => Assert.False(Archiver.Texts.WordCount.IsBlank(paragraph.Of(article.Text.Span))));
                Assert.True(article.Blocks is null || article.Blocks.Count == article.Paragraphs.Count);
            }
        }

        Assert.Equal(input.Length, offset);
    }

    /// <summary>Bytes go, come twice, change, or are those of another place.</summary>
    private static byte[] Mutant(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, random.Next(2) == 0 ? 4 : 300), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 2:
                    bytes.InsertRange(at, sample.AsSpan(random.Next(sample.Length), 1).ToArray());
                    break;
                case 3:
                    bytes.InsertRange(at, "<>\"'[]{}&;\0\u00ff\n---"u8[random.Next(15)..][..1].ToArray());
                    break;
                default:
                    var from = random.Next(bytes.Count - length + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
