using System.Buffers;
using Archiver.Articles;
using Archiver.Formats.Html;

namespace Archiver.Formats.Pages.Features;

/// <summary>What can be counted in a paragraph alone.</summary>
internal readonly record struct TextFacts
{
    /// <summary>Groups of words that stand in what surrounds articles.</summary>
    private static readonly string[][] PhraseLists =
    [
        ["copyright", "(c) ", "all rights reserved", "alle rechte"],
        ["cookie", "privacy", "terms of", "consent", "gdpr"],
        ["subscribe", "newsletter", "sign up", "inbox", "email address", "unsubscribe"],
        ["share", "tweet", "facebook", "twitter", "whatsapp", "linkedin", "pinterest", "follow us"],
        ["comment", "reply", "replies", "log in", "login", "sign in"],
        ["read more", "learn more", "see all", "view all", "more from", "related", "you may also", "you might",
            "recommended", "click here", "see also", "read next"],
        ["advertis", "sponsor", "affiliate", "commission", "promo code", "coupon", "disclosure"],
        ["min read", "minutes read", "minute read", "updated", "published", "posted", "written by", "last modified"],
        ["add to cart", "buy now", "in stock", "shipping", "checkout", "our price"],
        ["photo:", "photo by", "image:", "image credit", "getty", "shutterstock", "courtesy", "credit:", "photograph"],
        ["table of contents", "in this article", "contents", "jump to", "key takeaways"],
        ["previous", "next", "back to", "home", "skip to", "menu", "search", "load more", "show more"],
        ["is a ", "writer", "editor", "author", "journalist", "founder"],
    ];

    private static readonly SearchValues<string>[] Phrases = [.. PhraseLists.Select(Of)];

    /// <summary>Most paragraphs have none of them: looking for all at once is cheaper than for each.</summary>
    private static readonly SearchValues<string> AnyPhrase = Of([.. PhraseLists.SelectMany(list => list)]);

    private static readonly SearchValues<string> Months = Of("jan", "feb", "march", "april", "may ", "june", "july",
        "aug", "sept", "oct", "nov", "dec", "ago");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> StopWords = new HashSet<string>(
        ("the of and to a in is that it for on with as was are be this by at from have not or but they you we his her which an were "
        + "had has their will can if would there been more when who all one so what about its into than them then out our "
        + "der die das und ist von zu mit den im nicht ein eine auf le la les des et est une un pour dans que qui pas sur "
        + "el los las y en por con para una del se no").Split(' '),
            StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestStopWord = StopWords.Set.Max(word => word.Length);

    public const int PhraseCount = 13;

    /// <summary>Two characters of a script without spaces count as a word.</summary>
    public float Words { get; private init; }

    public int Length { get; private init; }

    public float LinkShare { get; private init; }

    public float StrongShare { get; private init; }

    public float CodeShare { get; private init; }

    public int Links { get; private init; }

    public int Commas { get; private init; }

    public int Sentences { get; private init; }

    public float DigitShare { get; private init; }

    public float CapitalShare { get; private init; }

    public float StopShare { get; private init; }

    public float UpperShare { get; private init; }

    public int Separators { get; private init; }

    public char First { get; private init; }

    public char Last { get; private init; }

    public int PhraseBits { get; private init; }

    public bool HasMonth { get; private init; }

    /// <summary>Equal for paragraphs of the same words.</summary>
    public ulong Hash { get; private init; }

    public bool EndsSentence =>
        Last is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '"' or '”' or '»' or '’' or ')' or ';';

    /// <summary>Whether it reads like a paragraph of an article.</summary>
    public bool IsGood => Words >= 15 && LinkShare < 0.4f && (Sentences > 0 || Words >= 30);

    public static TextFacts Of(HtmlParagraph paragraph)
    {
        var text = paragraph.Text;
        var (words, inWord, wide, digits, capitals, uppers, letters, commas, sentences, separators, stops, plain) = (0,
            false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        var wordStart = 0;
        var hash = 14695981039346656037UL;
        for (var i = 0; i <= text.Length; i++)
        {
            var character = i < text.Length ? text[i] : ' ';
            if (IsWide(character))
            {
                wide++;
            }
            else if (char.IsLetterOrDigit(character) || character == '_')
            {
                if (!inWord)
                {
                    words++;
                    wordStart = i;
                    capitals += char.IsUpper(character) ? 1 : 0;
                }

                inWord = true;
                digits += char.IsDigit(character) ? 1 : 0;
                letters++;
                uppers += char.IsUpper(character) ? 1 : 0;
                hash = (hash ^ char.ToLowerInvariant(character)) * 1099511628211UL;
                continue;
            }
            else
            {
                commas += character is ',' or '、' or '，' or '،' ? 1 : 0;
                sentences += character is '。' or '！' or '？' || (character is '.' or '!' or '?'
                    && (i + 1 >= text.Length || text[i + 1] is ' ' or '"' or '”')) ? 1 : 0;
                separators += character is '|' or '•' or '·' or '»' or '›' or '/' or '→' or '>' ? 1 : 0;
            }

            if (inWord)
            {
                inWord = false;
                plain++;
                stops += i - wordStart <= LongestStopWord && StopWords.Contains(text.AsSpan(wordStart, i - wordStart)) ? 1 : 0;
                hash = (hash ^ ' ') * 1099511628211UL;
            }
            else if (character > 0x2000)
            {
                hash = (hash ^ character) * 1099511628211UL;
            }
        }

        var counted = words + (wide / 2f);
        var head = text.AsSpan(0, Math.Min(text.Length, 400));
        var bits = 0;
        var isSearched = counted < 80 && head.ContainsAny(AnyPhrase);
        for (var i = 0; i < Phrases.Length && isSearched; i++)
        {
            bits |= head.ContainsAny(Phrases[i]) ? 1 << i : 0;
        }

        bits |= counted < 80 && head.Contains('©') ? 1 : 0;
        bits |= counted < 80 && head.ContainsAny('$', '€', '£') ? 1 << 8 : 0;

        var (link, strong, code, links) = (0, 0, 0, 0);
        foreach (var mark in paragraph.Block.Marks)
        {
            link += mark.Kind == MarkKind.Link ? mark.Length : 0;
            strong += mark.Kind is MarkKind.Strong or MarkKind.Emphasis ? mark.Length : 0;
            code += mark.Kind == MarkKind.Code ? mark.Length : 0;
            links += mark.Kind == MarkKind.Link ? 1 : 0;
        }

        var length = (float)text.Length;
        var perLetter = 1f / Math.Max(1, letters);
        return new TextFacts
        {
            Words = counted,
            Length = text.Length,
            LinkShare = link / length,
            StrongShare = Math.Min(1, strong / length),
            CodeShare = code / length,
            Links = links,
            Commas = commas,
            Sentences = sentences,
            DigitShare = digits * perLetter,
            UpperShare = uppers * perLetter,
            CapitalShare = capitals / (float)Math.Max(1, words),
            StopShare = stops / (float)Math.Max(1, plain),
            Separators = separators,
            First = text[0],
            Last = text[^1],
            PhraseBits = bits,
            HasMonth = counted < 30 && head.ContainsAny(Months)
                && digits > 0,
            Hash = hash,
        };
    }

    /// <summary>Whether it is of a script that puts no spaces between words.</summary>
    private static bool IsWide(char character) =>
        character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\u0E00' and <= '\u0E7F');

    private static SearchValues<string> Of(params string[] phrases) =>
        SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
}
