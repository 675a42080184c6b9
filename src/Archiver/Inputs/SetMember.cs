using System.Buffers;

namespace Archiver.Inputs;

/// <summary>One of several files that may belong together. All of them can be opened, in any order, while the set is read.</summary>
/// <param name="name">Its name in the set, made fit for a line; others may have the same.</param>
/// <param name="length">Its length in bytes, as the set states it.</param>
/// <param name="checksum">What tells its content from others of the same length.</param>
/// <param name="obstacle">Why it cannot be read at all; null where it can.</param>
/// <param name="open">Opens its content.</param>
internal sealed class SetMember(string name, long length, uint checksum, string? obstacle, Func<Stream> open)
{
    public string Name => name;

    public long Length => length;

    public uint Checksum => checksum;

    public string? Obstacle => obstacle;

    /// <summary>Its content, from the beginning.</summary>
    /// <exception cref="UnreadableException">There is no content, or it is damaged; that may also show when it is read.</exception>
    public Stream Open() => obstacle is null ? open() : throw new UnreadableException(obstacle);

    /// <summary>All of its content, or as much as can be read.</summary>
    /// <param name="maxLength">What is longer is not kept in memory.</param>
    /// <param name="trouble">Why it is not all; null where it is.</param>
    public ReadOnlyMemory<byte> ReadAll(long maxLength, out string? trouble)
    {
        var bytes = new ArrayBufferWriter<byte>();
        trouble = null;
        try
        {
            using var content = Open();
            var next = (int)Math.Clamp(length, 1 << 12, 1 << 20);
            for (int read; (read = content.Read(bytes.GetSpan(next))) > 0;)
            {
                bytes.Advance(read);
                if (bytes.WrittenCount > maxLength)
                {
                    trouble = $"too long: more than {maxLength >> 20} MiB";
                    return default;
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            trouble = ByteSource.ReasonOf(exception);
        }

        return bytes.WrittenMemory;
    }
}
