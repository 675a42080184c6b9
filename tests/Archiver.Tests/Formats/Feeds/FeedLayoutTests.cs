namespace Archiver.Tests.Formats.Feeds;

/// <summary>Feeds, and what feed readers export, in layouts that are seldom.</summary>
public sealed class FeedLayoutTests
{
    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><title>F</title><item><dc:title>One</dc:title><link>https://a.example/1</link><dc:description>Sea.</dc:description></item></channel></rss>", "feed | One | https://a.example/1 | in F | of F | text Sea.")]
    [InlineData("<rss version=\"2.0\"><channel><title>F</title><item><title>One</title><link>https://a.example/1</link><source url=\"https://b.example\">The Paper</source></item></channel></rss>", "feed | One | https://a.example/1 | in F | of The Paper")]
    [InlineData("<rss version=\"2.0\"><channel><title>F</title><item><title>Don&#146;t &#151; he said</title><link>https://a.example/1</link></item></channel></rss>", "feed | Don’t — he said | https://a.example/1 | in F | of F")]
    [InlineData("<feed><title>F</title><entry><title>One</title><link href=\"https://a.example/1\"/><content type=\"html\">&lt;p&gt;Sea.&lt;/p&gt;</content></entry></feed>", "feed | One | https://a.example/1 | in F | of F | text Sea.")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title><entry><title>One</title><link href=\"https://a.example/1\"/><media:group><media:title>One</media:title><media:description>Sea.</media:description></media:group></entry></feed>", "feed | One | https://a.example/1 | in F | of F | text Sea.")]
    [InlineData("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>F</title><entry><title mode=\"base64\">T25l</title><link rel=\"alternate\" href=\"https://a.example/1\"/><content type=\"application/octet-stream\" mode=\"base64\">PHA+U2VhLjwvcD4=</content></entry></feed>", "feed | One | https://a.example/1 | in F | of F | text Sea.")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Planet</title><entry><title>One</title><link href=\"https://a.example/1\"/><source><title>Ann's page</title></source></entry></feed>", "feed | One | https://a.example/1 | in Planet | of Ann's page")]
    public void A_feed_is_read_as_it_is_meant(string feed, string record) => Assert.Equal([record], Records.Of(feed));

    [Theory]
    [InlineData("""{"items":[{"title":"One","alternate":[{"href":"https://a.example/1"}],"content":{"content":"<p>Sea.</p>"},"published":1714993200}]}""", "google-reader | One | https://a.example/1 | date 2024-05-06 | text Sea.")]
    [InlineData("""{"id":"user/1/tag/global.saved","items":[{"originId":"x","title":"One","canonicalUrl":"x","alternate":[{"href":"https://a.example/1"}],"published":1714993200000,"actionTimestamp":1714993200000,"unread":false,"keywords":["sea"],"tags":[{"id":"user/1/tag/global.saved","label":"Saved"},{"id":"user/1/tag/x","label":"salt"}],"origin":{"title":"A &amp; B"}}]}""", "google-reader | One | https://a.example/1 | in A & B | of A & B | tags salt, sea | starred | read | date 2024-05-06 | created 2024-05-06T11:00")]
    public void Items_of_a_reader_are_known_without_Google_s_names(string input, string record) => Assert.Equal([record], Records.Of(input));
}
