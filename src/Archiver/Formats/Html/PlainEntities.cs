using System.Buffers;
using System.Globalization;
using System.Text;
using AngleSharp.Html;

namespace Archiver.Formats.Html;

/// <summary>Decodes the references to characters in a text of HTML, where they are written in full.</summary>
internal static class PlainEntities
{
    /// <param name="text">A text between tags, or the value of an attribute.</param>
    /// <param name="isAttribute">Whether it is a value: there an ampersand before a name and an equals sign is meant.</param>
    /// <param name="decoded">Gets the text.</param>
    /// <returns>Whether it does not take a tree to know what is meant.</returns>
    public static bool Decode(ReadOnlySpan<char> text, bool isAttribute, ArrayBufferWriter<char> decoded)
    {
        if (text.Contains('\0') || (isAttribute && text.Contains('\r')))
        {
            return false;
        }

        while (text.IndexOf('&') is >= 0 and var mark)
        {
            decoded.Write(text[..mark]);
            text = text[(mark + 1)..];
            var name = text[..NameLength(text)];
            if ((name.IsEmpty && text is not [';', ..]) || (isAttribute && name is [not '#', ..] && text[name.Length..] is ['=', ..]))
            {
                decoded.Write("&");
            }
            else if (text[name.Length..] is [';', ..] && Symbol(name) is { } symbol)
            {
                decoded.Write(symbol);
                text = text[(name.Length + 1)..];
            }
            else
            {
                return false;
            }
        }

        decoded.Write(text);
        return true;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = text is ['#', ..] ? 1 : 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
        {
            length++;
        }

        return length;
    }

    private static string? Symbol(ReadOnlySpan<char> name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "nbsp" => "\u00A0",
        ['#', 'x' or 'X', .. var digits] => Character(digits, NumberStyles.AllowHexSpecifier),
        ['#', .. var digits] => Character(digits, NumberStyles.None),
        _ => HtmlEntityProvider.Resolver.GetSymbol($"{name};"),
    };

    /// <summary>A character by its number; null where browsers take the number for another character, or for none.</summary>
    private static string? Character(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && Rune.TryCreate(number, out var rune)
            && number is '\t' or '\n' or (>= ' ' and < 0x7F) or (>= 0xA0 and < 0xFDD0) or (> 0xFDEF and < 0xFFFE) or (> 0xFFFF and < 0x1FFFE)
            ? rune.ToString() : null;
}
