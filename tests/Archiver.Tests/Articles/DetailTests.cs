using System.Reflection;
using Archiver.Articles;
using Archiver.Formats.Reading;
using Archiver.Importing.Incoming;
using Archiver.Store;
using Archiver.Tests.Exporting;

namespace Archiver.Tests.Articles;

/// <summary>What every detail of an article owes to the rest of the program, a new one too.</summary>
public sealed class DetailTests
{
    /// <summary>All but the ID, which says which article it is and is no content of it.</summary>
    public static TheoryData<string> Contents =>
        [.. typeof(Details).GetProperties().Where(property => property.CanWrite && property.Name != nameof(Details.Id)).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Contents))]
    public void A_detail_is_stored(string name)
    {
        var details = With(Details.None, name);
        var article = InventedArticle.Bare with { Title = details.Title, Details = details };
        var stored = ArticleDocument.Read(ArticleDocument.From(article).ToDocument()).Stated;
        Assert.Equivalent(Property(name).GetValue(details), Property(name).GetValue(stored), strict: true);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void An_input_that_states_another_detail_states_another_content(string name) =>
        Assert.NotEqual(DigestOf(Details.None), DigestOf(With(Details.None, name)));

    private static Digest DigestOf(Details details) => ContentDigest.Of(new PreparedArticle(new StatedArticle
    {
        Original = "A text."u8.ToArray(),
        Text = "A text."u8.ToArray(),
        Paragraphs = [],
        Similar = [],
        Summary = [],
        Details = details,
        CountedWords = 2,
        Warnings = [],
        Format = "test",
    }));

    private static PropertyInfo Property(string name) => typeof(Details).GetProperty(name)!;

    private static Details With(Details details, string name)
    {
        var changed = details with { };
        Property(name).SetValue(changed, Sample(Property(name).PropertyType));
        return changed;
    }

    private static object Sample(Type type) =>
        type == typeof(string) ? "fennick"
        : type == typeof(bool) ? true
        : type == typeof(int?) ? 7
        : type == typeof(DateOnly?) ? new DateOnly(2024, 3, 9)
        : type == typeof(WallTime?) ? new WallTime(new DateTime(2024, 3, 10, 7, 5, 0))
        : type == typeof(IReadOnlyList<string>) ? (string[])["fennick", "harbour"]
        : type == typeof(IReadOnlyList<KeyValuePair<string, string>>) ? (KeyValuePair<string, string>[])[new("Mood", "calm")]
        : throw new NotSupportedException($"Say what a detail of type {type} may be.");
}
