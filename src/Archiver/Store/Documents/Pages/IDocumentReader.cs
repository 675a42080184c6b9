using System.Buffers;

namespace Archiver.Store.Documents.Pages;

/// <summary>Reads the documents of an archive; what is not intact, it refuses.</summary>
internal interface IDocumentReader
{
    /// <summary>Reads the BSON of a document.</summary>
    /// <param name="collection">Where it is.</param>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">Gets it, instead of what it had.</param>
    /// <returns>Whether there is such a document.</returns>
    bool Find(string collection, int number, ArrayBufferWriter<byte> bytes);

    /// <summary>
    /// The documents of these numbers, in the order of their numbers, each until the next is asked for or the last was.
    /// Those that do not exist are left out.
    /// </summary>
    IEnumerable<Document> FindAll(string collection, IEnumerable<int> numbers);

    /// <summary>The documents from one number to another, in their order, each until the next is asked for or the last was.</summary>
    IEnumerable<Document> Range(string collection, int first, int last);
}
