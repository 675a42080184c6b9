using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Formats.Dumps;

public sealed class DumpMemoryTests
{
    private const int Count = 3_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_dump_keeps_its_bytes_until_it_is_released(bool isOthersReleased)
    {
        var reader = new DumpReader(new MemoryStream(Encoding.UTF8.GetBytes(
            InventedDump.Glued(Enumerable.Range(0, Count).Select(InventedDump.Number)))));
        var kept = new List<(int Number, StatedArticle Dump)>();
        for (var number = 0; number < Count; number++)
        {
            var dump = reader.Read()!.Article!;
            if (isOthersReleased && number % 100 != 0)
            {
                dump.Release();
            }
            else
            {
                kept.Add((number, dump));
            }
        }

        Assert.Null(reader.Read());
        Assert.All(kept, each => Assert.Equal(InventedDump.Number(each.Number).ToBytes(), each.Dump.Original.ToArray()));
    }

    [Fact]
    public void Memory_is_given_back_when_the_reader_and_every_dump_have_released_it()
    {
        var memory = new DumpMemory();
        Assert.True(memory.TryCopy("first"u8, out _));
        memory.Hold();
        memory.Release();
        Assert.False(memory.IsFree);
        memory.Release();
        Assert.True(memory.IsFree);
    }
}
