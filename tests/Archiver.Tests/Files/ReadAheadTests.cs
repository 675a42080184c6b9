using Archiver.Files;

namespace Archiver.Tests.Files;

public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(1000)]
    public void The_items_come_in_their_order(int count) =>
        Assert.Equal(Enumerable.Range(0, count), Enumerable.Range(0, count).Ahead());

    [Fact]
    public void An_error_comes_after_the_items_before_it()
    {
        var seen = new List<int>();
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var item in FailingAt(100).Ahead())
            {
                seen.Add(item);
            }
        });
        Assert.Equal(Enumerable.Range(0, 100), seen);
    }

    [Fact]
    public void An_enumeration_that_is_given_up_has_ended_when_the_reader_goes_on()
    {
        var ended = false;
        Assert.Equal(0, Endless().Ahead().First());
        Assert.True(ended);

        IEnumerable<int> Endless()
        {
            try
            {
                for (var item = 0; ; item++)
                {
                    yield return item;
                }
            }
            finally
            {
                ended = true;
            }
        }
    }

    private static IEnumerable<int> FailingAt(int count)
    {
        for (var item = 0; item < count; item++)
        {
            yield return item;
        }

        throw new InvalidDataException();
    }
}
