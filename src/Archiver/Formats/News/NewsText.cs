using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Archiver.Articles;
using Archiver.Formats.Html;

namespace Archiver.Formats.News;

/// <summary>What the texts that news databases save have in common.</summary>
internal static partial class NewsText
{
    private static readonly FrozenDictionary<string, string> Languages = new (string Code, string Names)[]
    {
        ("en", "english anglais englisch inglés"), ("fr", "french français francais französisch francés"), ("de", "german allemand deutsch alemán"),
        ("es", "spanish espagnol spanisch español"), ("it", "italian italien italienisch italiano"), ("pt", "portuguese portugais portugiesisch português"),
        ("nl", "dutch néerlandais niederländisch nederlands"), ("sv", "swedish suédois schwedisch svenska"), ("da", "danish danois dänisch dansk"),
        ("no", "norwegian norvégien norwegisch norsk"), ("fi", "finnish finnois finnisch suomi"), ("pl", "polish polonais polnisch polski"),
        ("ru", "russian russe russisch"), ("ja", "japanese japonais japanisch"), ("zh", "chinese chinois chinesisch"), ("ar", "arabic arabe arabisch"),
        ("ko", "korean coréen koreanisch"), ("tr", "turkish turc türkisch"), ("cs", "czech tchèque tschechisch"), ("hu", "hungarian hongrois ungarisch"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) => KeyValuePair.Create(name, row.Code)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The code of a language that is named in English, French, German or Spanish, or by its code.</summary>
    public static string? LanguageOf(string? name)
    {
        foreach (var part in (name ?? "").ToLowerInvariant().Split([';', ',', '('], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Languages.TryGetValue(part, out var code))
            {
                return code;
            }

            if (part.Length == 2 && char.IsAsciiLetter(part[0]) && char.IsAsciiLetter(part[1]))
            {
                return part;
            }
        }

        return null;
    }

    /// <summary>The blocks between blank lines, as they stand.</summary>
    public static List<string[]> Blocks(string text)
    {
        var blocks = new List<string[]>();
        var lines = new List<string>();
        foreach (var each in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(each))
            {
                lines.Add(each.TrimEnd());
            }
            else if (lines.Count > 0)
            {
                blocks.Add([.. lines]);
                lines.Clear();
            }
        }

        return blocks;
    }

    /// <summary>Lines that were wrapped as one. A hyphen at the end of one joins: whether it was in the word, nobody knows.</summary>
    public static string Joined(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Select(PlainText.OneLine).Where(line => line.Length > 0))
        {
            var isCut = text.Length > 1 && text[^1] == '-' && char.IsLetter(text[^2]);
            text.Append(text.Length == 0 || isCut ? "" : " ").Append(line);
        }

        return text.ToString();
    }

    /// <summary>A name without the word before it.</summary>
    public static string Author(string byline) => By().Replace(byline, "");

    /// <summary>The first number of a text.</summary>
    public static int? NumberIn(string? text) => text is not null && Number().Match(text) is { Success: true } number
        && int.TryParse(number.Value.Replace(",", "").Replace(".", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool IsCopyright(string text) => text.Length < 300 && Copyright().IsMatch(text);

    public static List<FormedParagraph> Plain(IEnumerable<string> paragraphs) =>
        [.. paragraphs.Where(text => text.Length > 0).Select(text => new FormedParagraph(text, Block.Plain))];

    [GeneratedRegex(@"^\s*(?:by|par|von|por)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex(@"\d{1,3}(?:[.,]\d{3})+|\d{1,9}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:copyright\b|\(c\)\s*(?:copyright\s*)?\d{4}|©|all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos)", RegexOptions.IgnoreCase)]
    private static partial Regex Copyright();
}
