using System.Globalization;
using System.Text;

namespace Archiver.Texts.Encodings;

/// <summary>The names of encodings, as people and frames write them.</summary>
public static class EncodingNames
{
    /// <summary>
    /// Names that .NET does not know or gives another meaning. As in browsers, the name of a standard stands for the code
    /// page that has all of it and more: texts that call themselves Latin-1 have the quotes of Windows-1252.
    /// </summary>
    private static readonly Dictionary<string, int> Aliases = new (int Page, string Names)[]
    {
        (1252, "latin1 l1 iso88591 28591 ansi"),
        (28592, "latin2"),
        (1254, "latin5 iso88599 28599"),
        (28605, "latin9"),
        (874, "iso885911 tis620"),
        (28598, "iso88598i 38598"),
        (54936, "gbk gb2312 936 gb18030 euccn 51936"),
        (949, "euckr 51949 ksc56011987 uhc"),
        (51932, "eucjp 20932 ujis"),
        (932, "shiftjis sjis windows31j mskanji"),
        (50221, "iso2022jp 50220 50222"),
        (50225, "iso2022kr"),
        (52936, "hzgb2312 hz"),
        (950, "big5hkscs big5"),
        (10000, "mac macroman macintosh"),
        (10007, "maccyrillic"),
        (10029, "macce"),
        (866, "ibm866"),
    }.SelectMany(row => row.Names.Split(' '), (row, name) => (name, row.Page)).ToDictionary(StringComparer.Ordinal);

    private static readonly string[] Prefixes = ["cp", "windows", "win", "ibm", "ms", "oem", "dos", "xcp"];

    /// <summary>Finds an encoding by any of its names, in any case and with any hyphens: <c>CP1251</c>, <c>1251</c>.</summary>
    /// <returns>Null where there is none of that name.</returns>
    public static TextEncoding? Find(string name)
    {
        var key = Key(name);
        foreach (var encoding in TextEncoding.OwnOnes)
        {
            if (key == Key(encoding.Name))
            {
                return encoding;
            }
        }

        if (Aliases.TryGetValue(key, out var page))
        {
            return TextEncoding.OfCodePage(page);
        }

        var number = Prefixes.FirstOrDefault(prefix => key.StartsWith(prefix, StringComparison.Ordinal))?.Length ?? 0;
        if (int.TryParse(key.AsSpan(number), NumberStyles.None, CultureInfo.InvariantCulture, out page)
            && (Aliases.TryGetValue(key[number..], out var better) ? TextEncoding.OfCodePage(better) : OfNumber(page)) is { } numbered)
        {
            return numbered;
        }

        return key switch
        {
            "unicode" or "ucs2" => TextEncoding.Utf16,
            "ascii" or "ansix341968" or "ansix341986" or "iso646us" => TextEncoding.Ascii,
            "ucs4" => TextEncoding.Utf32,
            _ => OfName(name.Trim(), key),
        };
    }

    /// <summary>The name that is nearest to one that is none; null where none is near.</summary>
    public static string? Nearest(string name)
    {
        // Not misspelt, but not read; in UTF-8 it would be ASCII.
        if (Key(name) == "utf7")
        {
            return null;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var encoding in TextEncoding.OwnOnes)
        {
            names.TryAdd(Key(encoding.Name), encoding.Name);
        }

        foreach (var (alias, page) in Aliases)
        {
            names.TryAdd(alias, TextEncoding.OfCodePage(page)!.Name);
        }

        foreach (var information in CodePagesEncodingProvider.Instance.GetEncodings())
        {
            var known = NameOf(information.GetEncoding());
            names.TryAdd(Key(known), known);
            names.TryAdd($"cp{information.CodePage}", known);
        }

        return Spelling.Nearest(Key(name), names.Keys) is { } nearest ? names[nearest] : null;
    }

    internal static string NameOf(Encoding encoding) => encoding.CodePage switch
    {
        949 => "euc-kr",
        866 => "ibm866",
        54936 => "gb18030",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    private static TextEncoding? OfNumber(int page) => page switch
    {
        20127 or 367 => TextEncoding.Ascii,
        65001 => TextEncoding.Utf8,
        1200 => TextEncoding.Utf16Le,
        1201 => TextEncoding.Utf16Be,
        12000 => TextEncoding.Utf32Le,
        12001 => TextEncoding.Utf32Be,
        _ => TextEncoding.OfCodePage(page),
    };

    private static TextEncoding? OfName(string name, string key)
    {
        var page = CodePagesEncodingProvider.Instance.GetEncoding(name)?.CodePage;
        page ??= CodePagesEncodingProvider.Instance.GetEncodings()
            .FirstOrDefault(information => Key(information.Name) == key || Key(information.Name) == $"x{key}")?.CodePage;
        return page is null ? null : TextEncoding.OfCodePage(page.Value);
    }

    /// <summary>What of a name counts: its letters and digits.</summary>
    private static string Key(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
