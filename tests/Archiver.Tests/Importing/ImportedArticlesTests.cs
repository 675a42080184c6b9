using Archiver.Importing;
using Archiver.Importing.Incoming;

namespace Archiver.Tests.Importing;

public sealed class ImportedArticlesTests
{
    private static readonly Guid First = InventedDump.IdOf(1);
    private static readonly Guid Second = InventedDump.IdOf(2);

    private readonly ImportedArticles _articles = new();

    /// <summary>The tables keep 36 bits of a hash: the upper 32 and the lower 4.</summary>
    [Fact]
    public void Hashes_that_differ_only_in_what_the_tables_do_not_keep_are_kept_apart()
    {
        const ulong hash = 0x0123_4567_89AB_CDEF;
        const ulong alike = hash ^ 0xFFF0;
        _articles.Set(First, State(1), hash, hash);
        Assert.Equal((First, First), (_articles.WithBody(hash), _articles.WithUrl(hash)));
        Assert.Equal((null, null), (_articles.WithBody(alike), _articles.WithUrl(alike)));
        _articles.Set(Second, State(2), alike, alike);
        Assert.Equal((First, First), (_articles.WithBody(hash), _articles.WithUrl(hash)));
        Assert.Equal((Second, Second), (_articles.WithBody(alike), _articles.WithUrl(alike)));
    }

    [Fact]
    public void An_article_is_known_as_it_was_set_last_and_found_by_all_that_it_came_with()
    {
        _articles.Set(First, State(1), 10, 20);
        _articles.Set(Second, State(2), 10, null);
        _articles.Set(First, State(3), 11, 20);
        _articles.Set(First, State(4), null, 21);
        Assert.Equal((State(4), State(2)), (_articles.Find(First), _articles.Find(Second)));
        Assert.Equal([First, First, null], new ulong[] { 10, 11, 12 }.Select(_articles.WithBody));
        Assert.Equal([First, First, null], new ulong[] { 20, 21, 22 }.Select(_articles.WithUrl));
    }

    private static KnownArticle State(int number) => new(number, null, default, 0);
}
