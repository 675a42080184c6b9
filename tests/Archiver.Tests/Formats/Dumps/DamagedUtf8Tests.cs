using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Texts;

namespace Archiver.Tests.Formats.Dumps;

public sealed class DamagedUtf8Tests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Naïve café in Zürich.", 4)]
    [InlineData("Über Österreich.", 2)]
    [InlineData("Мост.", 1)]
    [InlineData("桥今天开放。", 1)]
    [InlineData("“Yes” – no.", 3)]
    public void A_short_text_in_UTF_8_is_read_although_a_detail_is_in_another(string body, int words)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Sample.Of(body, words)), .. "\nAuthor: Jos"u8, 0xE9];
        var dump = Sample.ReadOne(bytes);
        Assert.Equal([body], dump.Body());
        Assert.Contains("1 character is not valid in its encoding: UTF-8", dump.Warnings);
    }

    [Theory]
    [InlineData("cœur")]
    [InlineData("zunächst")]
    public void Without_one_whole_character_it_is_not_UTF_8(string word)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var dump = Sample.ReadOne(EncodingTests.Encode(Sample.Of(word, 1), "macintosh", "\n"));
        Assert.False(EncodingMatrixTests.Guessed(dump) is "UTF-8" or null);
    }

    [Fact]
    public void A_sentence_of_any_language_survives_a_byte_or_two_of_damage()
    {
        var (right, all) = (0, 0);
        foreach (var sentence in EncodingMatrixTests.Sentences())
        {
            if (Encoding.UTF8.GetByteCount(sentence) - sentence.Length < 4)
            {
                continue;
            }

            foreach (var damage in new byte[][] { [0xE9], [0xE2, 0x80], [0xF0, 0x9F], [0xE9, (byte)' ', 0xFC], [0xD0, (byte)' ', 0xE4, (byte)'x'] })
            {
                byte[] body = [.. Encoding.UTF8.GetBytes(sentence), (byte)' ', .. damage];
                var dump = Sample.ReadOne([.. body, .. Encoding.UTF8.GetBytes(Sample.Of("", 0))]);
                all++;
                if (dump.Body()[0].StartsWith(sentence, StringComparison.Ordinal))
                {
                    right++;
                    Assert.Contains(dump.Warnings, warning => warning.EndsWith("not valid in its encoding: UTF-8", StringComparison.Ordinal));
                }
                else
                {
                    output.WriteLine($"{sentence} with {Convert.ToHexString(damage)} is taken for {EncodingMatrixTests.Guessed(dump)}");
                }
            }
        }

        output.WriteLine($"{right} of {all}");
        Assert.True(all > 500 && right >= all * 99 / 100);
    }
}
