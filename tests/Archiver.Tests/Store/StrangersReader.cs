using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Archiver.Tests.Store;

/// <summary>Reads an archive as somebody would who has nothing but <c>src/FORMAT.md</c>: it uses none of the program's code.</summary>
internal sealed class StrangersReader(byte[] file)
{
    private const int PageSize = 8192;

    private readonly Dictionary<int, byte[][]> _packs = [];

    private static (uint Page, byte Slot) None => (uint.MaxValue, byte.MaxValue);

    public int Version => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(76)) - 0x41524300;

    /// <summary>How many pages have the checksum that they should, and whether the first page has their sum.</summary>
    public (int Pages, bool IsSum) CheckPages()
    {
        var (pages, sum) = (0, 0UL);
        for (var at = 0; at < file.Length; at += PageSize, pages++)
        {
            var page = file.AsSpan(at, PageSize).ToArray();
            var check = page.AsSpan(14, 4).ToArray();
            page.AsSpan(14, 4).Fill(0xFF);
            Assert.Equal((uint)XxHash3.HashToUInt64(page), BinaryPrimitives.ReadUInt32LittleEndian(check));
            sum += pages == 0 ? 0 : XxHash3.HashToUInt64([.. page.AsSpan(0, 4), .. check]);
        }

        Assert.Equal(XxHash3.HashToUInt64(file.AsSpan(112, 64)), BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(176)));
        return (pages, sum == BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(136)));
    }

    /// <summary>The documents of a collection, in the order of their numbers; those with a <c>check</c> at their end are checked.</summary>
    public IEnumerable<Dictionary<string, object?>> Documents(string collection)
    {
        if (!Fields(file.AsSpan(192, 8000)).TryGetValue(collection, out var page))
        {
            yield break;
        }

        var names = ((int)page! * PageSize) + 96 + 3 + "_id\0$._id\0".Length + 1;
        var tail = Address(file, names + 5);
        for (var at = Address(Item(Address(file, names)), 17); at != tail; at = Address(Item(at), 17))
        {
            List<byte> bytes = [];
            for (var block = Address(Item(at), 2); block != None; block = Address(Item(block), 1))
            {
                bytes.AddRange(Item(block).AsSpan(6));
            }

            var fields = Fields([.. bytes]);
            if (collection is not ("packs" or "runs"))
            {
                // What was checked is the document without its last field: type, name, value.
                byte[] without = [.. bytes[..^(1 + 6 + 4 + 1)], 0];
                BinaryPrimitives.WriteInt32LittleEndian(without, without.Length);
                Assert.Equal((int)XxHash3.HashToUInt64(without), fields["check"]);
            }

            yield return fields;
        }
    }

    /// <summary>The text of a number.</summary>
    public byte[] Text(int number)
    {
        if (_packs.Count == 0)
        {
            ReadPacks();
        }

        return _packs[number >> 12][number & 4095];
    }

    /// <summary>The record of an article: the original's SHA-256 and length, the name of the input, the four lists, frame and form.</summary>
    public (byte[] Sha256, long Length, string Input, int[][] Lists, int Frame, int? Form) Record(int number)
    {
        var record = Text(number);
        var nameLength = BinaryPrimitives.ReadInt32LittleEndian(record.AsSpan(48));
        var numbers = new Queue<uint>();
        var (value, shift) = (0u, 0);
        foreach (var part in record.AsSpan(52 + nameLength))
        {
            value |= (uint)(part & 127) << shift;
            shift += 7;
            if (part < 128)
            {
                numbers.Enqueue(value);
                (value, shift) = (0, 0);
            }
        }

        var lists = Enumerable.Range(0, 4).Select(_ => new int[numbers.Dequeue()]).ToArray();
        var frame = (int)numbers.Dequeue();
        var before = 0;
        foreach (var list in lists)
        {
            for (var index = 0; index < list.Length; index++)
            {
                var difference = numbers.Dequeue();
                list[index] = before += (int)(difference >> 1) ^ -(int)(difference & 1);
            }
        }

        return (record[..32], BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)), Encoding.UTF8.GetString(record, 52, nameLength),
            lists, frame, numbers.TryDequeue(out var form) ? (int)form : null);
    }

    private void ReadPacks()
    {
        List<byte> content = [];
        foreach (var part in Documents("packs"))
        {
            var (id, data) = ((int)part["_id"]!, (byte[])part["data"]!);
            var hash = new XxHash3();
            foreach (var number in (int[])[id, (int)part["part"]!, (int)part["parts"]!, (int)part["length"]!])
            {
                hash.Append(BitConverter.GetBytes(number));
            }

            hash.Append(data);
            Assert.Equal((long)hash.GetCurrentHashAsUInt64(), part["check"]);
            using var decompressor = new ZstdSharp.Decompressor();
            content.AddRange(decompressor.Unwrap(data));
            if ((int)part["part"]! == (int)part["parts"]! - 1)
            {
                _packs[id - (int)part["part"]!] = TextsOf([.. content]);
                content.Clear();
            }
        }
    }

    private static byte[][] TextsOf(byte[] content)
    {
        var texts = new byte[BitConverter.ToInt32(content)][];
        var at = 4 * (texts.Length + 1);
        for (var place = 0; place < texts.Length; place++)
        {
            var length = BitConverter.ToInt32(content, 4 * (place + 1));
            texts[place] = content[at..(at += length)];
        }

        Assert.Equal(content.Length, at);
        return texts;
    }

    private static (uint Page, byte Slot) Address(byte[] bytes, int at) => (BitConverter.ToUInt32(bytes, at), bytes[at + 4]);

    private byte[] Item((uint Page, byte Slot) address)
    {
        var page = (int)address.Page * PageSize;
        var slot = page + PageSize - (4 * (address.Slot + 1));
        return file.AsSpan(page + BitConverter.ToUInt16(file, slot + 2), BitConverter.ToUInt16(file, slot)).ToArray();
    }

    /// <summary>The fields of a BSON document, with the values of those types that an archive has.</summary>
    private static Dictionary<string, object?> Fields(ReadOnlySpan<byte> document)
    {
        var fields = new Dictionary<string, object?>();
        var bytes = document[..BinaryPrimitives.ReadInt32LittleEndian(document)];
        for (var at = 4; bytes[at] != 0;)
        {
            var type = bytes[at++];
            var nameLength = bytes[at..].IndexOf((byte)0);
            var name = Encoding.UTF8.GetString(bytes.Slice(at, nameLength));
            at += nameLength + 1;
            var value = bytes[at..];
            var counted = type is 2 or 3 or 4 or 5 ? BinaryPrimitives.ReadInt32LittleEndian(value) : 0;
            (fields[name], var length) = type switch
            {
                2 => ((object?)Encoding.UTF8.GetString(value.Slice(4, counted - 1)), 4 + counted),
                3 or 4 => (Fields(value), counted),
                5 => (value.Slice(5, counted).ToArray(), 5 + counted),
                8 => (value[0] == 1, 1),
                9 or 18 => (BinaryPrimitives.ReadInt64LittleEndian(value), 8),
                10 => (null, 0),
                16 => (BinaryPrimitives.ReadInt32LittleEndian(value), 4),
                _ => throw new InvalidDataException($"{name} has a type {type}."),
            };
            at += length;
        }

        return fields;
    }
}
