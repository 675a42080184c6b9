using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Archiver.Store.Packs;

/// <summary>
/// A block of paragraphs, immutable once written. Its content is a count, a 32-bit length a paragraph, and the
/// paragraphs' UTF-8 end to end; stored, the content is cut into parts of at most <see cref="PartSize"/>, each
/// compressed by zstd in a document of its own, because a LiteDB document ends at 16 MB. The parts' numbers follow
/// one another, and the pack has the number of its first.
/// </summary>
internal sealed class Pack
{
    public const string Collection = "packs";

    /// <summary>A pack of bodies this full is closed: large enough to compress well, and read in a millisecond.</summary>
    public const int TargetSize = 512 << 10;

    /// <summary>
    /// A pack of recurring texts this full is closed: smaller than one of bodies, since an article refers to many such
    /// packs and needs a line of each.
    /// </summary>
    public const int RecurringTargetSize = 64 << 10;

    public const int PartSize = 8 << 20;
    private const int CompressionLevel = 4;

    /// <summary>The level of small packs, such as those of recurring texts: there are few, and more is in them to find.</summary>
    private const int SmallCompressionLevel = 6;

    /// <summary>
    /// The size of zstd's blocks, as far as which a text is unpacked: small ones instead of 128 KB cost 0.03 % of an
    /// archive's size.
    /// </summary>
    private const int BlockSize = 32 << 10;

    /// <summary>The size of zstd's blocks in small packs: even smaller blocks do not make these larger.</summary>
    private const int SmallBlockSize = 16 << 10;

    /// <summary>zstd's name for what it may still rename.</summary>
    private const ZSTD_cParameter MaxBlockSize = ZSTD_cParameter.ZSTD_c_experimentalParam18;

    /// <summary>Those that no thread uses: each has tables of some megabytes.</summary>
    private static readonly ConcurrentBag<Compressor> Compressors = [];

    /// <summary>What a thread has just read, packed: too large to leave to the garbage collector each time.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _packed;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly int[] _starts;

    /// <summary>How much of the content was unpacked.</summary>
    private readonly int _unpacked;

    private Pack(ReadOnlyMemory<byte> content, int[] starts, int unpacked) =>
        (_content, _starts, _unpacked) = (content, starts, unpacked);

    public int Size => _content.Length;

    /// <summary>How many texts it has.</summary>
    public int Count => _starts.Length - 1;

    public ReadOnlyMemory<byte> this[int place] =>
        place >= 0 && place < _starts.Length - 1
            ? _content[.._unpacked][_starts[place].._starts[place + 1]]
            : throw new ArchiverException(Failure.Damaged, $"A pack has no paragraph {place}.");

    /// <summary>Whether the text at a place was unpacked, where there is one.</summary>
    public bool Has(int place) =>
        _unpacked == _content.Length || place >= _starts.Length - 1 || _starts[place + 1] <= _unpacked;

    /// <summary>The number of documents that a pack takes whose longest text has this length.</summary>
    public static int PartsOf(int longestText) =>
        1 + ((longestText + TargetSize + (sizeof(int) * TextNumber.PackCapacity)) / PartSize);

    public static DocumentBuilder[] ToDocuments(int number, ReadOnlySpan<byte> content)
    {
        var compressor = Compressors.TryTake(out var idle) ? idle : new Compressor();
        var isSmall = content.Length <= 2 * RecurringTargetSize;
        compressor.Level = isSmall ? SmallCompressionLevel : CompressionLevel;
        compressor.SetParameter(MaxBlockSize, isSmall ? SmallBlockSize : BlockSize);
        var parts = Math.Max(1, (content.Length + PartSize - 1) / PartSize);
        var documents = new DocumentBuilder[parts];
        for (var part = 0; part < parts; part++)
        {
            var piece = content[(part * PartSize)..Math.Min(content.Length, (part + 1) * PartSize)];
            var buffer = PackMemory.Rent(Compressor.GetCompressBound(piece.Length));
            var data = buffer.AsSpan(0, compressor.Wrap(piece, buffer)).ToArray();
            PackMemory.Return(buffer);
            documents[part] = new DocumentBuilder(number + part)
                .With("part", part)
                .With("parts", parts)
                .With("length", piece.Length)
                .With("data", data)
                .With("check", (long)DocumentChecksum.OfPack(number + part, part, parts, piece.Length, data));
        }

        Compressors.Add(compressor);
        return documents;
    }

    /// <summary>Reads the pack of this number.</summary>
    /// <param name="number">The number of its first document.</param>
    /// <param name="find">Finds the document of a number.</param>
    /// <param name="upTo">The place of the last text that is needed: those behind it may be missing.</param>
    /// <exception cref="ArchiverException">The pack is damaged or missing.</exception>
    public static Pack Read(int number, DocumentFinder find, int upTo = int.MaxValue)
    {
        byte[] memory = [];
        return Read(number, find, ref memory, upTo);
    }

    /// <summary>Reads the pack of this number.</summary>
    /// <param name="number">The number of its first document.</param>
    /// <param name="find">Finds the document of a number.</param>
    /// <param name="memory">Where the pack's texts will be; replaced where it is too small.</param>
    /// <param name="upTo">The place of the last text that is needed.</param>
    /// <exception cref="ArchiverException">The pack is damaged or missing.</exception>
    public static Pack Read(int number, DocumentFinder find, ref byte[] memory, int upTo = int.MaxValue)
    {
        _packed ??= new ArrayBufferWriter<byte>();
        var (length, parts, unpacked) = ReadPart(number, 0, find, ref memory, 0, upTo);
        for (var part = 1; part < parts; part++)
        {
            unpacked = length += ReadPart(number, part, find, ref memory, length, upTo).Length;
        }

        if (_packed.Capacity > 2 * TargetSize)
        {
            _packed = null;
        }

        var content = memory.AsMemory(0, length);
        return new Pack(content, StartsOf(content.Span, number), unpacked);
    }

    /// <summary>Unpacks a part behind those before it; the only one as far as it is needed.</summary>
    /// <returns>Its length, how many parts there are, and how much of it was unpacked.</returns>
    private static (int Length, int Parts, int Unpacked) ReadPart(
        int number, int part, DocumentFinder find, ref byte[] memory, int used, int upTo)
    {
        var (length, parts, check) = (-1, 0, 0L);
        ReadOnlySpan<byte> data = default;
        if (!find(number + part, _packed!))
        {
            throw Damaged(number, "is missing");
        }

        foreach (var field in StoredBson.FieldsOf(_packed!.WrittenSpan))
        {
            switch (field.Name)
            {
                case var name when name.SequenceEqual("parts"u8): parts = field.AsInt32 ?? 0; break;
                case var name when name.SequenceEqual("length"u8): length = field.AsInt32 ?? -1; break;
                case var name when name.SequenceEqual("data"u8): data = field.AsBinary; break;
                case var name when name.SequenceEqual("check"u8): check = field.AsInt64 ?? 0; break;
            }
        }

        if (length < 0 || length > PartSize || DocumentChecksum.OfPack(number + part, part, parts, length, data) != (ulong)check)
        {
            throw Damaged(number, "does not have the content of its checksum");
        }

        if (memory.Length - used < length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(used + length);
            memory.AsSpan(0, used).CopyTo(larger);
            memory = larger;
        }

        var unpacked = PackDecoder.Decode(data, memory.AsSpan(used, length), parts == 1 ? upTo : int.MaxValue);
        return unpacked >= 0
            ? (length, parts, unpacked)
            : throw Damaged(number, "does not have the length that it says");
    }

    private static int[] StartsOf(ReadOnlySpan<byte> content, int number)
    {
        var count = content.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content);
        if (count < 0 || count > TextNumber.PackCapacity || content.Length < sizeof(int) * (count + 1))
        {
            throw Damaged(number, "says that it has more texts than it can have");
        }

        var starts = new int[count + 1];
        starts[0] = sizeof(int) * (count + 1);
        for (var place = 0; place < count; place++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content[(sizeof(int) * (place + 1))..]);
            starts[place + 1] = length >= 0 && length <= content.Length - starts[place]
                ? starts[place] + length
                : throw Damaged(number, "has lengths that do not add up");
        }

        return starts[count] == content.Length ? starts : throw Damaged(number, "has lengths that do not add up");
    }

    private static ArchiverException Damaged(int number, string what) =>
        new(Failure.Damaged, $"Pack {number} {what}.");
}
