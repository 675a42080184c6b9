using Archiver.Tests.Formats.Dumps;
using Archiver.Texts;
using CsCheck;

namespace Archiver.Tests.Texts;

public sealed class EnglishStemTests
{
    [Theory]
    [InlineData("bridg", "bridge bridges bridged bridging")]
    [InlineData("run", "run runs running")]
    [InlineData("happi", "happy happiness")]
    [InlineData("citi", "city cities")]
    [InlineData("die", "die dies died dying")]
    [InlineData("general", "general generally")]
    [InlineData("generat", "generate generates generated generating generation")]
    [InlineData("nation", "nation nations national nationally")]
    [InlineData("consist", "consist consisted consistency consistent consistently consisting consists")]
    [InlineData("knight", "knight knightly knights")]
    [InlineData("hope", "hope hopes hoped hoping")]
    [InlineData("hop", "hop hops hopped hopping")]
    [InlineData("possibl", "possible possibly")]
    [InlineData("sensibl", "sensible sensibility sensibilities")]
    [InlineData("argu", "argue argued arguing")]
    [InlineData("argument", "argument arguments")]
    [InlineData("relat", "relate relates related relating relational")]
    [InlineData("relationship", "relationship relationships")]
    [InlineData("news", "news")]
    [InlineData("inning", "inning innings")]
    [InlineData("cri", "cry cries cried")]
    [InlineData("say", "say says saying")]
    [InlineData("skill", "skill skills skilled")]
    [InlineData("agre", "agree agreed agreeing")]
    [InlineData("apolog", "apology")]
    public void The_forms_of_a_word_have_one_stem(string stem, string words) =>
        Assert.All(words.Split(' '), word => Assert.Equal(stem, EnglishStem.Of(word)));

    [Fact]
    public void Words_begin_as_their_stems_do() => Gen.Select(
        Gen.String[Gen.Char["aeiouybcdlnrstz"], 1, 8],
        OneOf("", "ing", "ed", "s", "ies", "ied", "ly", "ation", "ational", "biliti", "bility", "ness", "eedly", "ll", "ize", "izes"),
        OneOf("", "s", "ly", "ed", "ing", "ful")).Sample((start, middle, end) =>
        {
            var word = start + middle + end;
            if (EnglishStem.IsOf(word))
            {
                var stem = EnglishStem.Of(word);
                Assert.True(EnglishStem.Is(word, stem));
                Assert.StartsWith(stem[..EnglishStem.SharedLength(stem)], word, StringComparison.Ordinal);
            }
        }, iter: 20_000);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
