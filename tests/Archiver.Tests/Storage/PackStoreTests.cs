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
    public void Gathered_texts_are_those_of_their_packs() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var store = new PackStore(Find);
        for (var article = 0; article < 5; article++)
        {
            ParagraphNumber[] numbers = [.. Enumerable.Range(0, random.Next(60)).Select(_ => Number(random))];
            store.Gather(numbers);
            Assert.All(numbers, number => Assert.Equal(Text(number.Pack, number.Place), store[number].ToArray()));
        }
    }, iter: 50, threads: 1);

    [Fact]
    public void Each_pack_is_read_once_for_an_article()
    {
        var store = new PackStore(Find);
        ParagraphNumber[] numbers = [.. Enumerable.Range(0, TextsOfPack / 4).SelectMany(place => Enumerable.Range(1, 4).Select(pack => new ParagraphNumber(pack, place)))];
        store.Gather(numbers);
        Assert.All(numbers, number => Assert.Equal(Text(number.Pack, number.Place), store[number].ToArray()));
        Assert.Equal(4, _read);
    }

    [Fact]
    public void A_pack_that_is_needed_again_is_kept()
    {
        var store = new PackStore(Find);
        store.Gather([new ParagraphNumber(1, 7)]);
        Assert.False(store.TryGet(new ParagraphNumber(1, 3), out _));
        store.Gather([new ParagraphNumber(1, 3)]);
        Assert.All(Enumerable.Range(0, TextsOfPack), place => Assert.Equal(Text(1, place), store[new ParagraphNumber(1, place)].ToArray()));
        Assert.Equal(2, _read);
    }

    [Fact]
    public void A_damaged_pack_is_refused_and_hides_no_other()
    {
        _documents[3]["check"] = 1L;
        var store = new PackStore(Find);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(
            () => store.Gather([.. Enumerable.Range(1, Packs).Select(pack => new ParagraphNumber(pack, 1))])).Failure);
        Assert.All(Enumerable.Range(1, Packs).Where(pack => pack != 3),
            pack => Assert.Equal(Text(pack, 1), store[new ParagraphNumber(pack, 1)].ToArray()));
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
