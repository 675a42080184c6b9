using Archiver.Storage;

namespace Archiver.Importing;

/// <summary>A text and the hash that finds it.</summary>
internal readonly record struct HashedText(ReadOnlyMemory<byte> Text, ulong Hash)
{
    public HashedText(ReadOnlyMemory<byte> text)
        : this(text, Checksum.Of(text.Span))
    {
    }
}
