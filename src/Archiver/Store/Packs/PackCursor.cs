using Archiver.Articles;
using Archiver.Store.Documents.Pages;

namespace Archiver.Store.Packs;

/// <summary>
/// Reads paragraphs in the order of their packs, holding one pack at a time, in memory that serves them all: who walks
/// through an archive would else leave every pack to the garbage collector.
/// </summary>
/// <param name="find">Finds the document of a pack, or of a part of one, by its number.</param>
internal sealed class PackCursor(DocumentFinder find)
{
    private byte[] _memory = [];
    private (int Number, Pack Pack)? _current;

    /// <summary>A paragraph, until the next is asked for.</summary>
    public ReadOnlySpan<byte> this[TextNumber number]
    {
        get
        {
            if (_current?.Number != number.Pack)
            {
                _current = null;
                _current = (number.Pack, Pack.Read(number.Pack, find, ref _memory));
            }

            return _current.Value.Pack[number.Place].Span;
        }
    }
}
