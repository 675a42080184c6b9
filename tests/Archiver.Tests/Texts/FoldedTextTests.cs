using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Texts;

namespace Archiver.Tests.Texts;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("H₂O", "h2o")]
    [InlineData("10³ km²", "103 km2")]
    [InlineData("⽇本語", "日本語")]
    [InlineData("⺠主", "民主")]
    [InlineData("都\uFA26", "都都")]
    [InlineData("\U0002F800\uF900", "丽豈")]
    [InlineData("ＣＰＵ２", "cpu2")]
    [InlineData("ﾃﾞｰﾀ", "データ")]
    [InlineData("ﾡﾢ", "ㄱㄲ")]
    [InlineData("𝐖𝒐𝓻𝔡𝕤 𝟚", "words 2")]
    [InlineData("ⓦⓞⓡⓓ", "word")]
    [InlineData("①", "1")]
    [InlineData("Ⅷ ⅸ", "VIII ix")]
    [InlineData("㎏ ㎢ ㏄", "kg km2 cc")]
    [InlineData("㍿ ㍻", "株式会社 平成")]
    [InlineData("20℃", "20 C")]
    [InlineData("ﬁne oﬃce ﬆill", "fine office still")]
    [InlineData("ĳsje ŉ ǆ", "ijsje n dz")]
    [InlineData("½", "1/2")]
    public void A_compatibility_form_is_what_it_is_written_for(string form, string plain) => AssertSame(form, plain);

    [Theory]
    [InlineData("ﻛﺘﺎﺏ", "كتاب")]
    [InlineData("ﷲ", "الله")]
    [InlineData("ﷺ", "صلى الله عليه وسلم")]
    [InlineData("العـــربية", "العربية")]
    [InlineData("أحمد إلى آخر ٱلكتاب", "احمد الي اخر الكتاب")]
    [InlineData("علی کتاب", "على كتاب")]
    [InlineData("مدرسة", "مدرسه")]
    [InlineData("مَدْرَسَةٌ", "مدرسة")]
    [InlineData("سؤال ئ", "سوال ي")]
    [InlineData("א\u05B8ב", "אב")]
    [InlineData("שׁלום", "שלום")]
    [InlineData("װ", "וו")]
    public void Arabic_and_Hebrew_letters_are_those_that_speakers_take_for_one(string form, string plain) => AssertSame(form, plain);

    [Theory]
    [InlineData("٢٠٢٤")]
    [InlineData("۲۰۲۴")]
    [InlineData("२०२४")]
    [InlineData("๒๐๒๔")]
    [InlineData("၂၀၂၄")]
    [InlineData("𝟐𝟎𝟐𝟒")]
    public void Digits_of_all_scripts_are_digits(string digits) => AssertSame(digits, "2024");

    [Theory]
    [InlineData("пʼять", "п'ять")]
    [InlineData("пʼять", "п’ять")]
    [InlineData("обʼєкт", "об`єкт")]
    [InlineData("հա՚յ", "հաʼյ")]
    [InlineData("Hawaiʻi", "Hawaii")]
    [InlineData("Hawai’i", "Hawaii")]
    [InlineData("Oʻahu", "O'ahu")]
    [InlineData("ʻIolani", "iolani")]
    [InlineData("maʼlum", "malum")]
    [InlineData("Gogolʹ", "gogol")]
    public void An_apostrophe_that_is_a_letter_vanishes(string form, string plain) => AssertSame(form, plain);

    [Theory]
    [InlineData("donʼt", "don't")]
    [InlineData("DONʼT", "don't")]
    [InlineData("itʼs so", "it’s so")]
    [InlineData("teacherʼs.", "teacher's.")]
    [InlineData("wonʼt", "won't")]
    [InlineData("canʻt", "can't")]
    [InlineData("Weʼre", "we're")]
    [InlineData("youʽve", "you've")]
    [InlineData("theyꞌll", "they'll")]
    [InlineData("Iʹd", "I'd")]
    [InlineData("Iˈm", "I'm")]
    public void A_letter_that_stands_for_the_apostrophe_of_an_English_ending_is_one(string form, string plain) => AssertSame(form, plain);

    [Theory]
    [InlineData("l'amour", "l amour")]
    [InlineData("John’s", "john s")]
    [InlineData("they're", "they re")]
    [InlineData("qu'il", "qu il")]
    [InlineData("dell’Unità", "dell unita")]
    [InlineData("rock ʼn roll", "rock n roll")]
    public void An_apostrophe_that_parts_words_ends_one(string text, string words) => Assert.Equal(words, FoldedText.WordsOf(text));

    [Theory]
    [InlineData("Unix™ sold", "unix sold")]
    [InlineData("น้ำ", "น ำ")]
    [InlineData("かがぱ", "か が ぱ")]
    [InlineData("мой", "мой")]
    [InlineData("straße Æsir", "strasse aesir")]
    public void What_is_another_letter_or_none_stays_so(string text, string words) => Assert.Equal(words, FoldedText.WordsOf(text));

    [Fact]
    public void What_is_folded_once_stays_as_it_is()
    {
        for (var character = 0x20; character < 0x30000; character++)
        {
            if (Rune.IsValid(character))
            {
                var words = FoldedText.WordsOf(new Rune(character).ToString());
                Assert.Equal(words, FoldedText.WordsOf(words));
            }
        }
    }

    [Fact]
    public void The_longest_form_many_times_finds_room()
    {
        var words = FoldedText.WordsOf(string.Concat(Enumerable.Repeat("\uFDFA", 1000)));
        Assert.Equal(words, FoldedText.WordsOf(string.Concat(Enumerable.Repeat("صلى الله عليه وسلم", 1000))));
    }

    [Fact]
    public void A_word_that_is_found_has_the_place_of_its_form()
    {
        var folded = new FoldedText(keepsPlaces: true);
        var text = "a Hawai’i ㎢ b"u8;
        folded.Add(text);
        var (from, to) = PlaceOf("hawaii");
        Assert.Equal("Hawai’i", Encoding.UTF8.GetString(text[from..to]));
        (from, to) = PlaceOf("km2");
        Assert.Equal("㎢", Encoding.UTF8.GetString(text[from..to]));

        (int From, int To) PlaceOf(string word)
        {
            var at = folded.Words.IndexOf(word, StringComparison.Ordinal);
            return folded.PlaceOf(at, at + word.Length);
        }
    }

    /// <summary>The counts of articles that are stored depend on it.</summary>
    [Fact]
    public void What_is_counted_by_characters_is_no_matter_of_folding()
    {
        Assert.Equal(new CharacterCount(3, 1), CharacterCount.Of("⽇本語"u8));
        Assert.Equal(new CharacterCount(4, 1), CharacterCount.Of("๒๐๒๔"u8));
        Assert.Equal(new CharacterCount(1, 1), CharacterCount.Of("5㎏"u8));
    }

    private static void AssertSame(string form, string plain)
    {
        Assert.NotEqual("", FoldedText.WordsOf(plain));
        Assert.Equal(FoldedText.WordsOf(plain), FoldedText.WordsOf(form));
    }
}
