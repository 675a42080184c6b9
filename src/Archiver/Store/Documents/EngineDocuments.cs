using System.Buffers;
using Archiver.Store.Documents.Pages;
using LiteDB;
using LiteDB.Engine;

namespace Archiver.Store.Documents;

/// <summary>
/// The documents of an archive that is written to. They are read through LiteDB and not from the pages, since only
/// LiteDB has all of them: a transaction reads what it has written itself, before any file has it; what is committed is
/// in the log some time later; and between reading one page and the next, the log may get newer ones, or be moved.
/// </summary>
/// <remarks>
/// One thread at a time: LiteDB means to serve several at once, but where one reads a page just when another is out of
/// free ones, its cache may hand out the memory of that page again before it is marked as in use. The reader then sees,
/// and a writer would store, what belongs elsewhere. Waiting for the disk and checkpoints stay outside, and LiteDB lets
/// nobody else in during those.
/// </remarks>
internal sealed class EngineDocuments(DataFile data, LogFile log) : IDocumentReader, IDisposable
{
    /// <summary>How many documents a thread reads before it is another's turn.</summary>
    private const int DocumentsInTurn = 32;

    private readonly LiteEngine _engine =
        new(new EngineSettings { DataStream = data, LogStream = log, TempStream = new MemoryStream() });
    private readonly Lock _turn = new();

    /// <summary>What was thrown last by who makes documents, and not by LiteDB.</summary>
    private Exception? _ofItems;

    public bool Find(string collection, int number, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        foreach (var document in Read(collection, "_id = @0", number))
        {
            bytes.Write(document.Bytes.Span);
        }

        return bytes.WrittenCount > 0;
    }

    public IEnumerable<Document> FindAll(string collection, IEnumerable<int> numbers) =>
        Read(collection, "_id IN @0", new BsonArray(numbers.Select(number => new BsonValue(number))));

    public IEnumerable<Document> Range(string collection, int first, int last) =>
        Read(collection, "_id BETWEEN @0 AND @1", first, last);

    public void Begin() => InTurn(_engine.BeginTrans);

    public void Commit() => InTurn(_engine.Commit);

    public void Insert(string collection, IEnumerable<DocumentBuilder> documents) =>
        InTurn(() => _engine.Insert(collection, LettingOthers(documents).Select(document => document.Fields), BsonAutoId.Int32));

    public void Update(string collection, IEnumerable<DocumentBuilder> documents) =>
        InTurn(() => _engine.Update(collection, LettingOthers(documents).Select(document => document.Fields)));

    public void Delete(string collection, IEnumerable<int> ids) =>
        InTurn(() => _engine.Delete(collection, LettingOthers(ids).Select(id => new BsonValue(id))));

    /// <returns>Whether the archive had another mark; the change is a transaction of its own.</returns>
    public bool SetMark(int mark) => _engine.Pragma(ArchiveFormat.MarkPragma, mark);

    public void Checkpoint() => _engine.Checkpoint();

    public void Dispose() => _engine.Dispose();

    private IEnumerable<Document> Read(string collection, string where, params BsonValue[] values)
    {
        var query = new Query { Select = BsonExpression.Create("$") };
        query.Where.Add(BsonExpression.Create(where, values));
        var reader = InTurn(() => _engine.Query(collection, query));
        try
        {
            List<BsonDocument> documents;
            do
            {
                documents = InTurn(() => Take(reader));
                foreach (var document in documents)
                {
                    yield return Document.Prove(BsonSerializer.Serialize(document), collection);
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

    private static List<BsonDocument> Take(IBsonDataReader reader)
    {
        var documents = new List<BsonDocument>();
        while (documents.Count < DocumentsInTurn && reader.Read())
        {
            documents.Add(reader.Current.AsDocument);
        }

        return documents;
    }

    /// <remarks>
    /// What LiteDB throws of its own where a page leads nowhere may be anything. It gets pages of ours only, so that
    /// they are what is wrong.
    /// </remarks>
    private T InTurn<T>(Func<T> action)
    {
        lock (_turn)
        {
            try
            {
                return action();
            }
            catch (Exception exception) when (exception != _ofItems && exception is (NullReferenceException or ArgumentException
                or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or OverflowException))
            {
                throw new InvalidDataException(
                    $"its documents cannot be read: {exception.Message} See `archiver verify`.", exception);
            }
        }
    }

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
            catch (Exception exception)
            {
                _ofItems = exception;
                throw;
            }
            finally
            {
                _turn.Enter();
            }
        }
    }
}
