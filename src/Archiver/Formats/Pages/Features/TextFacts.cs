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
        var counts = Counts.Of(text);
        var words = counts.Words + (counts.Wide / 2f);
        var head = text.AsSpan(0, Math.Min(text.Length, 400));
        var (link, strong, code, links) = (0, 0, 0, 0);
        foreach (var mark in paragraph.Block.Marks)
        {
            link += mark.Kind == MarkKind.Link ? mark.Length : 0;
            strong += mark.Kind is MarkKind.Strong or MarkKind.Emphasis ? mark.Length : 0;
            code += mark.Kind == MarkKind.Code ? mark.Length : 0;
            links += mark.Kind == MarkKind.Link ? 1 : 0;
        }

        var length = (float)text.Length;
        var perLetter = 1f / Math.Max(1, counts.Letters);
        return new TextFacts
        {
            Words = words,
            Length = text.Length,
            LinkShare = link / length,
            StrongShare = Math.Min(1, strong / length),
            CodeShare = code / length,
            Links = links,
            Commas = counts.Commas,
            Sentences = counts.Sentences,
            DigitShare = counts.Digits * perLetter,
            UpperShare = counts.Uppers * perLetter,
            CapitalShare = counts.Capitals / (float)Math.Max(1, counts.Words),
            StopShare = counts.StopWords / (float)Math.Max(1, counts.Words),
            Separators = counts.Separators,
            First = text[0],
            Last = text[^1],
            PhraseBits = words < 80 ? PhrasesIn(head) : 0,
            HasMonth = words < 30 && head.ContainsAny(Months) && counts.Digits > 0,
            Hash = counts.Hash,
        };
    }

    private static int PhrasesIn(ReadOnlySpan<char> head)
    {
        var bits = (head.Contains('©') ? 1 : 0) | (head.ContainsAny('$', '€', '£') ? 1 << 8 : 0);
        var isSearched = head.ContainsAny(AnyPhrase);
        for (var i = 0; i < Phrases.Length && isSearched; i++)
        {
            bits |= head.ContainsAny(Phrases[i]) ? 1 << i : 0;
        }

        return bits;
    }

    /// <summary>What is counted of a text, in one walk over it.</summary>
    private struct Counts
    {
        /// <summary>FNV-1a of 64 bits.</summary>
        private const ulong HashBasis = 14695981039346656037;
        private const ulong HashPrime = 1099511628211;

        public int Words;
        public int StopWords;

        /// <summary>Words that begin with a capital.</summary>
        public int Capitals;

        /// <summary>Letters and digits of words, of them digits, and capital letters.</summary>
        public int Letters;
        public int Digits;
        public int Uppers;

        /// <summary>Characters of scripts that put no spaces between words.</summary>
        public int Wide;

        public int Commas;
        public int Sentences;
        public int Separators;
        public ulong Hash;

        public static Counts Of(string text)
        {
            var counts = new Counts { Hash = HashBasis };
            var wordStart = -1;
            for (var i = 0; i < text.Length; i++)
            {
                var character = text[i];
                if (IsOfWord(character))
                {
                    counts.AddOfWord(character, isFirst: wordStart < 0);
                    wordStart = wordStart < 0 ? i : wordStart;
                    continue;
                }

                counts.AddBetweenWords(text, i);
                if (wordStart >= 0)
                {
                    counts.EndWord(text.AsSpan(wordStart, i - wordStart));
                    wordStart = -1;
                }
                else if (character > 0x2000)
                {
                    counts.Add(character);
                }
            }

            if (wordStart >= 0)
            {
                counts.EndWord(text.AsSpan(wordStart));
            }

            return counts;
        }

        private static bool IsOfWord(char character) =>
            !IsWide(character) && (char.IsLetterOrDigit(character) || character == '_');

        private void AddOfWord(char character, bool isFirst)
        {
            var isUpper = char.IsUpper(character);
            Words += isFirst ? 1 : 0;
            Capitals += isFirst && isUpper ? 1 : 0;
            Digits += char.IsDigit(character) ? 1 : 0;
            Uppers += isUpper ? 1 : 0;
            Letters++;
            Add(char.ToLowerInvariant(character));
        }

        private void AddBetweenWords(string text, int at)
        {
            var character = text[at];
            if (IsWide(character))
            {
                Wide++;
                return;
            }

            Commas += character is ',' or '、' or '，' or '،' ? 1 : 0;
            Sentences += character is '。' or '！' or '？' || (character is '.' or '!' or '?'
                && (at + 1 >= text.Length || text[at + 1] is ' ' or '"' or '”')) ? 1 : 0;
            Separators += character is '|' or '•' or '·' or '»' or '›' or '/' or '→' or '>' ? 1 : 0;
        }

        private void EndWord(ReadOnlySpan<char> word)
        {
            StopWords += word.Length <= LongestStopWord && TextFacts.StopWords.Contains(word) ? 1 : 0;
            Add(' ');
        }

        private void Add(char character) => Hash = (Hash ^ character) * HashPrime;
    }

    /// <summary>Whether it is of a script that puts no spaces between words.</summary>
    private static bool IsWide(char character) =>
        character is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\u0E00' and <= '\u0E7F');

    private static SearchValues<string> Of(params string[] phrases) =>
        SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
}
