using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store.Packs;

public sealed class RecentTextsTests
{
    [Fact]
    public void What_is_found_is_what_was_added() => Gen.Select(Gen.UInt[1, 60], Gen.Int[0, 200], Gen.Bool).Array[0, 400].Sample(steps =>
    {
        var recent = new RecentTexts(1024);
        foreach (var (value, length, adds) in steps)
        {
            var number = new TextNumber(value);
            if (adds)
            {
                Assert.Equal(TextOf(value, length), recent.Add(number, TextOf(value, length)));
            }
            else if (recent.TryGet(number, out var text))
            {
                Assert.Equal(TextOf(value, text.Length), text);
            }
        }
    }, iter: 1000);

    [Fact]
    public void What_is_asked_for_stays_and_the_rest_goes()
    {
        var recent = new RecentTexts(16 << 10);
        for (var value = 1u; value <= 200; value++)
        {
            recent.Add(new TextNumber(value), TextOf(value, 500));
            Assert.True(recent.TryGet(new TextNumber(1), out _));
            Assert.True(recent.TryGet(new TextNumber(value), out _));
        }

        Assert.InRange(Enumerable.Range(1, 200).Count(value => recent.TryGet(new TextNumber((uint)value), out _)), 15, 33);
    }

    [Fact]
    public void A_text_too_long_for_it_is_not_kept()
    {
        var recent = new RecentTexts(1024);
        recent.Add(new TextNumber(1), new byte[129]);
        Assert.False(recent.TryGet(new TextNumber(1), out _));
    }

    private static byte[] TextOf(uint value, int length) => [.. Enumerable.Repeat((byte)value, length)];
}
