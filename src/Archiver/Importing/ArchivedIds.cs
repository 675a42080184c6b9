using Archiver.Articles;
using Archiver.Store;
using Archiver.Store.Documents;
using Archiver.Store.Runs;

namespace Archiver.Importing;

/// <summary>Finds the articles of an archive by their whole ID.</summary>
internal sealed class ArchivedIds(Database database, Catalog catalog)
{
    private readonly RunSet _runs = new(catalog.Runs, RunKind.Id, database.Finder(RunBlock.Collection));

    public Article? Find(Guid id)
    {
        foreach (var number in _runs.Find(RunKey.OfId(id)))
        {
            if (database.Find(ArticleDocument.Collection, (int)number) is { } document && document["id"].AsGuid == id)
            {
                return ArticleDocument.Read(document);
            }
        }

        return null;
    }
}
