using System.Text;
using Archiver.Files;

namespace Archiver.Tests.Files;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("The \"swing\" bridge: open?", "The swing bridge open")]
    [InlineData("../../etc/passwd", "etcpasswd")]
    [InlineData("...", "")]
    [InlineData(" a \t b\u0000\u202E. ", "a b")]
    [InlineData("[[x]] #tag ^block | C:\\a", "x tag block Ca")]
    [InlineData("港町の図書館", "港町の図書館")]
    [InlineData("\uD800x", "x")]
    public void Only_what_every_system_takes_is_in_a_name(string text, string name) => Assert.Equal(name, SafeFileName.Of(text, 80));

    [Theory]
    [InlineData("It's 5 o'Clock: Go!", "its-5-oclock-go")]
    [InlineData("Crème brûlée – the book", "crème-brûlée-the-book")]
    [InlineData("港町・図書館", "港町-図書館")]
    [InlineData("!?", "")]
    public void An_address_has_small_letters_digits_and_hyphens(string text, string slug) => Assert.Equal(slug, SafeFileName.Slug(text, 80));

    /// <summary>The capital has two bytes, the small letter three.</summary>
    [Fact]
    public void An_address_has_its_length_where_small_letters_are_longer_than_capitals() =>
        Assert.Equal(new string('\u2C65', 26), SafeFileName.Slug(new string('\u023A', 60), 80));

    [Fact]
    public void A_name_ends_at_a_whole_character() =>
        Assert.All(Enumerable.Range(1, 40), most =>
        {
            var name = SafeFileName.Of(string.Concat(Enumerable.Repeat("é🎉x", 20)), most);
            Assert.InRange(Encoding.UTF8.GetByteCount(name), Math.Max(0, most - 3), most);
            Assert.DoesNotContain('\uFFFD', name);
        });
}
