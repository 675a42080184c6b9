using System.Text;
using Archiver.Formats;
using Archiver.Formats.Reading;

namespace Archiver.Tests.Formats.Xml;

/// <summary>Documents of XML one after another in one input.</summary>
public sealed class GluedDocumentsTests
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private static readonly Dictionary<string, string> Documents = new()
    {
        ["rss"] = Declaration + "<rss version=\"2.0\"><channel><title>Tides</title><item><title>Ebb</title><link>https://tides.example/ebb</link><description>Out.</description></item></channel></rss>\n",
        ["atom"] = Declaration + "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Winds</title><entry><title>Gale</title><link href=\"https://winds.example/gale\"/><content>Ten.</content></entry></feed>\n",
        ["rdf"] = Declaration + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><channel><title>Rocks</title></channel><item><title>Reef</title><link>https://rocks.example/reef</link><description>Sharp.</description></item></rdf:RDF>\n",
        ["enex"] = Declaration + "<!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export4.dtd\">\n<en-export><note><title>Knots</title><content><![CDATA[<?xml version=\"1.0\"?><en-note>Bowline.</en-note>]]></content><resource><data>AAAA</data></resource></note></en-export>\n",
        ["nitf"] = Declaration + "<nitf><head><title>Pier</title></head><body><body.content><p>New planks.</p></body.content></body></nitf>\n",
        ["newsml"] = Declaration + "<newsItem guid=\"urn:one\"><contentMeta><headline>Crane</headline></contentMeta><contentSet><inlineData contenttype=\"text/plain\">It turns.</inlineData></contentSet></newsItem>\n",
        ["wallabag"] = Declaration + "<result><entry><title>Dock</title><url>https://dock.example/</url><content>&lt;p&gt;Dry.&lt;/p&gt;</content></entry></result>\n",
    };

    public static TheoryData<string, string> Pairs =>
    [
        .. Documents.Keys.SelectMany(first => Documents.Keys.Select(second => (first, second))).Where(pair => pair.first != pair.second),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_follows_the_first_is_read_or_named_as_not_read(string first, string second)
    {
        var (alone, other) = (Titles(Read(Documents[first])), Titles(Read(Documents[second])));
        Assert.Single(alone);
        var stretches = Read(Documents[first] + Documents[second]);
        Assert.Equal(Documents[first].Length + Documents[second].Length, stretches.Sum(stretch => stretch.Length));
        if (Titles(stretches) is { Length: 1 } titles)
        {
            Assert.Equal(alone, titles);
            var named = stretches.Where(stretch => stretch.Kind == StretchKind.Rejected).ToArray();
            Assert.InRange(named.Sum(stretch => stretch.Length), Documents[second].Length - 150, Documents[second].Length);
            Assert.All(named, stretch => Assert.Contains("another document begins here", stretch.Reason, StringComparison.Ordinal));
        }
        else
        {
            Assert.Equal([.. alone, .. other], Titles(stretches));
            Assert.DoesNotContain(stretches, stretch => stretch.Kind == StretchKind.Rejected);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Documents_of_one_kind_are_read_one_after_another(string kind)
    {
        var stretches = Read(Documents[kind] + Documents[kind] + Documents[kind]);
        Assert.Equal(3, Titles(stretches).Length);
        Assert.DoesNotContain(stretches, stretch => stretch.Kind == StretchKind.Rejected);
    }

    public static TheoryData<string> Kinds => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Text_behind_the_end_is_named(string kind)
    {
        var stretches = Read(Documents[kind] + "<!-- cached -->\nA word of the cook.\n");
        Assert.Single(Titles(stretches));
        Assert.Contains("behind the end", Assert.Single(stretches, stretch => stretch.Kind == StretchKind.Rejected).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Read(Documents[kind] + "<!-- cached -->\n\n"), stretch => stretch.Kind == StretchKind.Rejected);
    }

    [Fact]
    public void An_article_of_a_second_feed_is_in_the_category_of_its_own()
    {
        var articles = Read(Documents["rss"] + Documents["atom"] + Documents["rss"].Replace("Tides", "Currents", StringComparison.Ordinal))
            .Select(stretch => stretch.Article).OfType<StatedArticle>();
        Assert.Equal(["Tides", "Winds", "Currents"], articles.Select(article => article.Details.Category));
    }

    private static string?[] Titles(IEnumerable<Stretch> stretches) =>
        [.. stretches.Where(stretch => stretch.Article is not null).Select(stretch => stretch.Article!.Details.Title)];

    private static List<Stretch> Read(string input)
    {
        var bytes = Encoding.UTF8.GetBytes(input);
        var reader = ArticleFormats.Of(new InputHead(bytes.AsMemory(0, Math.Min(bytes.Length, InputHead.Length))), []).NewReader(new ReadingOptions());
        reader.Begin(new MemoryStream(bytes));
        var stretches = new List<Stretch>();
        while (reader.Read() is { } stretch)
        {
            stretches.Add(stretch);
        }

        return stretches;
    }
}
