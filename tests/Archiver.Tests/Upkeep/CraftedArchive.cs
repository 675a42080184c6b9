using System.Buffers.Binary;
using Archiver.Store.Documents.Pages;
using Archiver.Texts;

namespace Archiver.Tests.Upkeep;

/// <summary>
/// An archive's bytes, of which somebody changes values and makes every checksum right again: what a hostile archive is
/// made of.
/// </summary>
internal sealed class CraftedArchive
{
    private static readonly long[] Odd = [0, 1, -1, 2, 99, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 20251301, 20250230, 202513010700, 1L << 40, 4096, 4095];

    private readonly byte[] _bytes;
    private readonly List<List<(int At, int Length)>> _documents = [];
    private readonly List<(int At, int Length)> _nodes = [];

    public CraftedArchive(byte[] whole)
    {
        _bytes = whole.ToArray();
        for (var page = 1; page < _bytes.Length / Page.Size; page++)
        {
            var view = new PageView(PageAt(page));
            for (var slot = 0; slot < view.Slots; slot++)
            {
                if (view.Type == PageType.Index && PlaceOf(page, slot) is { Length: > 0 } node)
                {
                    _nodes.Add(node);
                }
                else if (view.Type == PageType.Data && PlaceOf(page, slot) is { Length: > 6 } block && _bytes[block.At] == 0)
                {
                    _documents.Add(PiecesOf(block));
                }
            }
        }
    }

    public byte[] Bytes => _bytes;

    /// <summary>Changes a value of one document or one node of an index.</summary>
    /// <returns>What was changed.</returns>
    public string Change(Random random)
    {
        if (random.Next(5) == 0)
        {
            var (start, length) = _nodes[random.Next(_nodes.Count)];
            var place = start + random.Next(length);
            _bytes[place] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(_bytes[place] + random.Next(1, 3));
            Seal(place);
            return $"byte {place} of an index";
        }

        var pieces = _documents[random.Next(_documents.Count)];
        var document = pieces.SelectMany(piece => _bytes.AsSpan(piece.At, piece.Length).ToArray()).ToArray();
        var what = Change(document, random);
        var (_, number, _) = StoredBson.Look(document);
        SealDocument(document, number);
        var from = 0;
        foreach (var (at, length) in pieces)
        {
            document.AsSpan(from, length).CopyTo(_bytes.AsSpan(at));
            from += length;
            Seal(at);
        }

        return what;
    }

    /// <summary>Puts as many documents into one another as the field <c>deep</c> has room for.</summary>
    public bool Nest()
    {
        foreach (var pieces in _documents)
        {
            var document = pieces.SelectMany(piece => _bytes.AsSpan(piece.At, piece.Length).ToArray()).ToArray();
            var found = StoredBson.FieldOf(document, "deep"u8);
            if (found.AsBinary.IsEmpty)
            {
                continue;
            }

            // A level takes a length, a type, a name of no letters and an end.
            var (at, end) = (found.At + 6, found.At + 6 + found.Value.Length);
            document[found.At] = 0x03;
            for (var inner = end; inner - at >= 14 && at < inner; at += 6, inner--)
            {
                BinaryPrimitives.WriteInt32LittleEndian(document.AsSpan(at), inner - at);
                document[inner - 1] = 0;
                document[at + 4] = 0x03;
                document[at + 5] = 0;
            }

            SealDocument(document, StoredBson.Look(document).Number);
            var from = 0;
            foreach (var (place, length) in pieces)
            {
                document.AsSpan(from, length).CopyTo(_bytes.AsSpan(place));
                from += length;
                Seal(place);
            }

            return true;
        }

        return false;
    }

    private static string Change(byte[] document, Random random)
    {
        var fields = new List<(byte Type, string Name, int At, int Length)>();
        foreach (var field in StoredBson.FieldsOf(document))
        {
            var name = System.Text.Encoding.UTF8.GetString(field.Name);
            if (name != "check")
            {
                fields.Add((field.Type, name, field.At + 1 + field.Name.Length + 1, field.Value.Length));
            }
        }

        var (type, changed, at, length) = fields[random.Next(fields.Count)];
        var value = document.AsSpan(at, length);
        if (random.Next(12) == 0)
        {
            // Another type of the same length, or of none.
            document[at - changed.Length - 2] = (byte)random.Next(0x14);
        }
        else if (type == 0x10)
        {
            BinaryPrimitives.WriteInt32LittleEndian(value, (int)Any(random, BinaryPrimitives.ReadInt32LittleEndian(value)));
        }
        else if (value.Length == 8)
        {
            BinaryPrimitives.WriteInt64LittleEndian(value, Any(random, BinaryPrimitives.ReadInt64LittleEndian(value)));
        }
        else if (value.Length > 0)
        {
            // Of texts, arrays and bytes: lengths and all.
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                value[random.Next(2) == 0 ? random.Next(Math.Min(24, value.Length)) : random.Next(value.Length)] = (byte)random.Next(256);
            }
        }

        return $"{changed} of {StoredBson.Look(document).Kind} {StoredBson.Look(document).Number}";
    }

    private static long Any(Random random, long value) => random.Next(3) switch
    {
        0 => value + random.Next(-2, 3),
        1 => random.NextInt64(),
        _ => Odd[random.Next(Odd.Length)],
    };

    /// <summary>Gives a document the checksum of its content, whichever it has.</summary>
    private static void SealDocument(byte[] document, int number)
    {
        var (part, parts, length, dataAt, dataLength) = (0, 0, 0, 0, 0);
        foreach (var field in StoredBson.FieldsOf(document))
        {
            var name = System.Text.Encoding.UTF8.GetString(field.Name);
            var at = field.At + 1 + field.Name.Length + 1;
            (part, parts, length) = name switch
            {
                "part" => (field.AsInt32 ?? 0, parts, length),
                "parts" => (part, field.AsInt32 ?? 0, length),
                "length" => (part, parts, field.AsInt32 ?? 0),
                _ => (part, parts, length),
            };
            if (name == "data" && !field.AsBinary.IsEmpty)
            {
                (dataAt, dataLength) = (at + 5, field.AsBinary.Length);
            }
            else if (name == "check" && field.AsInt64 is not null)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(document.AsSpan(at), DocumentChecksum.OfPack(number, part, parts, length, document.AsSpan(dataAt, dataLength)));
                return;
            }
            else if (name == "check" && field.AsInt32 is not null)
            {
                byte[] others = [.. document.AsSpan(0, field.At), 0];
                BinaryPrimitives.WriteInt32LittleEndian(others, others.Length);
                BinaryPrimitives.WriteUInt32LittleEndian(document.AsSpan(at), (uint)Checksum.Of(others));
                return;
            }
        }

        if (dataLength > 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(document.AsSpan(dataAt),
                Checksum.Of(document.AsSpan(dataAt + 8, dataLength - 8)) ^ Checksum.Of(BitConverter.GetBytes(number)));
        }
    }

    private List<(int At, int Length)> PiecesOf((int At, int Length) block)
    {
        var pieces = new List<(int, int)>();
        while (true)
        {
            pieces.Add((block.At + 6, block.Length - 6));
            var next = PageAddress.Read(_bytes.AsSpan(block.At + 1));
            if (next == PageAddress.None)
            {
                return pieces;
            }

            block = PlaceOf((int)next.Page, next.Slot);
        }
    }

    private (int At, int Length) PlaceOf(int page, int slot)
    {
        var entry = ((page + 1) * Page.Size) - ((slot + 1) * 4);
        return ((page * Page.Size) + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(entry + 2)), BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(entry)));
    }

    private Span<byte> PageAt(int page) => _bytes.AsSpan(page * Page.Size, Page.Size);

    private void Seal(int at) => Page.Seal(PageAt(at / Page.Size));
}
