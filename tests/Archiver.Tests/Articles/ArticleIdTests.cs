using Archiver.Articles;

namespace Archiver.Tests.Articles;

public sealed class ArticleIdTests
{
    [Fact]
    public void An_ID_from_a_URL_is_the_UUID_of_version_5_that_every_other_tool_computes() =>
        // Python: uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/a")
        Assert.Equal(new Guid("77980eae-c343-5b01-9823-eb6ac1da021f"), ArticleId.FromUrl("https://example.org/a"));

    [Fact]
    public void The_same_body_has_the_same_ID_and_another_body_another()
    {
        Assert.Equal(FromBody("a", "b"), FromBody("a", "b"));
        Assert.NotEqual(FromBody("a", "b"), FromBody("a", "c"));
        Assert.NotEqual(FromBody("a", "b"), FromBody("ab"));
    }

    private static Guid FromBody(params string[] paragraphs) =>
        ArticleId.FromBody(paragraphs.Select(text => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(text)));
}
