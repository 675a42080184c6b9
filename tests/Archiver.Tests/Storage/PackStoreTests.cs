using System.Buffers;
using System.Text;
using Archiver.Storage;
using CsCheck;
using LiteDB;

namespace Archiver.Tests.Storage;

public sealed class PackStoreTests
{
    private const int Packs = 15;
    private const int TextsOfPack = 40;

    private readonly Dictionary<int, BsonDocument> _documents = Enumerable.Range(1, Packs)
        .SelectMany(number => Pack.ToDocuments(number, Content(number)))
        .ToDictionary(document => document["_id"].AsInt32);

    private int _read;

    [Fact]
    public void What_was_read_ahead_is_what_is_read_without() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var store = new PackStore(Find);
        for (var article = 0; article < 5; article++)
        {
            ParagraphNumber[] numbers = [.. Enumerable.Range(0, random.Next(60)).Select(_ => Number(random))];
            store.LoadAhead(numbers);
            Assert.All(numbers, number => Assert.Equal(Text(number.Pack, number.Place), store[number].ToArray()));
        }
    }, iter: 50, threads: 1);

    [Fact]
    public void Each_pack_is_read_once_and_as_far_as_its_last_text()
    {
        var store = new PackStore(Find);
        ParagraphNumber[] numbers = [.. Enumerable.Range(1, 4).SelectMany(pack => Enumerable.Range(0, TextsOfPack).Select(place => new ParagraphNumber(pack, place)))];
        store.LoadAhead(numbers);
        Assert.All(numbers, number => Assert.Equal(Text(number.Pack, number.Place), store[number].ToArray()));
        Assert.Equal(4, _read);
    }

    [Fact]
    public void A_damaged_pack_is_told_to_who_asks_for_it_and_hides_no_other()
    {
        _documents[3]["check"] = 1L;
        var store = new PackStore(Find);
        store.LoadAhead([.. Enumerable.Range(1, Packs).Select(pack => new ParagraphNumber(pack, 1))]);
        foreach (var pack in Enumerable.Range(1, Packs).Where(pack => pack != 3))
        {
            Assert.Equal(Text(pack, 1), store[new ParagraphNumber(pack, 1)].ToArray());
        }

        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => store[new ParagraphNumber(3, 1)]).Failure);
    }

    /// <summary>An article may refer to all packs of an archive.</summary>
    [Fact]
    public void No_more_is_read_ahead_than_is_kept()
    {
        ParagraphNumber[] numbers = [.. Enumerable.Range(1, Packs).Select(pack => new ParagraphNumber(pack, TextsOfPack - 1))];
        var store = new PackStore(Find);
        store.LoadAhead(numbers);
        var ahead = _read;
        Assert.InRange(ahead, 2, Packs - 1);
        Assert.Equal(ahead, numbers.Count(number => store.TryGet(number, out _)));
    }

    private static ParagraphNumber Number(Random random) => new(random.Next(1, Packs + 1), random.Next(TextsOfPack));

    /// <summary>Texts of 1 KB and more that do not shrink, so that packs have several blocks of zstd.</summary>
    private static byte[] Text(int pack, int place)
    {
        var text = new byte[1000 + (place * 300)];
        new Random((pack * 1000) + place).NextBytes(text);
        return text;
    }

    private static byte[] Content(int pack)
    {
        using var builder = new PackBuilder(pack, Pack.TargetSize);
        for (var place = 0; place < TextsOfPack; place++)
        {
            builder.Add(Text(pack, place));
        }

        return builder.Content().ToArray();
    }

    private bool Find(int number, ArrayBufferWriter<byte> bytes)
    {
        Interlocked.Increment(ref _read);
        bytes.ResetWrittenCount();
        bytes.Write(BsonSerializer.Serialize(_documents[number]));
        return true;
    }
}
