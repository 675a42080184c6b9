using System.Buffers;

namespace Archiver.Store.Documents.Pages;

/// <summary>Finds the BSON of a document by its number.</summary>
/// <param name="number">The number.</param>
/// <param name="bytes">Gets the BSON, instead of what it had.</param>
/// <returns>Whether there is such a document.</returns>
internal delegate bool DocumentFinder(int number, ArrayBufferWriter<byte> bytes);
