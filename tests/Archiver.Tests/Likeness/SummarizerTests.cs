using System.Text;
using Archiver.Articles;
using Archiver.Likeness;

namespace Archiver.Tests.Likeness;

public sealed class SummarizerTests
{
    private const string Body = """
        A storm hit the harbour on Friday. "It was loud," said Dr. Ito.
        The storm sank four boats in the harbour, and the harbour master closed the harbour for boats.
        Tea was served in the town hall at four. Nobody was hurt.
        Boats may enter the harbour again when the storm is over, the harbour master said.
        A choir sang old songs.
        """;

    [Fact]
    public void The_sentences_that_say_most_are_picked_in_the_order_of_the_body()
    {
        var sentences = Summarize(Body, 3);
        Assert.Equal(
            ["A storm hit the harbour on Friday.",
                "The storm sank four boats in the harbour, and the harbour master closed the harbour for boats.",
                "Boats may enter the harbour again when the storm is over, the harbour master said."],
            sentences.Select(sentence => sentence.Text));
        Assert.Equal([1, 2, 4], sentences.Select(sentence => sentence.Paragraph));
    }

    [Fact]
    public void What_was_said_is_not_said_again()
    {
        var sentences = Summarize("The storm sank four boats in the harbour.\nFour boats sank in the harbour storm.\nThe harbour master closed the port to boats.", 3);
        Assert.Single(sentences, sentence => sentence.Text.Contains("sank", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("One sentence only", 1)]
    [InlineData("...", 1)]
    [InlineData("港町の小さな図書館が本棚を設けた。本棚は玄関にある。", 2)]
    [InlineData("नाव चली। बारिश हुई।", 2)]
    [InlineData("هل وصلت السفينة؟ نعم وصلت.", 2)]
    public void There_are_never_more_sentences_than_the_body_has(string body, int expected) =>
        Assert.Equal(expected, Summarize(body, 5).Count);

    [Fact]
    public void A_text_of_thousands_of_sentences_takes_no_time_that_is_worth_mentioning()
    {
        var random = new Random(1);
        var body = string.Join('\n', Enumerable.Range(0, 20_000).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"word{random.Next(3000)}")) + "."));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(3, Summarize(body, 3).Count);
        // Comparing each with each would take minutes.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }

    private static IReadOnlyList<SummarySentence> Summarize(string body, int count) => Summarizer.Summarize(
        [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))], count);
}
