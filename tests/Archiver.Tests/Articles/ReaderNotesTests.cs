using Archiver.Articles;

namespace Archiver.Tests.Articles;

public sealed class ReaderNotesTests
{
    [Theory]
    [InlineData(" carry sand ")]
    [InlineData("carry sand\n")]
    public void A_marked_text_is_the_same_whatever_white_space_is_around_it(string stated) =>
        Assert.True(new ReaderNotes([new Note { WithoutHighlight = "carry sand" }]).IsAbout(new Highlight(stated)));

    [Fact]
    public void A_marked_text_of_several_lines_is_the_same_with_any_line_ends()
    {
        var notes = new ReaderNotes([new Note { WithoutHighlight = "many\nrivers" }, new Note { Highlight = new Highlight("other") }]);
        Assert.True(notes.IsAbout(new Highlight("many\r\nrivers")));
        Assert.Equal(["other"], notes.Highlights.Select(highlight => highlight.Text));
        Assert.True(notes.NewOf(new Note { WithoutHighlight = "many\r\nrivers" }).IsEmpty());
    }
}
