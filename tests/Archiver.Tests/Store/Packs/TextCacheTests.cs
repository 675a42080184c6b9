using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store.Packs;

public sealed class TextCacheTests
{
    [Fact]
    public void What_is_found_is_what_was_added() => Gen.Select(Gen.UInt[1, 40], Gen.Int[0, 200], Gen.Bool).Array[0, 400].Sample(steps =>
    {
        var cache = new TextCache(1000);
        foreach (var (value, length, adds) in steps)
        {
            var number = new TextNumber(value);
            if (adds)
            {
                cache.Add(number, TextOf(value, length % (int)(value + 1)));
            }
            else if (cache.TryGet(number, out var text))
            {
                Assert.Equal(TextOf(value, text.Length), text.ToArray());
            }
        }
    }, iter: 500);

    [Fact]
    public void What_is_asked_for_stays_and_the_rest_goes()
    {
        var cache = new TextCache(1000);
        for (var value = 1u; value <= 200; value++)
        {
            cache.Add(new TextNumber(value), TextOf(value, 20));
            Assert.True(cache.TryGet(new TextNumber(1), out _));
            Assert.True(cache.TryGet(new TextNumber(value), out _));
        }

        Assert.InRange(Enumerable.Range(1, 200).Count(value => cache.TryGet(new TextNumber((uint)value), out _)), 6, 20);
    }

    [Fact]
    public void A_text_too_long_for_it_is_not_kept()
    {
        var cache = new TextCache(1000);
        cache.Add(new TextNumber(1), new byte[126]);
        Assert.False(cache.TryGet(new TextNumber(1), out _));
    }

    private static byte[] TextOf(uint value, int length) => [.. Enumerable.Repeat((byte)value, length)];
}
