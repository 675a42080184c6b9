using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Formats.Frames;
using Archiver.Formats.Reading;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>Invented dumps in the layout of the reading app, and short ways to read them.</summary>
internal static class Sample
{
    /// <summary>Body of 3 paragraphs and 22 words, repeated from its second on; no line end at the end.</summary>
    public const string Harbour = """
        The harbour of Lindholm was opened again on Monday after repairs.
        Ferries leave at seven.
        "We are glad," said the harbour master.
        Ferries leave at seven.
        "We are glad," said the harbour master.
        Similar Readings (3 items)
        Repairs in Lindholm to end soon
        Summary: Ferries return to Lindholm
        Summary
        Summary
        The harbour of Lindholm is open again. Ferries
        Statistics
        22
        Words1
        Read CountDetails
        ID: 0f8fad5b-d9cb-469f-a165-70867728950e
        Category ID: coast
        URL: https://news.example/harbour/
        Date: March 3, 2025
        Created: 2025/03/04 06:30
        Updated: 2025/03/05 18:00
        Last Read: 2025/03/06 21:15
        """;

    /// <summary>Body of 2 paragraphs and 11 words.</summary>
    public const string Orchard = """
        The orchard gave more apples than ever.
        Nobody could say why.
        The orchard gave more apples than ever.
        Nobody could say why.
        Similar Readings (1 items)
        Apples everywhere
        Summary
        There were many apples.
        Statistics
        11
        Words4
        Read CountDetails
        ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7
        Category ID: land
        URL: https://news.example/orchard/
        Date: Sept. 12, 2024
        Created: 2024/09/13 07:00
        Updated: 2024/09/13 07:00
        Last Read: 2024/09/14 08:45
        """;

    public static string Of(string body, int words, string details = "ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7") =>
        $"{body}\nStatistics\n{words}\nWords1\nRead CountDetails\n{details}";

    /// <summary>How a warning begins that counts characters which an encoding does not have.</summary>
    public static string Invalid(int count) => count == 1 ? "1 character is not valid" : $"{count} characters are not valid";

    public static List<Stretch> Read(string input) => Read(Encoding.UTF8.GetBytes(input));

    public static List<Stretch> Read(byte[] input, int maxDumpBytes = DumpReader.DefaultMaxDumpBytes) =>
        Read(new MemoryStream(input), input.Length, maxDumpBytes);

    public static List<Stretch> Read(byte[] input, TextEncoding stated) =>
        Read(new MemoryStream(input), input.Length, encoding: stated);

    public static List<Stretch> Read(Stream input, long length, int maxDumpBytes = DumpReader.DefaultMaxDumpBytes,
        TextEncoding? encoding = null)
    {
        var reader = new DumpReader(input, maxDumpBytes, encoding: encoding);
        var stretches = new List<Stretch>();
        var offset = 0L;
        while (reader.Read() is { } stretch)
        {
            Assert.Equal(offset, stretch.Offset);
            Assert.True(stretch.Length > 0);
            offset += stretch.Length;
            if (stretch.Article is { } dump)
            {
                Assert.Equal(stretch.Length, dump.Original.Length);
                AssertRebuilds(dump);
            }

            stretches.Add(stretch);
        }

        Assert.Equal(length, offset);
        return stretches;
    }

    public static List<StatedArticle> ReadDumps(string input) => Dumps(Read(input));

    public static List<StatedArticle> Dumps(List<Stretch> stretches) =>
        [.. stretches.Where(stretch => stretch.Article is not null).Select(stretch => stretch.Article!)];

    public static StatedArticle ReadOne(string input) => Assert.Single(Read(input)).Article!;

    public static StatedArticle ReadOne(byte[] input) => Assert.Single(Read(input)).Article!;

    public static string[] Lines(this StatedArticle dump, IReadOnlyList<TextRange> ranges) =>
        [.. ranges.Select(range => Encoding.UTF8.GetString(range.Of(dump.Text.Span)))];

    public static string[] Body(this StatedArticle dump) => dump.Lines(dump.Paragraphs);

    public static string FrameText(this StatedArticle dump) => Encoding.UTF8.GetString(dump.Frame!.Value.Span);

    private static void AssertRebuilds(StatedArticle dump)
    {
        if (dump.Frame is not { } frame)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        Frame.Rebuild(frame.Span, dump.ToArticleText(), dump.Details, output);
        Assert.Equal(dump.Original.ToArray(), output.WrittenSpan.ToArray());
    }
}
