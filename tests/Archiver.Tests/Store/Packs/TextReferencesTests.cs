using Archiver.Articles;
using Archiver.Formats.Frames;
using Archiver.Store.Packs;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Store.Packs;

public sealed class TextReferencesTests
{
    private static readonly Gen<TextNumber> Number =
        Gen.OneOf(Gen.UInt[1, 3000], Gen.UInt[0, int.MaxValue], Gen.Const(0u), Gen.Const((uint)int.MaxValue))
            .Select(value => new TextNumber(value));

    private static readonly Gen<TextReferences> References = Gen.Select(
        Number.Array[0, 30], Number.Array[0, 6], Number.Array[0, 3], Number.Array[0, 3], Number,
        (body, similar, summary, original, frame) => new TextReferences
        {
            Body = body,
            Similar = similar,
            Summary = summary,
            Original = original,
            Frame = frame,
        });

    [Fact]
    public void What_was_written_is_read() => References.Sample(references =>
    {
        var read = TextReferences.From(references.ToBytes());
        Assert.Equal(Parts(references), Parts(read));
    }, iter: 2000);

    [Fact]
    public void Neighbours_cost_a_byte_each() => Assert.Equal(4 + 1 + 1 + 19, new TextReferences
    {
        Body = [.. Enumerable.Range(11, 20).Select(value => new TextNumber((uint)value))],
    }.ToBytes().Length);

    [Fact]
    public void A_list_that_was_cut_off_is_refused() => References.Sample(references =>
    {
        var bytes = references.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            AssertDamaged(bytes[..length]);
        }
    }, iter: 200);

    [Fact]
    public void Random_bytes_are_read_or_refused_as_damaged() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        try
        {
            TextReferences.From(bytes);
        }
        catch (ArchiverException exception)
        {
            Assert.Equal(Failure.Damaged, exception.Failure);
        }
    }, iter: 5000);

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_takes_no_memory() =>
        AssertDamaged([0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0, 0, 0]);

    [Fact]
    public void An_integer_without_an_end_is_refused() =>
        AssertDamaged([0x80, 0x80, 0x80, 0x80, 0x80, 0x80]);

    [Fact]
    public void Integers_come_back_whatever_their_size() => Gen.Select(Gen.UInt, Gen.UInt).Sample((first, second) =>
    {
        var writer = new VariableIntegers();
        writer.Write(first);
        writer.WriteDifference(first, second);
        ReadOnlySpan<byte> bytes = writer.Written;
        var read = VariableIntegers.Read(ref bytes);
        Assert.Equal((first, second), (read, VariableIntegers.ReadDifference(ref bytes, read)));
        Assert.True(bytes.IsEmpty);
    });

    private static uint[][] Parts(TextReferences references) =>
    [
        [references.Frame.Value],
        .. new[] { references.Body, references.Similar, references.Summary, references.Original }
            .Select(list => list.Select(number => number.Value).ToArray()),
    ];

    private static void AssertDamaged(byte[] bytes) =>
        Assert.Equal(Failure.Damaged, Assert.Throws<ArchiverException>(() => TextReferences.From(bytes)).Failure);
}
