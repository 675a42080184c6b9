using System.Buffers;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;
using LiteDB;

namespace Archiver.Tests.Store.Packs;

public sealed class PackTests
{
    private static readonly Gen<byte[]> Text = Gen.OneOf(Gen.Byte.Array[0, 5], Gen.Byte.Array[0, 300], Gen.Const(Array.Empty<byte>()));

    [Fact]
    public void What_was_packed_is_read() =>
        Text.Array[1, 60].Sample(texts => AssertSame(texts, Read(7, Pack(7, texts))), iter: 200);

    /// <summary>Texts of 20 KB, so that there are several blocks of zstd to stop after.</summary>
    [Fact]
    public void A_pack_that_is_read_up_to_a_text_has_all_up_to_there() => Gen.Select(Gen.Int[1, 24], Gen.Int[0, 30], Gen.Int).Sample((count, upTo, seed) =>
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, count).Select(_ =>
        {
            var text = new byte[random.Next(40_000)];
            random.NextBytes(text);
            return text;
        }).ToArray();
        var pack = Read(7, Pack(7, texts), upTo);
        var last = Math.Min(upTo, count - 1);
        AssertSame(texts[..(last + 1)], pack);
        var has = texts.Index().TakeWhile(text => pack.Has(text.Index)).ToArray();
        Assert.InRange(has.Length, last + 1, count);
        AssertSame(texts[..has.Length], pack);
        if (texts[(last + 1)..].Sum(text => text.Length) > 300_000)
        {
            Assert.NotEqual(count, has.Length);
        }
    }, iter: 200);

    [Fact]
    public void A_pack_holds_1024_texts()
    {
        var texts = Enumerable.Range(0, TextNumber.PackCapacity).Select(number => new byte[number % 3]).ToArray();
        using var builder = new PackBuilder(1, Archiver.Store.Packs.Pack.TargetSize);
        foreach (var text in texts)
        {
            Assert.False(builder.IsFull);
            Assert.Equal(text, builder[builder.Add(text).Place].ToArray());
        }

        Assert.True(builder.IsFull);
        AssertSame(texts, Read(1, Archiver.Store.Packs.Pack.ToDocuments(1, builder.Content())));
    }

    [Theory]
    [InlineData(20 << 20)]
    [InlineData((8 << 20) - 9)]
    [InlineData((8 << 20) - 8)]
    [InlineData((8 << 20) - 7)]
    [InlineData((8 << 20) - 1)]
    [InlineData(8 << 20)]
    [InlineData((16 << 20) - 4)]
    public void A_text_of_any_length_takes_no_more_documents_than_were_counted(int length)
    {
        var text = new byte[length];
        new Random(3).NextBytes(text.AsSpan(0, 1 << 16));
        (text[^1], text[length / 2]) = (1, 2);
        var documents = Pack(4, [text]);
        Assert.InRange(documents.Length, 1, Archiver.Store.Packs.Pack.PartsOf(length));
        Assert.True(text.AsSpan().SequenceEqual(Read(4, documents)[0].Span));
    }

    [Fact]
    public void Any_flipped_bit_is_refused()
    {
        var document = Assert.Single(Pack(4, ["one"u8.ToArray(), "two"u8.ToArray()]));
        var data = document.Fields["data"].AsBinary;
        for (var bit = 0; bit < data.Length * 8; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertDamaged(4, [document]);
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_wrong_number_or_length_or_count_is_refused()
    {
        foreach (var (field, value) in new[] { ("_id", 5), ("length", 3), ("length", int.MaxValue), ("parts", 2), ("check", 1) })
        {
            var document = Assert.Single(Pack(4, ["one"u8.ToArray(), "two"u8.ToArray()]));
            document.Fields[field] = field == "check" ? new BsonValue((long)value) : new BsonValue(value);
            AssertDamaged(field == "_id" ? 5 : 4, [document]);
        }
    }

    [Fact]
    public void A_missing_part_is_refused()
    {
        AssertDamaged(4, Pack(4, [new byte[20 << 20]])[..2]);
        AssertDamaged(4, []);
    }

    [Fact]
    public void A_part_in_the_place_of_another_is_refused()
    {
        var documents = Pack(4, [new byte[20 << 20]]);
        (documents[1].Fields["data"], documents[2].Fields["data"]) = (documents[2].Fields["data"], documents[1].Fields["data"]);
        AssertDamaged(4, documents);
    }

    [Fact]
    public void A_place_that_the_pack_does_not_have_is_refused()
    {
        var pack = Read(4, Pack(4, ["one"u8.ToArray()]));
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => pack[1]).Failure);
    }

    private static DocumentBuilder[] Pack(int number, byte[][] texts)
    {
        using var builder = new PackBuilder(number, Archiver.Store.Packs.Pack.TargetSize);
        foreach (var text in texts)
        {
            builder.Add(text);
        }

        return Archiver.Store.Packs.Pack.ToDocuments(number, builder.Content());
    }

    private static Archiver.Store.Packs.Pack Read(int number, DocumentBuilder[] documents, int upTo = int.MaxValue) =>
        Archiver.Store.Packs.Pack.Read(number, (id, bytes) =>
        {
            bytes.ResetWrittenCount();
            var exists = id - number < documents.Length;
            bytes.Write(exists ? documents[id - number].ToDocument().Bytes.Span : []);
            return exists;
        }, upTo);

    private static void AssertSame(byte[][] texts, Archiver.Store.Packs.Pack pack)
    {
        for (var place = 0; place < texts.Length; place++)
        {
            Assert.Equal(texts[place], pack[place].ToArray());
        }
    }

    private static void AssertDamaged(int number, DocumentBuilder[] documents) =>
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => Read(number, documents)).Failure);
}
