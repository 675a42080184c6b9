using System.Globalization;
using Archiver.Cli.Terminal;
using Archiver.Tests.Formats.Dumps;
using CsCheck;

namespace Archiver.Tests.Cli.Terminal;

public sealed class TextLayoutTests
{
    private static readonly string[] Parts =
        ["a", "word", " ", "  ", "港", "。", "「", "👨‍👩‍👧", "e\u0301", "🇯🇵", "\u3000", "\u00A0", "-", "कि", "\u0301"];

    private static readonly Gen<string> Texts =
        Gen.Int[0, Parts.Length - 1].Array[0, 60].Select(parts => string.Concat(parts.Select(part => Parts[part])));

    [Theory]
    [InlineData("harbour", 7, "harbour")]
    [InlineData("harbour", 6, "harbo…")]
    [InlineData("the harbour", 5, "the…")]
    [InlineData("港が開く", 8, "港が開く")]
    [InlineData("港が開く", 7, "港が開…")]
    [InlineData("港が開く", 6, "港が…")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧", 3, "👨‍👩‍👧…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void Text_is_cut_between_graphemes(string text, int width, string cut) =>
        Assert.Equal(cut, TextLayout.Cut(text, width));

    [Theory]
    [InlineData("the harbour reopens", 11, "the harbour|reopens")]
    [InlineData("the harbour reopens", 10, "the|harbour|reopens")]
    [InlineData("the   harbour ", 7, "the|harbour")]
    [InlineData("incomprehensibilities", 10, "incomprehe|nsibilitie|s")]
    [InlineData("to incomprehensibilities", 10, "to|incomprehe|nsibilitie|s")]
    [InlineData("港が再開した。船が出る。", 10, "港が再開し|た。船が出|る。")]
    [InlineData("港が再開。船", 8, "港が再|開。船")]
    [InlineData("港「再開」", 4, "港|「再|開」")]
    [InlineData("港 is open", 5, "港 is|open")]
    [InlineData("10\u00A0km of road", 8, "10\u00A0km of|road")]
    [InlineData("   港", 2, "港")]
    [InlineData("", 10, "")]
    public void Text_is_wrapped_at_spaces_and_between_characters_of_CJK(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', TextLayout.Wrap(text, width)));

    [Fact]
    public void A_wrapped_line_is_never_too_wide_and_nothing_but_space_is_lost() =>
        Gen.Select(Texts, Gen.Int[2, 30]).Sample((text, width) =>
        {
            var lines = TextLayout.Wrap(text, width).ToList();
            return lines.All(line => DisplayWidth.Of(line) <= width && Graphemes(text, line))
                && WithoutSpace(string.Concat(lines)) == WithoutSpace(text);
        });

    [Fact]
    public void A_cut_text_is_never_too_wide_and_begins_as_the_text_does() =>
        Gen.Select(Texts, Gen.Int[1, 30]).Sample((text, width) =>
        {
            var cut = TextLayout.Cut(text, width);
            return DisplayWidth.Of(cut) <= width
                && (cut == text || (cut.EndsWith('…') && text.StartsWith(cut[..^1], StringComparison.Ordinal)));
        });

    /// <summary>Whether no grapheme of the text is split by the ends of the line.</summary>
    private static bool Graphemes(string text, string line)
    {
        var at = text.IndexOf(line, StringComparison.Ordinal);
        var starts = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
        return Occurrences(text, line, at).Any(start => starts.Contains(start) && starts.Contains(start + line.Length));
    }

    private static IEnumerable<int> Occurrences(string text, string line, int first)
    {
        for (var at = first; at >= 0; at = at < text.Length ? text.IndexOf(line, at + 1, StringComparison.Ordinal) : -1)
        {
            yield return at;
        }
    }

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
