using System.Buffers;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Documents;

/// <content>Reading and writing documents.</content>
internal sealed partial class Database
{
    public Document? Find(string collection, int number)
    {
        var bytes = new ArrayBufferWriter<byte>();
        return Find(collection, number, bytes) ? new Document(bytes.WrittenMemory) : null;
    }

    /// <inheritdoc cref="IDocumentReader.Find"/>
    public bool Find(string collection, int number, ArrayBufferWriter<byte> bytes) =>
        Guard(() => _documents.Find(collection, number, bytes));

    /// <summary>Finds the documents of a collection.</summary>
    public DocumentFinder Finder(string collection) => (number, bytes) => Find(collection, number, bytes);

    /// <inheritdoc cref="IDocumentReader.FindAll"/>
    public IEnumerable<Document> FindAll(string collection, IEnumerable<int> numbers) =>
        Guarded(_documents.FindAll(collection, numbers));

    /// <inheritdoc cref="IDocumentReader.Range"/>
    public IEnumerable<Document> Range(string collection, int first, int last) =>
        Guarded(_documents.Range(collection, first, last));

    private IEnumerable<Document> Guarded(IEnumerable<Document> documents)
    {
        using var document = documents.GetEnumerator();
        while (Guard(document.MoveNext))
        {
            yield return document.Current;
        }
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

    public void Begin() => Guard(Engine.Begin);

    public void Insert(string collection, IEnumerable<DocumentBuilder> documents) =>
        Guard(() => Engine.Insert(collection, documents));

    public void Update(string collection, IEnumerable<DocumentBuilder> documents) =>
        Guard(() => Engine.Update(collection, documents));

    public void Delete(string collection, IEnumerable<int> ids) => Guard(() => Engine.Delete(collection, ids));
}
