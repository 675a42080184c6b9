namespace Archiver.Texts;

/// <summary>
/// Letters without case and accents, so that <c>Łódź</c> is found by <c>lodz</c>: Latin and Greek by the tables below,
/// which have, at each letter's place in Unicode, the letter without its marks; all others by their small letter. The
/// marks of other scripts make other letters (Japanese <c>か</c> and <c>が</c>, Russian <c>и</c> and <c>й</c>) and stay.
/// </summary>
internal static class LetterFolding
{
    /// <summary>As many characters may be written for one.</summary>
    public const int MaxLength = 3;

    private const char LatinStart = '\u00C0';
    private const char GreekStart = '\u0386';
    private const char AdditionalStart = '\u1E00';

    private const string Latin =
        "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸlllllll"
        + "lllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
        + "bɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩiƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿ"
        + "ǀǁǂǃǆǆǆǉǉǉǌǌǌaaiioouuuuuuuuuuǝaaaaææǥǥggkkooooʒʒjǳǳǳggƕƿnnaaææoo"
        + "aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶȷȸȹⱥȼȼƚⱦȿ"
        + "ɀɂɂbʉʌɇɇɉɉɋɋɍɍɏɏ";

    private const string Greek =
        "α\u0387εηι\u038Bο\u038Dυωιαβγδεζηθικλμνξοπρ\u03A2στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυ"
        + "φχψωιυουω";

    /// <summary>Latin and Greek letters with two marks, among them those of Vietnamese.</summary>
    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
        + "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
        + "wwwwwwwwwwxxxxyyzzzzzzhtwyasẜẝßẟaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
        + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿ"
        + "ααααααααααααααααεεεεεε\u1F16\u1F17εεεεεε\u1F1E\u1F1Fηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιι"
        + "οοοοοο\u1F46\u1F47οοοοοο\u1F4E\u1F4Fυυυυυυυυ\u1F58υ\u1F5Aυ\u1F5Cυ\u1F5Eυωωωωωωωωωωωωωωωωααεεηηιιοουυωω\u1F7E\u1F7F"
        + "ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα\u1FB5ααααααα\u1FBDι\u1FBF"
        + "\u1FC0\u1FC1ηηη\u1FC5ηηεεηηη\u1FCD\u1FCE\u1FCFιιιι\u1FD4\u1FD5ιιιιιι\u1FDC\u1FDD\u1FDE\u1FDF"
        + "υυυυρρυυυυυυρ\u1FED\u1FEE\u1FEF\u1FF0\u1FF1ωωω\u1FF5ωωοοωωω\u1FFD\u1FFE\u1FFF";

    /// <summary>The folded letter; a few become two or three, which this writes one after the other.</summary>
    /// <returns>How many characters were written.</returns>
    public static int Fold(char letter, Span<char> folded)
    {
        var lower = letter switch
        {
            < LatinStart => letter,
            < '\u0250' => Latin[letter - LatinStart],
            >= GreekStart and < '\u03CF' => Greek[letter - GreekStart],
            >= AdditionalStart and < '\u2000' => Additional[letter - AdditionalStart],
            _ => char.ToLowerInvariant(letter),
        };
        var pair = lower switch
        {
            'æ' => "ae",
            'œ' => "oe",
            'ß' => "ss",
            'þ' => "th",
            'ё' => "\u0435",
            _ => "",
        };
        folded[0] = lower;
        pair.CopyTo(folded);
        return Math.Max(1, pair.Length);
    }
}
