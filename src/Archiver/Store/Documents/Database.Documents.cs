using System.Buffers;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using LiteDB;

namespace Archiver.Store.Documents;

/// <summary>Reading and writing documents: what is open to be written, one thread at a time.</summary>
internal sealed partial class Database
{
    /// <summary>How many documents a thread reads before it is another's turn.</summary>
    private const int DocumentsInTurn = 32;

    private readonly Lock _turn = new();

    /// <summary>What was thrown last by who makes documents, and not by LiteDB.</summary>
    private Exception? _ofItems;

    public BsonDocument? Find(string collection, int number) => _reader is null
        ? InTurn(() =>
        {
            using var found = Query(collection, "_id = @0", number);
            return found.Read() ? found.Current.AsDocument : null;
        })
        : FindAll(collection, [number]).FirstOrDefault();

    /// <summary>Reads the BSON of a document.</summary>
    /// <param name="collection">Where it is.</param>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">Gets it, instead of what it had.</param>
    /// <returns>Whether there is such a document.</returns>
    public bool Find(string collection, int number, ArrayBufferWriter<byte> bytes)
    {
        if (_reader is { } reader)
        {
            return Guard(() => reader.Find(collection, number, bytes));
        }

        bytes.ResetWrittenCount();
        if (Find(collection, number) is not { } document)
        {
            return false;
        }

        bytes.Write(BsonSerializer.Serialize(document));
        return true;
    }

    /// <summary>Finds the documents of a collection.</summary>
    public DocumentFinder Finder(string collection) => (number, bytes) => Find(collection, number, bytes);

    /// <summary>The documents of these numbers, in the order of their numbers; those that do not exist are left out.</summary>
    public IEnumerable<BsonDocument> FindAll(string collection, IEnumerable<int> numbers) => _reader is { } reader
        ? Guarded(reader.FindAll(collection, numbers)).Select(Deserialize)
        : Read(collection, "_id IN @0", new BsonArray(numbers.Select(number => new BsonValue(number))));

    /// <summary>The documents from one number to another, in their order.</summary>
    public IEnumerable<BsonDocument> Range(string collection, int first, int last) => _reader is { } reader
        ? Guarded(reader.Range(collection, first, last)).Select(Deserialize)
        : Read(collection, "_id BETWEEN @0 AND @1", first, last);

    /// <summary>As <see cref="FindAll"/>, as BSON, each until the next is asked for or the last was.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> FindAllBytes(string collection, IEnumerable<int> numbers) => _reader is { } reader
        ? Guarded(reader.FindAll(collection, numbers))
        : FindAll(collection, numbers).Select(Serialize);

    /// <summary>As <see cref="Range"/>, as BSON, each until the next is asked for or the last was.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> RangeBytes(string collection, int first, int last) => _reader is { } reader
        ? Guarded(reader.Range(collection, first, last))
        : Range(collection, first, last).Select(Serialize);

    private static BsonDocument Deserialize(ReadOnlyMemory<byte> document) => StoredBson.Deserialize(document.Span);

    private static ReadOnlyMemory<byte> Serialize(BsonDocument document) => BsonSerializer.Serialize(document);

    private IEnumerable<ReadOnlyMemory<byte>> Guarded(IEnumerable<ReadOnlyMemory<byte>> documents)
    {
        using var document = documents.GetEnumerator();
        while (Guard(document.MoveNext))
        {
            yield return document.Current;
        }
    }

    private IEnumerable<BsonDocument> Read(string collection, string where, params BsonValue[] values)
    {
        var reader = InTurn(() => Query(collection, where, values));
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

    private IBsonDataReader Query(string collection, string where, params BsonValue[] values)
    {
        var query = new Query { Select = BsonExpression.Create("$") };
        query.Where.Add(BsonExpression.Create(where, values));
        return Engine.Query(collection, query);
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

    /// <summary>
    /// Runs a transaction to its end. One that fails has changed nothing, and the archive is not written to again: what
    /// it left open must not be confirmed by whatever comes next.
    /// </summary>
    /// <returns>The transaction's number; the disk has it when <see cref="WaitFor"/> returns.</returns>
    public long InTransaction(Action write)
    {
        if (_failed)
        {
            throw new ArchiverException(Failure.General, $"A change of {_path} failed before. Open it again.");
        }

        Begin();
        try
        {
            write();
            return Commit();
        }
        catch
        {
            _failed = true;
            throw;
        }
    }

    public void Begin() => InTurn(() => Engine.BeginTrans());

    public void Insert(string collection, IEnumerable<BsonDocument> documents) =>
        InTurn(() => Engine.Insert(collection, LettingOthers(documents), BsonAutoId.Int32));

    public void Update(string collection, IEnumerable<BsonDocument> documents) =>
        InTurn(() => Engine.Update(collection, LettingOthers(documents)));

    public void Delete(string collection, IEnumerable<int> ids) =>
        InTurn(() => Engine.Delete(collection, LettingOthers(ids).Select(id => new BsonValue(id))));

    /// <summary>
    /// One thread at a time: LiteDB means to serve several at once, but where one reads a page just when another is
    /// out of free ones, its cache may hand out the memory of that page again before it is marked as in use. The reader
    /// then sees, and a writer would store, what belongs elsewhere. Waiting for the disk and checkpoints stay outside,
    /// and LiteDB lets nobody else in during those.
    /// </summary>
    /// <remarks>
    /// What LiteDB throws of its own where a page leads nowhere may be anything. It gets pages of ours only, so that
    /// they are what is wrong.
    /// </remarks>
    private T InTurn<T>(Func<T> action) => Guard(() =>
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
                throw new InvalidDataException($"its documents cannot be read: {exception.Message} See `archiver verify`.", exception);
            }
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
