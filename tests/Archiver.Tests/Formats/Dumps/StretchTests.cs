using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using CsCheck;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>The lengths of the stretches add up, and rebuilt dumps are right, whatever is in the input.</summary>
public sealed class StretchTests
{
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\r", " ", "Summary", "Statistics", "Details", "Similar Readings (1 items)", "1", "22", "Words", "Words1",
        "Read Count", "Read CountDetails", "ID: 7c9e6679-7425-40de-944b-e07fc1f90ae7", "Date: Jan. 31, 2025", "Category ID: x",
        "Last Read: 2025/02/01 11:10", "Note: this", "The end.", "été", "\uFEFF", "\u3000", "{body}", "\0", "\t", "ha",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Text = Piece.Array[0, 40].Select(string.Concat);

    private static readonly Gen<string> Lines = Piece.Array[0, 40].Select(lines => string.Join('\n', lines));

    private static readonly Gen<string> Mutated = Gen.Select(Gen.Int[0, 1600], Gen.Int[0, 30], Piece)
        .Select((at, length, piece) =>
        {
            var input = Sample.Harbour + "\n" + Sample.Orchard + Sample.Harbour;
            return input[..Math.Min(at, input.Length)] + piece + input[Math.Min(at + length, input.Length)..];
        });

    [Fact]
    public void The_stretches_of_random_bytes_add_up() => Gen.Byte.Array[0, 300].Sample(input => Sample.Read(input), seed: "0000KOIPs7Xg", iter: 2000);

    [Fact]
    public void Of_random_headings_and_details() =>
        Gen.OneOf(Text, Lines).Sample(input => Sample.Read(input), seed: "0000KOIPs7Xg", iter: 10_000);

    [Fact]
    public void The_stretches_of_mutated_dumps_add_up() => Mutated.Sample(input => Sample.Read(input), seed: "0000KOIPs7Xg", iter: 4000);

    [Fact]
    public void Of_random_text_in_UTF_16() => Gen.OneOf(Text, Mutated).Sample(input =>
        Sample.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(input)]), seed: "0000KOIPs7Xg", iter: 2000);

    [Fact]
    public void The_stretches_of_a_text_that_is_too_long_add_up() =>
        Gen.Select(Mutated, Gen.Int[1, 900]).Sample((input, limit) => Sample.Read(Encoding.UTF8.GetBytes(input), limit),
            seed: "0000KOIPs7Xg", iter: 2000);

    [Fact]
    public void Short_reads_change_nothing() => Gen.Select(Gen.OneOf(Mutated, Lines), Gen.Int[1, 50], Gen.Bool)
        .Sample((input, length, isUtf16) =>
        {
            byte[] bytes = isUtf16 ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(input)] : Encoding.UTF8.GetBytes(input);
            Assert.Equal(Sample.Read(bytes).Select(Describe),
                Sample.Read(new ShortReads(bytes, length), bytes.Length).Select(Describe));
        }, seed: "0000KOIPs7Xg", iter: 2000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_input_larger_than_the_window_is_read_as_a_small_one_is(bool isUtf16)
    {
        var random = new Random(1);
        var input = new StringBuilder();
        var expected = new List<string>();
        while (input.Length < 4_000_000)
        {
            var dump = (random.Next(3), random.Next(40)) switch
            {
                (_, 0) => Sample.Of(string.Join('\n', Enumerable.Range(0, random.Next(20_000)).Select(i => $"Line {i}.")), 1),
                (0, _) => Sample.Harbour,
                _ => Sample.Orchard,
            };
            expected.Add(Describe(Sample.Read(dump)[0]).Split(' ', 2)[1]);
            input.Append(dump).Append(random.Next(2) == 0 ? "" : "\n");
        }

        byte[] bytes = isUtf16 ? [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(input.ToString())] : Encoding.UTF8.GetBytes(input.ToString());
        Assert.Equal(expected, Sample.Read(bytes).Select(stretch => Describe(stretch).Split(' ', 2)[1]));
    }

    private static string Describe(Stretch stretch) =>
        $"{stretch.Offset} {stretch.Kind} {stretch.Article?.CountedWords} {stretch.Article?.Details} {stretch.Reason}";

    private sealed class ShortReads(byte[] bytes, int length) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(length, buffer.Length)]);

        public override bool CanSeek => false;
    }
}
