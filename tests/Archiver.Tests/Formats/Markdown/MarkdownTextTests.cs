using Archiver.Articles;
using Archiver.Formats.Markdown;

namespace Archiver.Tests.Formats.Markdown;

/// <summary>The paragraphs of Markdown have the form that it gives them, and nothing of a text is lost in what looks like HTML.</summary>
public sealed class MarkdownTextTests
{
    [Fact]
    public void Blocks_have_their_form()
    {
        var paragraphs = MarkdownText.Read("# One\n\n3. three\n4. four\n   - in it\n\n> said\n\n```\na\n  b\n```\n\n| k | v |\n|---|---|\n| x | 1 |\n", null).Paragraphs;
        Assert.Equal(["One", "three", "four", "in it", "said", "a", "  b", "k", "v", "x", "1"], paragraphs.Select(paragraph => paragraph.Text));
        Assert.Equal(
            [
                new Block(BlockKind.Heading) { Level = 1 }, new Block(BlockKind.Item) { Level = 1, Ordered = true, Number = 3 },
                new Block(BlockKind.Item) { Level = 1, Ordered = true, Number = 4 }, new Block(BlockKind.Item) { Level = 2, Ordered = false },
                new Block(BlockKind.Quote) { Level = 1 }, new Block(BlockKind.Code), new Block(BlockKind.Code),
                new Block(BlockKind.Row) { Level = 1, Number = 1, Ordered = true }, new Block(BlockKind.Row) { Level = 2, Number = 1, Ordered = true },
                new Block(BlockKind.Row) { Level = 1, Number = 2, Ordered = false }, new Block(BlockKind.Row) { Level = 2, Number = 2, Ordered = false },
            ],
            paragraphs.Select(paragraph => paragraph.Block));
    }

    [Fact]
    public void Marks_stand_where_they_are()
    {
        var paragraph = Assert.Single(MarkdownText.Read("A [link](/b) of *two* **three** `four` ==five==.", "https://a.example/c/").Paragraphs);
        Assert.Equal("A link of two three four five.", paragraph.Text);
        Assert.Equal(
            [
                new Mark(2, 4, MarkKind.Link, "https://a.example/b"), new Mark(10, 3, MarkKind.Emphasis), new Mark(14, 5, MarkKind.Strong),
                new Mark(20, 4, MarkKind.Code), new Mark(25, 4, MarkKind.Highlight),
            ],
            paragraph.Block.Marks);
    }

    [Fact]
    public void A_footnote_behind_a_highlight_is_its_comment()
    {
        var text = MarkdownText.Read("One ==two==[^1] three[^2].\n\n[^1]: so\n[^2]: and so\n", null);
        Assert.Equal(new Highlight("two", "so"), Assert.Single(text.Highlights));
        Assert.Equal(["One two three.", "and so"], text.Paragraphs.Select(paragraph => paragraph.Text));
    }

    [Theory]
    [InlineData("Use <title> and <textarea> well.\n\nMore.", "Use <title> and <textarea> well.|More.")]
    [InlineData("<script>let a = 1;\n\nMore.\n", "")]
    [InlineData("<title>\n\nMore.\n", "More.")]
    [InlineData("<iframe src=x>\n\nMore.\n", "More.")]
    [InlineData("<plaintext>\n\nMore.\n", "<plaintext>|More.")]
    [InlineData("a<!-- no --> b\n\n<div>in</div>\n\nMore.\n", "a b|in|More.")]
    [InlineData("one  \ntwo\nthree\\\nfour", "one two three four")]
    [InlineData("山と\n海 and\nsea", "山と海 and sea")]
    [InlineData("![alt](a.png)\n\n- [ ] open\n- [x] done\n\n***\n\nend", "open|done|end")]
    [InlineData("{{< figure >}} {% include x %} %%c%%", "{{< figure >}} {% include x %} %%c%%")]
    public void The_text_is_what_a_reader_sees(string markdown, string paragraphs) =>
        Assert.Equal(paragraphs, string.Join('|', MarkdownText.Read(markdown, null).Paragraphs.Select(paragraph => paragraph.Text)));

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("*a **b ")]
    [InlineData("<div>")]
    [InlineData("![](")]
    public void What_is_nested_without_end_is_read(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000)) + "end";
        Assert.Contains(MarkdownText.Read($"{text}\n\nlast", null).Paragraphs, paragraph => paragraph.Text.EndsWith("end", StringComparison.Ordinal) || paragraph.Text == "last");
    }
}
