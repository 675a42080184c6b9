using System.Buffers;
using System.Text;
using Archiver.Articles;
using Archiver.Formats.Dumps;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store.Packs;

public sealed class PackStoreTests
{
    private const int Packs = 15;
    private const int TextsOfPack = 40;

    private readonly Dictionary<int, DocumentBuilder> _documents = Enumerable.Range(1, Packs)
        .SelectMany(number => Pack.ToDocuments(number, Content(number)))
        .ToDictionary(document => document.Fields["_id"].AsInt32);

    private int _read;

    [Fact]
    public void Gathered_texts_are_those_of_their_packs() => Gen.Int.Sample(seed =>
    {
        var random = new Random(seed);
        var store = new PackStore(Find);
        var read = new List<(TextNumber Number, ReadOnlyMemory<byte> Text)>();
        for (var article = 0; article < 5; article++)
        {
            TextNumber[] numbers = [.. Enumerable.Range(0, random.Next(60)).Select(_ => Number(random))];
            store.Gather(numbers);
            read.AddRange(numbers.Append(Number(random)).Select(number => (number, store[number])));
        }

        // Compared at the end: what was handed out stays as it is, whatever is read into the same memory.
        Assert.All(read, text => Assert.Equal(Text(text.Number.Pack, text.Number.Place), text.Text.ToArray()));
    }, iter: 50, threads: 1);

    /// <summary>It is too long to be kept beside others.</summary>
    [Fact]
    public void A_long_text_stays_as_it_was_read()
    {
        byte[][] texts = [.. Enumerable.Range(1, 2).Select(number => Enumerable.Repeat((byte)number, 300_000).ToArray())];
        foreach (var (index, text) in texts.Index())
        {
            using var builder = new PackBuilder(Packs + 1 + index, Pack.TargetSize);
            builder.Add(text);
            _documents[Packs + 1 + index] = Assert.Single(Pack.ToDocuments(Packs + 1 + index, builder.Content()));
        }

        var store = new PackStore(Find);
        var first = store[new TextNumber(Packs + 1, 0)];
        var second = store[new TextNumber(Packs + 2, 0)];
        Assert.True(first.Span.SequenceEqual(texts[0]) && second.Span.SequenceEqual(texts[1]));
    }

    [Fact]
    public void A_text_that_an_article_has_a_thousand_times_is_gathered_once()
    {
        var store = new PackStore(Find);
        store.Gather([new TextNumber(1, 0), .. Enumerable.Repeat(new TextNumber(2, TextsOfPack - 1), 1000)]);
        Assert.Equal(Text(1, 0), store[new TextNumber(1, 0)].ToArray());
        Assert.Equal(2, _read);
    }

    [Fact]
    public void Each_pack_is_read_once_for_an_article()
    {
        var store = new PackStore(Find);
        TextNumber[] numbers = [.. Enumerable.Range(0, TextsOfPack / 4).SelectMany(place => Enumerable.Range(1, 4).Select(pack => new TextNumber(pack, place)))];
        store.Gather(numbers);
        Assert.All(numbers, number => Assert.Equal(Text(number.Pack, number.Place), store[number].ToArray()));
        Assert.Equal(4, _read);
    }

    [Fact]
    public void A_pack_that_is_needed_again_is_kept()
    {
        var store = new PackStore(Find);
        store.Gather([new TextNumber(1, 7)]);
        Assert.False(store.TryGet(new TextNumber(1, 3), out _));
        store.Gather([new TextNumber(1, 3)]);
        Assert.All(Enumerable.Range(0, TextsOfPack), place => Assert.Equal(Text(1, place), store[new TextNumber(1, place)].ToArray()));
        Assert.Equal(2, _read);
    }

    [Fact]
    public void A_damaged_pack_is_refused_and_hides_no_other()
    {
        _documents[3].Fields["check"] = 1L;
        var store = new PackStore(Find);
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(
            () => store.Gather([.. Enumerable.Range(1, Packs).Select(pack => new TextNumber(pack, 1))])).Failure);
        Assert.All(Enumerable.Range(1, Packs).Where(pack => pack != 3),
            pack => Assert.Equal(Text(pack, 1), store[new TextNumber(pack, 1)].ToArray()));
    }

    private static TextNumber Number(Random random) => new(random.Next(1, Packs + 1), random.Next(TextsOfPack));

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
        bytes.Write(_documents[number].ToDocument().Bytes.Span);
        return true;
    }
}
