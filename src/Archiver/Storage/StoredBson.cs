using System.Buffers.Binary;
using System.Text;
using LiteDB;

namespace Archiver.Storage;

/// <summary>Which kind of document one is: its fields tell, without LiteDB's collections.</summary>
internal enum DocumentKind
{
    Unknown,
    Catalog,
    Article,
    Removed,
    Revision,
    Pack,
    Block,
    Category,
    Purged,
}

/// <summary>
/// A document in BSON, looked at before LiteDB is let near it: every length is checked against what is there, and the
/// checksum against the content. Only what is intact may be deserialized.
/// </summary>
internal static class StoredBson
{
    public const byte Int32 = 0x10;

    private const byte Array = 0x04;
    private const byte Binary = 0x05;
    private const byte Int64 = 0x12;
    private const byte Time = 0x09;
    private const byte Text = 0x02;

    /// <summary>What follows the place where the field of the checksum begins: type, name, value, and the document's end.</summary>
    private const int SealLength = 1 + 6 + sizeof(int) + 1;

    /// <summary>The length of a document, from its first bytes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    /// <summary>What a document is.</summary>
    /// <param name="document">The document's bytes, from its length to its last byte.</param>
    /// <returns>Its kind and number, and whether it has the content of its checksum.</returns>
    public static (DocumentKind Kind, int Number, bool IsIntact) Look(ReadOnlySpan<byte> document)
    {
        var seen = new Seen();
        foreach (var field in FieldsOf(document))
        {
            seen.Note(field, document);
        }

        return (seen.Kind, seen.Number, seen.IsIntact(document));
    }

    /// <summary>The ID and the title that an article's document has, damaged or not.</summary>
    public static (Guid? Id, string? Title) NameOf(ReadOnlySpan<byte> document)
    {
        (Guid? Id, string? Title) name = default;
        foreach (var field in FieldsOf(document))
        {
            if (field.Name.SequenceEqual("id"u8))
            {
                name.Id = field.AsGuid;
            }
            else if (field.Name.SequenceEqual("title"u8))
            {
                name.Title = field.AsText;
            }
        }

        return name;
    }

    /// <summary>A document that is intact, for LiteDB.</summary>
    public static BsonDocument Deserialize(ReadOnlySpan<byte> document) => BsonSerializer.Deserialize(document.ToArray(), utcDate: true);

    public static Fields FieldsOf(ReadOnlySpan<byte> document) => new(document);

    /// <summary>The first field of this name; one that holds nothing where there is none.</summary>
    public static Field FieldOf(ReadOnlySpan<byte> document, ReadOnlySpan<byte> name)
    {
        foreach (var field in FieldsOf(document))
        {
            if (field.Name.SequenceEqual(name))
            {
                return field;
            }
        }

        return default;
    }

    public readonly ref struct Field(byte type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, int at)
    {
        public byte Type { get; } = type;

        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;

        /// <summary>Where in the document the field begins.</summary>
        public int At { get; } = at;

        public int? AsInt32 => Type == Int32 ? BinaryPrimitives.ReadInt32LittleEndian(Value) : null;

        public long? AsInt64 => Type == Int64 ? BinaryPrimitives.ReadInt64LittleEndian(Value) : null;

        /// <summary>A time in UTC.</summary>
        public DateTime? AsTime => Type == Time
            ? DateTime.UnixEpoch.AddMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(Value))
            : null;

        public Guid? AsGuid => AsBinary is { Length: 16 } bytes ? new Guid(bytes) : null;

        public string? AsText => Type == Text && Value.Length > sizeof(int) ? Encoding.UTF8.GetString(Value[sizeof(int)..^1]) : null;

        /// <summary>Bytes; none where it holds something else.</summary>
        public ReadOnlySpan<byte> AsBinary => Type == Binary ? Value[(sizeof(int) + 1)..] : default;

        /// <summary>The items of an array; none where it holds something else.</summary>
        public Fields AsArray => FieldsOf(Type == Array ? Value : default);
    }

    /// <summary>The fields of a document, up to the first that is out of order.</summary>
    public ref struct Fields
    {
        private readonly ReadOnlySpan<byte> _document;
        private int _next = sizeof(int);

        public Fields(ReadOnlySpan<byte> document)
        {
            var length = LengthOf(document);
            _document = length >= sizeof(int) && length <= document.Length ? document[..length] : default;
        }

        public Field Current { get; private set; }

        public readonly Fields GetEnumerator() => this;

        public bool MoveNext()
        {
            var at = _next;
            if (at >= _document.Length - 1 || _document[at] == 0)
            {
                return false;
            }

            var nameLength = _document[(at + 1)..].IndexOf((byte)0);
            if (nameLength < 0)
            {
                return false;
            }

            var start = at + nameLength + 2;
            var length = LengthOfValue(_document[at], _document[start..]);
            if (length < 0 || length > _document.Length - start)
            {
                return false;
            }

            Current = new Field(_document[at], _document.Slice(at + 1, nameLength), _document.Slice(start, (int)length), at);
            _next = start + (int)length;
            return true;
        }

        private static long LengthOfValue(byte type, ReadOnlySpan<byte> rest)
        {
            long counted = rest.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(rest);
            return type switch
            {
                0x01 or 0x09 or Int64 => 8,
                Text => counted < 0 ? -1 : sizeof(int) + counted,
                0x03 or 0x04 => counted < sizeof(int) ? -1 : counted,
                Binary => counted < 0 ? -1 : sizeof(int) + 1 + counted,
                0x07 => 12,
                0x08 => 1,
                0x0A or 0x7F or 0xFF => 0,
                Int32 => sizeof(int),
                0x13 => 16,
                _ => -1,
            };
        }
    }

    /// <summary>The fields that tell kinds apart and that checksums are made of.</summary>
    private ref struct Seen
    {
        private const int MaxOnStack = 1024;

        private bool _hasFormat;
        private bool _hasName;
        private bool _hasRecord;
        private bool _isRemoved;
        private bool _isReplaced;
        private bool _isPurged;
        private bool _hasParts;
        private bool _hasData;
        private int _part;
        private int _parts;
        private int _length;
        private ReadOnlySpan<byte> _data;
        private ulong _check;
        private bool _isLong;
        private int _checkAt;
        private bool _isLast;

        public int Number { get; private set; }

        public readonly DocumentKind Kind =>
            _hasFormat ? DocumentKind.Catalog
            : _hasParts ? DocumentKind.Pack
            : _hasData ? DocumentKind.Block
            : _hasName ? DocumentKind.Category
            : _isPurged ? DocumentKind.Purged
            : !_hasRecord ? DocumentKind.Unknown
            : _isRemoved ? DocumentKind.Removed
            : _isReplaced ? DocumentKind.Revision : DocumentKind.Article;

        public void Note(Field field, ReadOnlySpan<byte> document)
        {
            var value = field.AsInt32 ?? 0;
            switch (field.Name)
            {
                case var name when name.SequenceEqual("_id"u8): Number = value; break;
                case var name when name.SequenceEqual("format"u8): _hasFormat = true; break;
                case var name when name.SequenceEqual("name"u8): _hasName = true; break;
                case var name when name.SequenceEqual("record"u8): _hasRecord = true; break;
                case var name when name.SequenceEqual("removed"u8): _isRemoved = true; break;
                case var name when name.SequenceEqual("replaced"u8): _isReplaced = true; break;
                case var name when name.SequenceEqual("purged"u8): _isPurged = field.Type == Binary; break;
                case var name when name.SequenceEqual("part"u8): _part = value; break;
                case var name when name.SequenceEqual("parts"u8): (_hasParts, _parts) = (true, value); break;
                case var name when name.SequenceEqual("length"u8): _length = value; break;
                case var name when name.SequenceEqual("data"u8):
                    _hasData = field.Type == Binary;
                    _data = field.AsBinary;
                    break;
                case var name when name.SequenceEqual("check"u8):
                    (_checkAt, _isLong) = (field.At, field.Type == Int64);
                    _isLast = document[field.At..LengthOf(document)] is [Int32, .., 0] and { Length: SealLength };
                    _check = _isLong ? BinaryPrimitives.ReadUInt64LittleEndian(field.Value) : (uint)value;
                    break;
            }
        }

        public readonly bool IsIntact(ReadOnlySpan<byte> document) => Kind switch
        {
            DocumentKind.Unknown => false,
            DocumentKind.Block => RunBlock.IsIntact(Number, _data),
            DocumentKind.Pack => _isLong && _length >= 0 && _check == Pack.Check(Number, _part, _parts, _length, _data),
            _ => _isLast && _check == OfOthers(document, _checkAt),
        };

        /// <summary>The checksum of a document without the field that ends it (<see cref="Checksum.Seal"/>).</summary>
        private static uint OfOthers(ReadOnlySpan<byte> document, int end)
        {
            // Most documents are short: a copy of one costs less than a hash that takes pieces.
            var length = end + 1;
            var others = length <= MaxOnStack ? stackalloc byte[length] : new byte[length];
            document[..end].CopyTo(others);
            BinaryPrimitives.WriteInt32LittleEndian(others, length);
            others[end] = 0;
            return (uint)Checksum.Of(others);
        }
    }
}
