using Archiver.Store.Runs;
using Archiver.Texts;

namespace Archiver.Store;

/// <summary>The articles of the bin by their names, for any number of names.</summary>
/// <param name="bin">All of them.</param>
internal sealed class BinNames(IEnumerable<RemovedArticle> bin)
{
    private readonly (ulong Key, RemovedArticle Removed)[] _byId =
        [.. bin.Select(each => (Key: RunKey.OfId(each.Article.Id), each)).OrderBy(each => each.Key)];

    private ILookup<string, RemovedArticle>? _byUrl;

    /// <summary>Those that have this name: an ID, the beginning of one, or a URL.</summary>
    public IEnumerable<RemovedArticle> Named(string name)
    {
        if (!ArticlePrefix.TryParse(name, out var prefix))
        {
            _byUrl ??= _byId.Where(each => each.Removed.Article.Details.Url is not null)
                .ToLookup(each => CanonicalUrl.Of(each.Removed.Article.Details.Url!), each => each.Removed);
            return _byUrl[CanonicalUrl.Of(name)];
        }

        var (first, last) = (0, _byId.Length);
        while (first < last)
        {
            var middle = (first + last) / 2;
            (first, last) = _byId[middle].Key < prefix.First ? (middle + 1, last) : (first, middle);
        }

        return _byId.Skip(first).TakeWhile(each => each.Key <= prefix.Last)
            .Select(each => each.Removed).Where(each => prefix.Matches(each.Article.Id));
    }
}
