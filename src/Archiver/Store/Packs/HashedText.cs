using Archiver.Texts;

namespace Archiver.Store.Packs;

/// <summary>A text and the hash that finds it.</summary>
internal readonly record struct HashedText(ReadOnlyMemory<byte> Text, ulong Hash)
{
    public HashedText(ReadOnlyMemory<byte> text)
        : this(text, Checksum.Of(text.Span))
    {
    }
}
