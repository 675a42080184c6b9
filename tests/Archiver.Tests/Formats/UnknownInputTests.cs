using System.Text;
using Archiver.Formats.Reading;
using Archiver.Tests.Inputs;

namespace Archiver.Tests.Formats;

/// <summary>Inputs of which only what they are written in is known.</summary>
public sealed class UnknownInputTests
{
    [Theory]
    [InlineData("""[{"name":"A","link":"https://a.example/1"},{"name":"B","link":"https://a.example/2"}]""", "no article: it is JSON of no app that is known; --map")]
    [InlineData("""{"roots":{"bar":{"children":[{"name":"A","url":"https://a.example/1"}]}}}""", "no article: it is JSON of no app that is known; --map")]
    [InlineData("url,name\nhttps://a.example/1,A\n", "no article: it is a table of no app that is known; --map")]
    [InlineData("headline;link;rubric\nA;https://a.example/1;sea\n", "no article: it is a table of no app that is known; --map")]
    [InlineData("<?xml version=\"1.0\"?><recipes><recipe name=\"soup\"/></recipes>", "no article: it is XML of no kind that is known: <recipes>")]
    [InlineData("# Tides\n\nA note.\n", "no article: it is Markdown that does not say where it is from; --format")]
    [InlineData("A letter, which links nothing.\nYours\n", "no dump:")]
    [InlineData("[A note] of the cook\n", "no dump:")]
    public void The_reason_says_what_they_are_and_what_can_be_done(string input, string reason)
    {
        var read = Assert.Single(Packed.ReadFile(Encoding.UTF8.GetBytes(input)));
        Assert.Equal((StretchKind.Rejected, input.Length), (read.Stretch.Kind, (int)read.Stretch.Length));
        Assert.StartsWith(reason, read.Stretch.Reason, StringComparison.Ordinal);
    }
}
