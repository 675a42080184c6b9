using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Html;

/// <summary>
/// Decodes the bytes of a page in the order of the WHATWG: a byte order mark, what the container states, what the page
/// states, else a guess. Valid UTF-8 with more than ASCII in it beats every label: pages that are served or saved with
/// a wrong one are common. A label in which most of the bytes make no sense is ignored; one in which only a few
/// make none is believed.
/// </summary>
/// <param name="Text">The text, without a mark.</param>
/// <param name="Encoding">What it was read as.</param>
/// <param name="IsGuess">Whether nothing stated it and the bytes do not prove it.</param>
internal sealed partial record HtmlDecoding(string Text, TextEncoding Encoding, bool IsGuess)
{
    /// <summary>
    /// How far browsers look for a label, and how far we do where there is none: some have it behind a long script.
    /// </summary>
    private const int Prescan = 1024;
    private const int LongPrescan = 256 * 1024;

    /// <summary>Without one of these there is no label: most fragments have none.</summary>
    private static readonly SearchValues<string> InLabels = SearchValues.Create(["charset", "encoding"], StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Of damaged characters these are few: so many, one in so many bytes, one beside so many that are whole.
    /// </summary>
    private const int FewInvalid = 3, BytesAnInvalid = 400, WholeAnInvalid = 2;

    private Damage _damage;

    /// <summary>What a reader of the page should know of its encoding: a guess, characters that mean nothing.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <param name="bytes">The page.</param>
    /// <param name="stated">The name of an encoding that the container states; null where it states none.</param>
    public static HtmlDecoding Of(ReadOnlySpan<byte> bytes, string? stated = null)
    {
        if (TextEncoding.OfMark(bytes) is { } marked)
        {
            var text = Made(bytes, marked);
            return text with { Text = text.Text.TrimStart('\uFEFF') };
        }

        if (PlainUtf16.Find(bytes[..Math.Min(bytes.Length, PlainUtf16.HeadLength)]) is { } wide)
        {
            return Made(bytes, wide);
        }

        var isValid = Utf8.IsValid(bytes);
        if (isValid && bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
        {
            return new HtmlDecoding(System.Text.Encoding.UTF8.GetString(bytes), TextEncoding.Utf8, false);
        }

        TextEncoding? wrong = null;
        for (var place = 0; place < 3; place++)
        {
            var label = Named(place switch { 0 => stated, 1 => LabelIn(bytes, Prescan), _ => LabelIn(bytes, LongPrescan) });
            if (label is not null && label != wrong)
            {
                var labelled = Made(bytes, label);
                if (labelled.IsPlausible(bytes.Length))
                {
                    return labelled;
                }

                wrong ??= label;
            }
        }

        return Made(bytes, isValid ? TextEncoding.Utf8 : EncodingGuess.Of(bytes), isGuess: !isValid, wrong);
    }

    private static HtmlDecoding Made(
        ReadOnlySpan<byte> bytes, TextEncoding encoding, bool isGuess = false, TextEncoding? wrong = null)
    {
        var text = Decode(bytes, encoding.WithoutMark);
        var damage = encoding.WithoutMark == TextEncoding.Utf8 ? DamageOf(bytes) : DamageOf(text, encoding);
        var warnings = new List<string>();
        isGuess &= encoding != wrong;
        if (isGuess)
        {
            warnings.Add(wrong is null ? $"its encoding is not stated: it was taken for {encoding.DisplayName}"
                : $"it is not in {wrong.DisplayName}, as it states: it was taken for {encoding.DisplayName}");
        }

        if (damage.Invalid > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{damage.Invalid:N0} {(damage.Invalid == 1 ? "character is" : "characters are")} not valid in its encoding, {encoding.DisplayName}: {(damage.Invalid == 1 ? "it is" : "the first is")} in line {damage.Line:N0} of the page"));
        }

        return new HtmlDecoding(text, encoding, isGuess) { _damage = damage, Warnings = warnings };
    }

    /// <summary>
    /// Whether the bytes are what a label says. Several bytes are hardly ever one character by chance: text in another
    /// encoding has more that mean nothing.
    /// </summary>
    private bool IsPlausible(int length) => _damage.Invalid <= Math.Max(
        Math.Clamp(length / BytesAnInvalid, 1, FewInvalid), _damage.Whole / WholeAnInvalid);

    private static Damage DamageOf(ReadOnlySpan<byte> bytes)
    {
        var (damage, line) = (new Damage(), 1);
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            line += bytes[..at].Count((byte)'\n');
            var isWhole = Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done;
            damage = damage.Add(isWhole, line);
            bytes = bytes[(at + length)..];
        }

        return damage;
    }

    private static Damage DamageOf(ReadOnlySpan<char> text, TextEncoding encoding)
    {
        var (damage, line) = (new Damage(), 1);
        while (text.IndexOfAnyExceptInRange('\0', '\x7F') is >= 0 and var at)
        {
            line += text[..at].Count('\n');
            damage = damage.Add(!encoding.MeansNothing(text[at]), line);
            text = text[(at + 1)..];
        }

        return damage;
    }

    /// <param name="Whole">How many characters beyond ASCII mean something.</param>
    /// <param name="Invalid">How many do not.</param>
    /// <param name="Line">In which line the first of these is, from 1.</param>
    private readonly record struct Damage(int Whole, int Invalid, int Line)
    {
        public Damage Add(bool isWhole, int line) => isWhole ? this with { Whole = Whole + 1 }
            : this with { Invalid = Invalid + 1, Line = Invalid == 0 ? line : Line };
    }

    private static string Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        System.Text.Encoding? own = encoding.Name switch
        {
            "utf-8" => System.Text.Encoding.UTF8,
            "utf-16le" or "utf-16" => System.Text.Encoding.Unicode,
            "utf-16be" => System.Text.Encoding.BigEndianUnicode,
            "utf-32le" or "utf-32" => System.Text.Encoding.UTF32,
            "utf-32be" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            _ => null,
        };
        return own?.GetString(bytes) ?? encoding.Decode(bytes);
    }

    /// <summary>The encoding of a label, as browsers take it; null where it is none.</summary>
    private static TextEncoding? Named(string? label)
    {
        if (string.IsNullOrWhiteSpace(label) || EncodingNames.Find(label.Trim().Trim('"', '\'')) is not { } encoding)
        {
            return null;
        }

        // A label within the page was read as ASCII, so the page is not UTF-16.
        return encoding.WithoutMark switch
        {
            { Name: "us-ascii" } => EncodingNames.Find("windows-1252"),
            { UnitLength: > 1 } => TextEncoding.Utf8,
            var other => other,
        };
    }

    private static string? LabelIn(ReadOnlySpan<byte> bytes, int length)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, length)]);
        if (!head.AsSpan().ContainsAny(InLabels))
        {
            return null;
        }

        return Label().Match(head) is { Success: true } label ? label.Groups[1].Success ? label.Groups[1].Value
            : label.Groups[2].Value : null;
    }

    [GeneratedRegex(@"<meta[^>]{0,200}?charset\s*=\s*[""']?\s*([\w.:-]{2,40})|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[""']([\w.:-]{2,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
