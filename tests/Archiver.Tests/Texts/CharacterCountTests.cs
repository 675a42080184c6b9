using System.Text;
using Archiver.Tests.Formats.Dumps;
using Archiver.Texts;
using CsCheck;

namespace Archiver.Tests.Texts;

public sealed class CharacterCountTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("Plain words — “quoted”, naïve, Łódź, Ελλάδα, Москва.", 0, 0)]
    [InlineData("港町の小さな図書館が、本棚を設けた。", 18, 1)]
    [InlineData("本棚　を Windows で 読む", 6, 4)]
    [InlineData("한국어 낱말 셋", 6, 3)]
    [InlineData("ภาษาไทย", 7, 1)]
    [InlineData("𠮷野家 and 𠮷", 4, 2)]
    [InlineData("🙂 → ｱｲ ⛰", 2, 1)]
    [InlineData("(58)によると、1,204冊。", 7, 1)]
    public void Scripts_without_spaces_are_counted_by_characters(string text, int characters, int words) =>
        Assert.Equal(new CharacterCount(characters, words), CharacterCount.Of(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void It_counts_as_one_would_word_by_word() =>
        Gen.OneOf(Gen.String["ab é日本語。　 \t\u2003한𠮷“\uE000"], Gen.Byte.Array.Select(Encoding.UTF8.GetString)).Sample(text =>
        {
            var words = text.EnumerateRunes().Aggregate(new List<List<Rune>> { new() }, (all, rune) =>
            {
                if (Rune.IsWhiteSpace(rune))
                {
                    all.Add([]);
                }
                else
                {
                    all[^1].Add(rune);
                }

                return all;
            });
            Assert.Equal(
                new CharacterCount(words.Sum(word => word.Count(CharacterCount.IsCounted)), words.Count(word => word.Exists(CharacterCount.IsCounted))),
                CharacterCount.Of(Encoding.UTF8.GetBytes(text)));
        });
}
