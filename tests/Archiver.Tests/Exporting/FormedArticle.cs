using System.Text;
using Archiver.Articles;

namespace Archiver.Tests.Exporting;

/// <summary>Articles for tests of export formats: one with every kind of block and mark, and hostile ones.</summary>
internal static class FormedArticle
{
    private static readonly string[] Paragraphs =
    [
        "Tides & <towns>", "Read the harbour log, please.", "first", "second", "inner", "deeper", "third",
        "bullet", "bullet too", "A quote.", "A quote in it.", "let a = b < c;", "  return `a`;",
        "Heights, in metres", "Place", "Height", "Fennick | Lower", "1.5", "Over all", "After the table.", "# no heading",
    ];

    public static Article Article { get; } = InventedArticle.Full with
    {
        Title = "Tides & <towns>: \"a\" guide",
        Details = InventedArticle.Full.Details with
        {
            Title = "Tides & <towns>: \"a\" guide",
            Authors = ["Oona Tressel", "Le Quai avec AFP"],
            Site = "The Quay & Co",
            Language = "en-GB",
            Tags = ["sea level", "2024", "harbour"],
            IsStarred = true,
        },
    };

    public static ArticleText Text { get; } = InventedArticle.Text(Paragraphs, [], ["About tides,", "and towns."]) with
    {
        Source = new Source("tides.html", new byte[32], 9, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)),
        Blocks =
        [
            new Block(BlockKind.Heading) { Level = 2 },
            new Block(BlockKind.Paragraph)
            {
                Marks =
                [
                    new Mark(0, 8, MarkKind.Strong), new Mark(5, 11, MarkKind.Emphasis),
                    new Mark(9, 11, MarkKind.Link, "https://example.org/log?a=1&b=(2)"), new Mark(17, 3, MarkKind.Code),
                ],
            },
            Item(1, 1), Item(1, 2), Item(2, null), Item(3, null), Item(1, 3), Item(1, null), Item(1, null),
            new Block(BlockKind.Quote) { Level = 1 }, new Block(BlockKind.Quote) { Level = 2 },
            new Block(BlockKind.Code), new Block(BlockKind.Code),
            new Block(BlockKind.Caption), Cell(1, 1, true), Cell(1, 2, true), Cell(2, 1), Cell(2, 2), Cell(3, 1),
            Block.Plain, Block.Plain,
        ],
        Highlights = [new Highlight("After the"), new Highlight("not in it", "a <comment>")],
    };

    /// <summary>An article all of whose texts are this one.</summary>
    public static (Article Article, ArticleText Text) Of(string text, int number = 1, MarkKind kind = MarkKind.Strong)
    {
        var id = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        var article = new Article
        {
            Number = number,
            Id = id,
            Title = text,
            CountedWords = 1,
            Details = new Details
            {
                Id = id,
                Title = text,
                Category = text,
                Url = text,
                Authors = [text],
                Site = text,
                Language = text,
                Tags = [text],
                Date = new DateOnly(2024, 5, 6),
            },
        };
        Block[] blocks =
        [
            new Block(BlockKind.Heading) { Level = 1 },
            new Block(BlockKind.Paragraph) { Marks = [new Mark(0, text.Length / 2, MarkKind.Link, text), new Mark(text.Length / 3, text.Length, kind)] },
            Item(1, null), Item(2, 5), new Block(BlockKind.Quote) { Level = 1 }, new Block(BlockKind.Code), Cell(1, 1), Cell(2, 3), Block.Plain,
        ];
        return (article, InventedArticle.Text([.. blocks.Select(_ => text)], [text], [text]) with
        {
            Blocks = blocks,
            Highlights = [new Highlight(text, text)],
        });
    }

    private static Block Item(int level, int? number) =>
        new(BlockKind.Item) { Level = level, Number = number, Ordered = number is not null };

    private static Block Cell(int row, int column, bool isHead = false) =>
        new(BlockKind.Row) { Number = row, Level = column, Ordered = isHead };

    /// <summary>Texts that break what does not escape them.</summary>
    public static IEnumerable<string> Hostile()
    {
        yield return "&<>\"' ]]> <!-- --> <script>alert(1)</script> &amp; &nbsp;";
        yield return string.Concat(Enumerable.Range(0, 0xA0).Where(code => code is not ('\n' or '\r')).Select(code => (char)code));
        yield return "\u202Eevil\u202C \u2066\u2067\u2028\u2029\u200F\uFEFFx";
        yield return "\uD800 \uDC00 \uFFFE\uFFFF \uFDD0 \U0001FFFE \U0001F389";
        yield return "=1+1;\"x\",'y'\ttab";
        yield return "# - + * _ [a](b) `c` ~~d~~ ==e== $f$ %%g%% {{< h >}} | ^i #tag !";
        yield return "http://a b/%zz?q=\"<>\\^`{|}#x#y";
        yield return "javascript:alert(1)";
        yield return "../../etc/passwd";
        yield return "CON";
        yield return "---";
        yield return "مرحبا بالعالم";
        yield return "{ } \\ % # unbalanced } {{";
        yield return new string('x', 2000) + "…";
    }

    public static string Utf8(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
