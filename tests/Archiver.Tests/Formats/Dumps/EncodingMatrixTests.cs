using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Tests.Cli;
using Archiver.Texts;

namespace Archiver.Tests.Formats.Dumps;

/// <summary>Texts of many languages in all encodings that are in use for them, without a word about the encoding.</summary>
public sealed class EncodingMatrixTests(ITestOutputHelper output)
{
    /// <summary>Of whole texts and of single sentences: what was measured, less one.</summary>
    private const int RightTexts = 85, RightSentences = 243;

    private static readonly List<(string Language, string[] Encodings, string[] Sentences)> Languages = ReadFixture();

    static EncodingMatrixTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string? Guessed(StatedArticle dump) => dump.Warnings
        .FirstOrDefault(warning => warning.StartsWith("its encoding is a guess: taken for ", StringComparison.Ordinal))?.Split(' ', ';')[7];

    [Fact]
    public void Many_languages_are_tried_in_many_encodings()
    {
        Assert.True(Languages.Count >= 15);
        Assert.True(Languages.SelectMany(language => language.Encodings).Distinct().Count() >= 20);
    }

    [Fact]
    public void A_text_is_read_right_or_the_encoding_it_was_taken_for_is_named() =>
        Assert.True(CountRight(language => [string.Join('\n', language)]) >= RightTexts);

    [Fact]
    public void So_is_a_single_sentence() => Assert.True(CountRight(language => language) >= RightSentences);

    /// <summary>A text in each language that has more than ASCII.</summary>
    public static IEnumerable<string> Texts() =>
        Languages.Select(language => string.Join('\n', language.Sentences)).Where(text => !Ascii.IsValid(text));

    public static IEnumerable<string> Sentences() => Languages.SelectMany(language => language.Sentences);

    private int CountRight(Func<string[], string[]> split)
    {
        var (right, wrong) = (0, 0);
        foreach (var (language, names, sentences) in Languages)
        {
            foreach (var (name, body) in names.SelectMany(name => split(sentences).Select(body => (name, body))))
            {
                var encoding = Encoding.GetEncoding(name);
                var text = Sample.Of(body, WordCount.Of(Encoding.UTF8.GetBytes(body)));
                var bytes = encoding.GetBytes(text);
                if (encoding.GetString(bytes) != text)
                {
                    continue;
                }

                var dump = Sample.ReadOne(bytes);
                Assert.True(Ascii.IsValid(body) || Guessed(dump) is not null, $"{language} in {name} is read without a warning");
                if (string.Join('\n', dump.Body()) == body)
                {
                    right++;
                }
                else
                {
                    wrong++;
                    output.WriteLine($"{language} in {name} is taken for {Guessed(dump)}");
                }
            }
        }

        output.WriteLine($"{right} right, {wrong} wrong with a warning");
        return right;
    }

    private static List<(string Language, string[] Encodings, string[] Sentences)> ReadFixture()
    {
        var languages = new List<(string, string[], string[])>();
        foreach (var part in File.ReadAllText(Fixture.In("encodings", "sentences.txt")).Split('[', StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var head = lines[0].Split(' ', ']');
            languages.Add((head[0], [.. head[1..].Where(name => name.Length > 0)], lines[1..]));
        }

        return languages;
    }
}
