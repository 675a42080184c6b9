using Archiver.Articles;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Querying;

public sealed class FindTests : IDisposable
{
    private static readonly InventedDump[] Dumps =
    [
        InventedDump.Number(1) with { Id = new Guid("abcd1234-5678-4abc-8def-000000000001") },
        InventedDump.Number(2) with { Id = new Guid("abcd1234-5678-4abc-8def-000000000002") },
        InventedDump.Number(3) with { Id = new Guid("abcd9234-5678-4abc-8def-000000000003") },
        InventedDump.Number(4) with { Id = new Guid("ffffffff-ffff-4fff-bfff-ffffffffffff") },
        InventedDump.Number(5) with { Id = new Guid("00000000-0000-4000-8000-000000000000"), Url = "https://news.example/3/" },
    ];

    private readonly TestArchive _archive = new();
    private readonly Archive _opened;

    public FindTests()
    {
        _archive.Import(Dumps);
        _opened = _archive.OpenToRead();
    }

    public void Dispose()
    {
        _opened.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("abcd9", 2)]
    [InlineData("ABCD9", 2)]
    [InlineData("abcd9234-5", 2)]
    [InlineData("abcd92345", 2)]
    [InlineData("abcd9234-5678-4abc-8def-000000000003", 2)]
    [InlineData("ABCD123456784ABC8DEF000000000002", 1)]
    [InlineData("abcd1234-5678-4abc-8def-000000000001", 0)]
    [InlineData("ffff", 3)]
    [InlineData("0000", 4)]
    [InlineData("https://news.example/1/", 0)]
    public void By_an_ID_its_beginning_or_a_URL(string name, int index) => Assert.Equal(Dumps[index].Id, _opened.Find(name).Id);

    [Theory]
    [InlineData("abcd")]
    [InlineData("abcd1234")]
    [InlineData("abcd1234-5678-4abc-8def-00000000000")]
    [InlineData("https://news.example/3/")]
    public void An_ambiguous_name_is_refused_with_all_that_it_may_mean(string name)
    {
        var refusal = Assert.Throws<AmbiguousNameException>(() => _opened.Find(name));
        Assert.InRange(refusal.Articles.Count, 2, 3);
        Assert.All(refusal.Articles, article => Assert.True(
            article.Id.ToString().StartsWith(name, StringComparison.Ordinal) || article.Details.Url!.StartsWith(name[..^1], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("----")]
    [InlineData("abcd9235")]
    [InlineData("xyzw")]
    [InlineData("abcd9234-5678-4abc-8def-0000000000031")]
    [InlineData("https://news.example/1")]
    [InlineData("https://news.example/")]
    public void What_is_too_short_or_unknown_is_not_found(string name) =>
        Assert.Equal(Failure.NotFound, Assert.Throws<ArchiverException>(() => _opened.Find(name)).Failure);
}
