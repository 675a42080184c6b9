using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Frames;
using Archiver.Tests.Formats.Dumps;

namespace Archiver.Tests.Formats.Frames;

public sealed class FrameTests
{
    [Fact]
    public void The_frame_of_a_plain_dump_holds_none_of_its_text() =>
        Assert.Equal("""
            utf-8 lf
            {body}
            {body 1}
            Similar Readings ({items} items)
            {similar}
            Summary
            {summary}
            Statistics
            {words}
            Words{reads}
            Read CountDetails
            ID: {id}
            Category ID: {category}
            URL: {url}
            Date: {date}
            Created: {created}
            Updated: {updated}
            Last Read: {lastRead}
            """, Sample.ReadOne(Sample.Harbour).FrameText());

    [Fact]
    public void Dumps_of_the_same_shape_share_a_frame() =>
        Assert.Equal(Sample.ReadOne(Sample.Harbour).FrameText(),
            Sample.ReadOne(Sample.Harbour.Replace("Ferries", "Trains").Replace("March 3", "Sept. 30").Replace("0f8f", "beef")).FrameText());

    [Theory]
    [InlineData("Date: Jan. 31, 2025", "{date}")]
    [InlineData("Date: May 1, 2025", "{date}")]
    [InlineData("Date: January 31, 2025", "{date full}")]
    [InlineData("Date: Jan 31, 2025", "{date short}")]
    [InlineData("Date: Sep. 3, 2025", "{date short.}")]
    [InlineData("Date: 2025-01-31", "{date iso}")]
    [InlineData("Date: 2025/01/31", "{date slash}")]
    [InlineData("Date: Jan. 05, 2025", "Date: Jan. 05, 2025")]
    [InlineData("Created: 2025-01-31 07:00", "{created dash}")]
    [InlineData("Last Read: 2025-01-31T07:00", "{lastRead iso}")]
    [InlineData("Updated: 2025/01/31 07:00:15", "Updated: 2025/01/31 07:00:15")]
    [InlineData("ID: 7C9E6679-7425-40DE-944B-E07FC1F90AE7", "{ID}")]
    [InlineData("ID: 7C9e6679-7425-40DE-944B-E07FC1F90AE7", "ID: 7C9e6679-7425-40DE-944B-E07FC1F90AE7")]
    [InlineData("Category ID: {nhk}", "{category}")]
    [InlineData("Note: {x}\nNote: y", "Note: {{x}}\nNote: y")]
    public void A_detail_leaves_the_frame_only_where_it_comes_back_to_the_byte(string line, string expected)
    {
        var dump = Sample.ReadOne(Sample.Of("One.", 1, "Category ID: c\n"[..(line[0] == 'C' && line[1] == 'a' ? 0 : 15)] + line));
        Assert.EndsWith(expected, dump.FrameText());
        Assert.Empty(dump.Warnings);
    }

    [Theory]
    [InlineData("One.\n\nTwo.\n\nThree.\n\nTwo.\n\nThree.", "{body 0 * 1}\n\n{body 1 * 1}\n")]
    [InlineData("  One.\nTwo. \n \nThree.\n\n\n", "{body 0 2}\n \n{body 2}\n")]
    [InlineData("One.\nTwo.\n\nThree.", "{body 0 2}\n\n{body 2}\n")]
    public void Blank_lines_and_spaces_are_rebuilt(string body, string expected)
    {
        var dump = Sample.ReadOne(Sample.Of(body, 3));
        Assert.Equal(3, dump.Paragraphs.Count);
        Assert.Contains(expected, dump.FrameText());
    }

    [Fact]
    public void The_repeat_may_have_its_blank_lines_elsewhere()
    {
        var dump = Sample.ReadOne(Sample.Of("One.\nTwo.\nThree.\nOne.\n\nTwo.\nThree.", 3));
        Assert.Contains("{body}\n{body 0 2 1}\n{body 2}\n", dump.FrameText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("utf-8\n{body}")]
    [InlineData("utf-9 lf\n{body}")]
    [InlineData("utf-8 lf\n{body 0 9}")]
    [InlineData("utf-8 lf\n{body 2147483647 2147483647}")]
    [InlineData("utf-8 lf\n{body x}")]
    [InlineData("utf-8 lf\n{nothing}")]
    [InlineData("utf-8 lf\n{url}")]
    [InlineData("utf-8 lf\n{other 0}")]
    [InlineData("utf-8 lf\n}")]
    [InlineData("utf-8 lf\n{body")]
    public void A_damaged_frame_is_noticed(string frame) => Assert.Throws<InvalidDataException>(() =>
        Frame.Rebuild(Encoding.UTF8.GetBytes(frame), new ArticleText([], [], []), Details.None, new ArrayBufferWriter<byte>()));
}
