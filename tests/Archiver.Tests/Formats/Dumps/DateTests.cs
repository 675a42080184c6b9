using System.Text;
using Archiver.Articles;
using Archiver.Formats.Frames;

namespace Archiver.Tests.Formats.Dumps;

public sealed class DateTests
{
    [Fact]
    public void Every_day_of_a_year_is_read_back_in_every_style()
    {
        Span<byte> text = stackalloc byte[24];
        for (var date = new DateOnly(2024, 1, 1); date.Year == 2024; date = date.AddDays(1))
        {
            foreach (var style in Enum.GetValues<DateStyle>())
            {
                var length = CalendarDate.Write(date, style, text);
                Assert.Equal(length, CalendarDate.Read(text[..length], out var read));
                Assert.Equal(date, read);
            }
        }
    }

    [Theory]
    [InlineData("Jan. 32, 2025")]
    [InlineData("Feb. 29, 2025")]
    [InlineData("2025-13-01")]
    [InlineData("2025-01/01")]
    [InlineData("Janu. 3, 2025")]
    [InlineData("Jan. 3 2025")]
    [InlineData("Jan. 3, 25")]
    [InlineData("0000-01-01")]
    [InlineData("")]
    [InlineData("Jan.")]
    [InlineData("Jan. 3")]
    public void What_is_no_date_is_refused(string text) =>
        Assert.Equal(0, CalendarDate.Read(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("ID: 12345", "line 6: the ID is not understood: '12345'")]
    [InlineData("Date: yesterday", "line 6: the Date is not understood: 'yesterday'")]
    [InlineData("Created: 2025/02/30 07:00", "line 6: the Created is not understood: '2025/02/30 07:00'")]
    [InlineData("Last Read: 2025/02/01 07:00 JST", "line 6: the Last Read is not understood: '2025/02/01 07:00 JST'")]
    public void A_value_that_is_not_understood_is_kept_with_a_warning(string line, string warning)
    {
        var dump = Sample.ReadOne(Sample.Of("One.", 1, line + "\nCategory ID: x"));
        var parts = line.Split(": ");
        Assert.Equal([new(parts[0], parts[1])], dump.Details.Other);
        Assert.Equal([warning], dump.Warnings);
        Assert.NotNull(dump.Frame);
        Assert.Null(dump.Details.Id);
        Assert.Null(dump.Details.Date);
    }

    [Fact]
    public void A_detail_that_is_stated_twice_is_kept_with_a_warning()
    {
        var dump = Sample.ReadOne(Sample.Of("One.", 1, "Category ID: x\nCategory ID: y\nURL: https://a.example"));
        Assert.Equal("x", dump.Details.Category);
        Assert.Equal([new("Category ID", "y")], dump.Details.Other);
        Assert.Equal(["line 7: a second Category ID is stated: 'y'"], dump.Warnings);
    }
}
