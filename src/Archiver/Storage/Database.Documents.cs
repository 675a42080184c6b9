using LiteDB;

namespace Archiver.Storage;

/// <summary>Reading and writing documents, one thread at a time.</summary>
internal sealed partial class Database
{
    /// <summary>How many documents a thread reads before it is another's turn.</summary>
    private const int DocumentsInTurn = 32;

    private static readonly BsonExpression Everything = BsonExpression.Create("$");

    private readonly Lock _turn = new();

    public BsonDocument? Find(string collection, BsonValue id) => InTurn(() =>
    {
        using var reader = Query(collection, fields: null, "_id = @0", id);
        return reader.Read() ? reader.Current.AsDocument : null;
    });

    /// <summary>The documents of these numbers, in the order of their numbers; those that do not exist are left out.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="ids">The numbers.</param>
    /// <param name="fields">What to read of each document, which is then no whole one; null for all of it.</param>
    public IEnumerable<BsonDocument> FindAll(string collection, IEnumerable<int> ids, BsonExpression? fields = null) =>
        Read(collection, fields, "_id IN @0", new BsonArray(ids.Select(id => new BsonValue(id))));

    /// <summary>The documents from one number to another, in their order.</summary>
    public IEnumerable<BsonDocument> Range(string collection, int first, int last, BsonExpression? fields = null) =>
        Read(collection, fields, "_id BETWEEN @0 AND @1", first, last);

    private IEnumerable<BsonDocument> Read(string collection, BsonExpression? fields, string where, params BsonValue[] values)
    {
        var reader = InTurn(() => Query(collection, fields, where, values));
        try
        {
            List<BsonDocument> documents;
            do
            {
                documents = InTurn(() => Take(reader, DocumentsInTurn));
                foreach (var document in documents)
                {
                    yield return document;
                }
            }
            while (documents.Count == DocumentsInTurn);
        }
        finally
        {
            InTurn(() =>
            {
                reader.Dispose();
                return true;
            });
        }
    }

    private IBsonDataReader Query(string collection, BsonExpression? fields, string where, params BsonValue[] values)
    {
        var query = new Query { Select = fields ?? Everything };
        query.Where.Add(BsonExpression.Create(where, values));
        return _engine.Query(collection, query);
    }

    private static List<BsonDocument> Take(IBsonDataReader reader, int count)
    {
        var documents = new List<BsonDocument>();
        while (documents.Count < count && reader.Read())
        {
            documents.Add(reader.Current.AsDocument);
        }

        return documents;
    }

    public void Begin() => InTurn(() => _engine.BeginTrans());

    public void Insert(string collection, IEnumerable<BsonDocument> documents) =>
        InTurn(() => _engine.Insert(collection, LettingOthers(documents), BsonAutoId.Int32));

    public void Update(string collection, IEnumerable<BsonDocument> documents) =>
        InTurn(() => _engine.Update(collection, LettingOthers(documents)));

    public void Delete(string collection, IEnumerable<int> ids) =>
        InTurn(() => _engine.Delete(collection, LettingOthers(ids).Select(id => new BsonValue(id))));

    /// <summary>
    /// One thread at a time: LiteDB means to serve several at once, but where one reads a page just when another is
    /// out of free ones, its cache may hand out the memory of that page again before it is marked as in use. The reader
    /// then sees, and a writer would store, what belongs elsewhere. Waiting for the disk and checkpoints stay outside,
    /// and LiteDB lets nobody else in during those.
    /// </summary>
    private T InTurn<T>(Func<T> action) => Guard(() =>
    {
        lock (_turn)
        {
            return action();
        }
    });

    /// <summary>Makes each item while others have their turn.</summary>
    private IEnumerable<T> LettingOthers<T>(IEnumerable<T> items)
    {
        using var item = items.GetEnumerator();
        while (Next())
        {
            yield return item.Current;
        }

        bool Next()
        {
            _turn.Exit();
            try
            {
                return item.MoveNext();
            }
            finally
            {
                _turn.Enter();
            }
        }
    }
}
