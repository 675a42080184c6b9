using Archiver.Formats.Markdown;

namespace Archiver.Tests.Formats.Markdown;

/// <summary>Facts are read as they are meant, in YAML, TOML and JSON that is valid and that is not.</summary>
public sealed class FrontMatterTests
{
    [Theory]
    [InlineData("title: Tides: a guide", "Tides: a guide")]
    [InlineData("title: \"Tides: \\\"high\\\" \\u0026 low\"", "Tides: \"high\" & low")]
    [InlineData("title: 'It''s late'", "It's late")]
    [InlineData("title: \"She said \"no\" twice\"", "She said \"no\" twice")]
    [InlineData("title: @handle said [so]", "@handle said [so]")]
    [InlineData("title: Part #1 of it", "Part #1 of it")]
    [InlineData("title: Tides # of the sea", "Tides")]
    [InlineData("Title : Tides", "Tides")]
    [InlineData("\"title\": Tides", "Tides")]
    [InlineData("title: >-\n  Tides of\n  the sea", "Tides of the sea")]
    [InlineData("title: |\n  Tides", "Tides")]
    [InlineData("title: Tides of\n  the sea", "Tides of the sea")]
    [InlineData("title:\n  Tides of the sea", "Tides of the sea")]
    [InlineData("title: \"Tides of\n  the sea\"", "Tides of the sea")]
    [InlineData("title: !!str Tides", "Tides")]
    [InlineData("other: [a\ntitle: Tides", "Tides")]
    [InlineData("other: \"a\ntitle: Tides", "Tides")]
    public void A_title_in_yaml_is_read_as_it_is_meant(string yaml, string title) =>
        Assert.Equal(title, FrontMatter.Of($"---\n{yaml}\n---\ntext")?.First("title"));

    [Theory]
    [InlineData("tags: [a, \"b, c\", 'd']", "a|b, c|d")]
    [InlineData("tags: [a, [b]", "a|b")]
    [InlineData("tags: [a,\n  b]", "a|b")]
    [InlineData("tags: [\n  a,\n  b\n]", "a|b")]
    [InlineData("tags:\n- a\n- b: c", "a|b: c")]
    [InlineData("tags:\n  - a\n\n  # no tag\n  - \"b\"", "a|b")]
    [InlineData("tags:\n  - name: a\n    url: x\n  - name: b", "a|b")]
    [InlineData("tags:\n  - {name: a, id: 1}", "a")]
    [InlineData("tags: []", "")]
    [InlineData("tags:\ntitle: x", "")]
    public void A_list_in_yaml_is_read_as_it_is_meant(string yaml, string tags) =>
        Assert.Equal(tags, string.Join('|', FrontMatter.Of($"---\n{yaml}\n---\n")?.All("tags") ?? []));

    [Theory]
    [InlineData("title = \"a = b # c\" # comment", "title", "a = b # c")]
    [InlineData("title = 'C:\\dir'", "title", "C:\\dir")]
    [InlineData("title = \"\"\"\nTwo\nlines\"\"\"", "title", "Two\nlines")]
    [InlineData("date = 2024-05-06 # a day", "date", "2024-05-06")]
    [InlineData("tags = [\n  \"a\", # first\n  \"b\",\n]", "tags", "a, b")]
    [InlineData("[params]\nauthor = \"x\"", "params.author", "x")]
    [InlineData("[[params.people]]\nname = \"x\"", "params.people.name", "x")]
    public void Toml_is_read(string toml, string key, string value) =>
        Assert.Equal(value, FrontMatter.Of($"+++\n{toml}\n+++\n")?.First(key));

    [Fact]
    public void Keys_within_keys_have_both_names() =>
        Assert.Equal("x", FrontMatter.Of("---\nauthor:\n  name: x\n  url: y\ntitle: z\n---\n")?.First("author.name"));

    [Theory]
    [InlineData("---\r\ntitle: a\r\n---\r\nbody")]
    [InlineData("\n---  \ntitle: a\n...\nbody")]
    [InlineData("+++\ntitle = \"a\"\n+++\nbody")]
    public void The_text_begins_behind_the_facts(string text) =>
        Assert.Equal("body", text[FrontMatter.Of(text)!.BodyStart..]);

    [Fact]
    public void Facts_may_be_json()
    {
        var facts = JsonFacts.Of("{\n \"title\": \"a\", \"tags\": [\"b\", \"c\"]\n}\n\nbody")!;
        Assert.Equal("a", facts.First("TITLE"));
        Assert.Equal(["b", "c"], facts.All("tags"));
    }

    [Theory]
    [InlineData("{\n \"title\": \"One\",\n \"date\": \"2024-05-06\"\n}\n\nSea.", "markdown | One | date 2024-05-06 | text Sea.")]
    [InlineData("title:: One\nurl:: https://a.example/1\nauthor:: [[Ann]]\ntags:: [[sea]], salt\n\n- Sea.", "markdown | One | https://a.example/1 | by Ann | tags sea, salt | text Sea.")]
    [InlineData("# One\n\nCreated: May 6, 2024 10:00 AM\nTags: sea, salt\nURL: https://a.example/1\n\nSea.", "markdown | One | https://a.example/1 | tags sea, salt | created 2024-05-06T00:00 | text Sea.")]
    [InlineData("---\ntitle: One\nauthor: { name: Ann, url: x }\nurl_original: https://a.example/1\n---\nSea.", "markdown | One | https://a.example/1 | by Ann | text Sea.")]
    public void Facts_stand_before_a_text_in_many_ways(string text, string record) => Assert.Equal([record], Records.Of(text));

    [Theory]
    [InlineData("# One\n\nNote: this is a text.\nSaid: so.\n\nSea.")]
    [InlineData("{\"title\":\"One\",\"date\":\"2024-05-06\"}\n{\"title\":\"Two\"}\n")]
    public void A_text_with_colons_and_a_list_of_objects_have_no_facts_of_a_note(string text) =>
        Assert.All(Records.Of(text), record => Assert.StartsWith("rejected: ", record, StringComparison.Ordinal));

    [Theory]
    [InlineData("---\nno facts\n---\n")]
    [InlineData("---\ntitle: a\n")]
    [InlineData("text\n---\ntitle: a\n---\n")]
    [InlineData("----\ntitle: a\n----\n")]
    public void What_has_no_facts_has_none(string text) => Assert.Null(FrontMatter.Of(text));
}
