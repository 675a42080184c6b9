using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting;
using Archiver.Formats.Apps;
using Archiver.Formats.Dumps;
using Archiver.Importing;
using Archiver.Querying;
using Archiver.Tests.Upkeep;

namespace Archiver.Tests.Importing;

/// <summary>
/// The same articles from two formats, in both orders, against a model of what then is known: the text of who has one,
/// all tags, the star, and what was read stays read.
/// </summary>
public sealed class PairsOfFormatsTests
{
    /// <summary>What a format can say; a name is one of its files.</summary>
    [Flags]
    private enum Says
    {
        Nothing = 0,
        Tags = 1,
        Read = 2,
        Star = 4,
        Text = 8,
        Title = 16,
        Id = 32,
    }

    private static readonly string[] SomeTags = ["sea", "boats", "港", "winter"];

    private sealed record Story(int Number, bool IsRead, bool IsStarred, string[] Tags, string[] Paragraphs)
    {
        public string Url => $"https://pairs.example/{Number}?a=1&b=2";

        public string Title => $"Story {Number}";
    }

    /// <summary>How each format writes a story: what it says of it depends on the format and on the round.</summary>
    private static readonly (string Name, Says Says, Func<Story[], string> Write)[] Formats =
    [
        ("pocket", Says.Tags | Says.Read | Says.Title, stories => "title,url,time_added,tags,status\n" + Lines(stories, story => $"{story.Title},{story.Url},1714993200,{string.Join('|', story.Tags)},{(story.IsRead ? "archive" : "unread")}")),
        ("instapaper", Says.Tags | Says.Read | Says.Title, stories => "URL,Title,Selection,Folder,Timestamp,Tags\n" + Lines(stories, story => $"{story.Url},{story.Title},,{(story.IsRead ? "Archive" : "Unread")},1714993200,{Cell(Json(story.Tags))}")),
        ("raindrop", Says.Tags | Says.Star | Says.Title, stories => "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n" + Lines(stories, story => $"{story.Number},{story.Title},,,{story.Url},Reading,{Cell(string.Join(", ", story.Tags))},2024-05-06T11:00:00.123Z,,,{(story.IsStarred ? "true" : "false")}")),
        ("readwise", Says.Tags | Says.Read | Says.Star | Says.Title, stories => "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n" + Lines(stories, story => $"{story.Title},{story.Url},x{story.Number},{Cell($"[{string.Join(", ", story.Tags.Concat(story.IsStarred ? ["favorite"] : []).Select(tag => $"'{tag}'"))}]")},2024-05-06 11:00:00+00:00,0,{(story.IsRead ? "archive" : "later")},True")),
        ("pinboard", Says.Tags | Says.Read | Says.Title, stories => Json(stories.Select(story => new Dictionary<string, object?> { ["href"] = story.Url, ["description"] = story.Title, ["extended"] = "", ["time"] = "2024-05-06T11:00:00Z", ["shared"] = "no", ["toread"] = story.IsRead ? "no" : "yes", ["tags"] = string.Join(' ', story.Tags) }))),
        ("goodlinks", Says.Tags | Says.Star | Says.Title, stories => Json(stories.Select(story => new Dictionary<string, object?> { ["url"] = story.Url, ["title"] = story.Title, ["addedAt"] = 1714993200, ["tags"] = story.Tags, ["starred"] = story.IsStarred }))),
        ("karakeep", Says.Tags | Says.Read | Says.Title, stories => Json(new Dictionary<string, object?> { ["bookmarks"] = stories.Select(story => new Dictionary<string, object?> { ["createdAt"] = 1714993200, ["title"] = story.Title, ["tags"] = story.Tags, ["lists"] = Array.Empty<string>(), ["content"] = new Dictionary<string, object?> { ["type"] = "link", ["url"] = story.Url }, ["note"] = null, ["archived"] = story.IsRead }) })),
        ("wallabag", Says.Tags | Says.Read | Says.Star | Says.Title | Says.Text, stories => Json(stories.Select(story => new Dictionary<string, object?> { ["id"] = story.Number, ["url"] = story.Url, ["title"] = story.Title, ["is_archived"] = story.IsRead ? 1 : 0, ["is_starred"] = story.IsStarred ? 1 : 0, ["tags"] = story.Tags, ["content"] = Html(story), ["created_at"] = "2024-05-06T11:00:00+0000", ["mimetype"] = "text/html" }))),
        ("google-reader", Says.Tags | Says.Read | Says.Star | Says.Title | Says.Text, stories => Json(new Dictionary<string, object?> { ["items"] = stories.Select(story => new Dictionary<string, object?> { ["id"] = $"tag:google.com,2005:reader/item/{story.Number}", ["crawlTimeMsec"] = "1714993200000", ["categories"] = story.Tags.Select(tag => $"user/-/label/{tag}").Append(story.IsRead ? "user/-/state/com.google/read" : "user/-/state/com.google/kept-unread").Concat(story.IsStarred ? ["user/-/state/com.google/starred"] : []).ToArray(), ["title"] = story.Title, ["alternate"] = new[] { new Dictionary<string, object?> { ["href"] = story.Url, ["type"] = "text/html" } }, ["content"] = new Dictionary<string, object?> { ["content"] = Html(story) }, ["origin"] = new Dictionary<string, object?> { ["title"] = "A feed" } }) })),
        ("enex", Says.Tags | Says.Title | Says.Text, stories => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<en-export>" + string.Concat(stories.Select(story => $"<note><title>{story.Title}</title><created>20240506T110000Z</created>{string.Concat(story.Tags.Select(tag => $"<tag>{tag}</tag>"))}<note-attributes><source>web.clip7</source><source-url>{story.Url.Replace("&", "&amp;", StringComparison.Ordinal)}</source-url></note-attributes><content><![CDATA[<en-note>{Html(story)}</en-note>]]></content></note>")) + "</en-export>"),
        ("feed", Says.Title | Says.Text | Says.Tags, stories => "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>A feed</title>" + string.Concat(stories.Select(story => $"<item><title>{story.Title}</title><link>{story.Url.Replace("&", "&amp;", StringComparison.Ordinal)}</link>{string.Concat(story.Tags.Select(tag => $"<category>{tag}</category>"))}<content:encoded><![CDATA[{Html(story)}]]></content:encoded></item>")) + "</channel></rss>"),
        ("dump", Says.Read | Says.Text | Says.Id, stories => string.Concat(stories.Select(story => new InventedDump(InventedDump.IdOf(story.Number), null, "2024-05-06", story.Paragraphs) { Url = story.Url, Reads = story.IsRead ? 1 : 0 } + "\n"))),
        ("archiver", Says.Tags | Says.Read | Says.Star | Says.Title | Says.Text, Export),
    ];

    public static TheoryData<string, string> Pairs => [.. from first in Formats from second in Formats where first.Name != second.Name select (first.Name, second.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_two_formats_say_of_an_article_is_joined(string first, string second)
    {
        var random = new Random(HashCode.Combine(first.Length, second.Length, first[0], second[0]));
        var (one, other) = (Format(first), Format(second));
        Story[] of = [.. Stories(random, one.Says)];
        Story[] and = [.. of.Select(story => Said(random, story.Number, other.Says, other.Name == "archiver"))];
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(one.Write(of), first));
        archive.Import(TestArchive.Input(other.Write(and), second));
        Compare(archive, (of, one.Says), (and, other.Says));

        // In one import it comes to the same.
        using var together = new TestArchive();
        together.Import(TestArchive.Input(one.Write(of), first), TestArchive.Input(other.Write(and), second));
        Compare(together, (of, one.Says), (and, other.Says));
        Assert.Empty(together.Checked().Findings);
    }

    private static void Compare(TestArchive archive, (Story[] Stories, Says Says) first, (Story[] Stories, Says Says) second)
    {
        using var opened = archive.OpenToRead();
        var articles = opened.SelectWithText(new Selection()).ToDictionary(pair => pair.Article.Details.Url!);
        Assert.Equal(first.Stories.Length, articles.Count);
        foreach (var (one, other) in first.Stories.Zip(second.Stories))
        {
            var (article, text) = articles[one.Url];
            var paragraphs = TestArchive.Texts(text.Paragraphs);
            Assert.Equal(((first.Says | second.Says) & Says.Text) != 0, paragraphs.Length > 0);
            Assert.True(paragraphs.Length == 0 || Has(first, one) || Has(second, other), string.Join('|', paragraphs));
            Assert.Equal(Of(first.Says, one).Union(Of(second.Says, other)).Order(), article.Details.Tags.Order());
            Assert.Equal(first.Says.HasFlag(Says.Read) && one.IsRead || second.Says.HasFlag(Says.Read) && other.IsRead, article.IsRead);
            Assert.True(article.ReadCount is null or 0 or 1);
            Assert.Equal(first.Says.HasFlag(Says.Star) && one.IsStarred || second.Says.HasFlag(Says.Star) && other.IsStarred, article.Details.IsStarred);
            Assert.Equal(((first.Says | second.Says) & Says.Title) != 0 ? one.Title : paragraphs.FirstOrDefault(), article.Title);
            Assert.Equal(((first.Says | second.Says) & Says.Id) != 0 ? InventedDump.IdOf(one.Number) : ArticleId.FromUrl(one.Url), article.Id);

            bool Has((Story[] Stories, Says Says) side, Story story) => side.Says.HasFlag(Says.Text) && paragraphs.SequenceEqual(story.Paragraphs);
        }

        static string[] Of(Says says, Story story) => says.HasFlag(Says.Tags) ? story.Tags : [];
    }

    private static (string Name, Says Says, Func<Story[], string> Write) Format(string name) => Array.Find(Formats, format => format.Name == name);

    private static IEnumerable<Story> Stories(Random random, Says says) => Enumerable.Range(1, 6).Select(number => Said(random, number, says, isExport: false));

    /// <summary>What one of the two says: no two say the same of it.</summary>
    private static Story Said(Random random, int number, Says says, bool isExport) => new(number, random.Next(2) == 0, says.HasFlag(Says.Star) && random.Next(2) == 0,
        [.. SomeTags.Where(_ => random.Next(2) == 0)],
        [$"This is how story {number} begins{(isExport ? ", again" : "")}.", $"It has the number {random.Next(1000)} and ends here."]);

    /// <summary>What <c>export</c> writes of an archive that has the stories of an app with texts.</summary>
    private static string Export(Story[] stories)
    {
        using var archive = new TestArchive();
        archive.Import(TestArchive.Input(Format("wallabag").Write(stories), "w"));
        using var opened = archive.OpenToRead();
        var output = new MemoryStream();
        using (var writer = ExportFormat.JsonLines.To(output))
        {
            writer.Begin();
            foreach (var (article, text) in opened.SelectWithText(new Selection { Order = SortOrder.AsImported }))
            {
                writer.Write(article, text);
            }

            writer.Complete();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Html(Story story) => string.Concat(story.Paragraphs.Select(paragraph => $"<p>{paragraph}</p>"));

    private static string Lines(Story[] stories, Func<Story, string> write) => string.Concat(stories.Select(story => write(story) + "\n"));

    private static string Cell(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
