using System.Buffers;
using System.Buffers.Binary;
using Archiver.Articles;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;

namespace Archiver.Upkeep.Checks;

/// <summary>
/// What can be unpacked of a pack that is damaged: zstd unpacks block after block, and what comes before the damage is
/// right. Who uses it proves each text by itself.
/// </summary>
internal sealed class PackBeginning
{
    private readonly byte[] _content;
    private readonly List<int> _ends = [];

    private PackBeginning(int number, byte[] content, int unpacked)
    {
        (Number, _content) = (number, content);
        var count = unpacked < sizeof(int) ? 0 : BinaryPrimitives.ReadInt32LittleEndian(content);
        var end = sizeof(int) * (count + 1L);
        for (var place = 0; place < count && count <= TextNumber.PackCapacity && end <= unpacked; place++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(sizeof(int) * (place + 1)));
            Start = _ends.Count == 0 ? (int)end : Start;
            end += length;
            if (length < 0 || end > unpacked)
            {
                break;
            }

            _ends.Add((int)end);
        }
    }

    /// <summary>The number that the pack says it has.</summary>
    public int Number { get; }

    /// <summary>How many texts there are, from the first.</summary>
    public int Count => _ends.Count;

    private int Start { get; }

    public ReadOnlySpan<byte> this[int place] => _content.AsSpan((place == 0 ? Start : _ends[place - 1]).._ends[place]);

    /// <summary>Unpacks a pack of one document as far as it goes.</summary>
    /// <param name="documents">Reads the pages.</param>
    /// <param name="address">Where the document begins.</param>
    /// <returns>Null where no such pack begins there.</returns>
    public static PackBeginning? Read(PageDocuments documents, PageAddress address)
    {
        var bytes = new ArrayBufferWriter<byte>();
        documents.TryRead(address, bytes);
        var (number, parts, length) = StoredBson.BeginningOfPack(bytes.WrittenSpan, out var data);
        if (parts != 1 || length is <= 0 or > Pack.PartSize)
        {
            return null;
        }

        var content = new byte[length];
        return new PackBeginning(number, content, PackDecoder.DecodeBeginning(data, content));
    }

    /// <summary>A pack that is whole and has the first of the texts only.</summary>
    public DocumentBuilder Write(int number, int texts)
    {
        var head = sizeof(int) * (texts + 1);
        var content = new byte[head + (texts == 0 ? 0 : _ends[texts - 1] - Start)];
        BinaryPrimitives.WriteInt32LittleEndian(content, texts);
        _content.AsSpan(sizeof(int), sizeof(int) * texts).CopyTo(content.AsSpan(sizeof(int)));
        _content.AsSpan(Start, content.Length - head).CopyTo(content.AsSpan(head));
        return Pack.ToDocuments(number, content)[0];
    }
}
