using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using Archiver.Articles;

namespace Archiver.Store.Documents.Pages;

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
internal static partial class StoredBson
{
    public const byte Int32 = 0x10;

    private const byte DateAndTime = 0x09;
    private const byte Document = 0x03;

    /// <summary>How LiteDB marks the bytes of a GUID.</summary>
    private const byte GuidSubtype = 0x04;

    /// <summary>The times that there are, in milliseconds since 1970; LiteDB writes the last as one more.</summary>
    private const long FirstMillisecond = -62135596800000;
    private const long LastMillisecond = 253402300800000;

    private const byte Array = 0x04;
    private const byte Binary = 0x05;
    private const byte Int64 = 0x12;
    private const byte Time = 0x09;
    private const byte Text = 0x02;

    /// <summary>What follows the place where the field of the checksum begins: type, name, value, and the document's end.</summary>
    private const int SealLength = 1 + 6 + sizeof(int) + 1;

    /// <summary>
    /// No document of ours has values in values in values. LiteDB reads them by recursion, which some hundred thousand
    /// of them would end with the process.
    /// </summary>
    private const int MaxDepth = 8;

    /// <summary>The length of a document, from its first bytes.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);

    /// <summary>What a document is.</summary>
    /// <param name="document">The document's bytes, from its length to its last byte.</param>
    /// <returns>
    /// Its kind and number, and whether it has the content of its checksum and can be read to its end.
    /// </returns>
    public static (DocumentKind Kind, int Number, bool IsIntact) Look(ReadOnlySpan<byte> document)
    {
        var seen = new Seen();
        var fields = FieldsOf(document);
        while (fields.MoveNext())
        {
            seen.Note(fields.Current, document);
        }

        return (seen.Kind, seen.Number, fields.IsAtEnd && seen.IsIntact(document));
    }

    /// <summary>Whether all that is in an array or a document can be read, without recursion.</summary>
    private static bool IsSound(ReadOnlySpan<byte> outer)
    {
        Span<int> ends = stackalloc int[MaxDepth];
        var (depth, at) = (0, sizeof(int));
        ends[0] = LengthOf(outer);
        while (true)
        {
            if (at == ends[depth] - 1 && outer[at] == 0)
            {
                at = ends[depth];
                if (--depth < 0)
                {
                    return at == outer.Length;
                }

                continue;
            }

            if (at >= ends[depth] - 1 || !TryReadField(outer[at..(ends[depth] - 1)], out var type, out var name, out var value))
            {
                return false;
            }

            at += 1 + name.Length + 1;
            if (type is not (Document or Array))
            {
                at += value.Length;
            }
            else if (++depth < MaxDepth)
            {
                ends[depth] = at + value.Length;
                at += sizeof(int);
            }
            else
            {
                return false;
            }
        }
    }

    /// <summary>Reads the field at the beginning of some bytes, whose value is not looked into where it has fields itself.</summary>
    private static bool TryReadField(
        ReadOnlySpan<byte> bytes, out byte type, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        type = bytes[0];
        name = value = default;
        var nameLength = bytes[1..].IndexOf((byte)0);
        if (nameLength < 0)
        {
            return false;
        }

        name = bytes.Slice(1, nameLength);
        var rest = bytes[(nameLength + 2)..];
        var length = LengthOfValue(type, rest);
        if (length < 0 || length > rest.Length)
        {
            return false;
        }

        value = rest[..(int)length];
        return Utf8.IsValid(name) && type switch
        {
            Text => value[^1] == 0 && Utf8.IsValid(value[sizeof(int)..]),
            Binary => value[sizeof(int)] == 0 || (value[sizeof(int)] == GuidSubtype && length == sizeof(int) + 1 + 16),
            DateAndTime => BinaryPrimitives.ReadInt64LittleEndian(value) is >= FirstMillisecond and <= LastMillisecond,
            _ => true,
        };
    }

    private static long LengthOfValue(byte type, ReadOnlySpan<byte> rest)
    {
        long counted = rest.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadUInt32LittleEndian(rest);
        return type switch
        {
            0x01 or DateAndTime or Int64 => 8,
            Text => counted < 1 ? -1 : sizeof(int) + counted,
            Document or Array => counted <= sizeof(int) ? -1 : counted,
            Binary => counted < 0 ? -1 : sizeof(int) + 1 + counted,
            0x07 => 12,
            0x08 => 1,
            0x0A or 0x7F or 0xFF => 0,
            Int32 => sizeof(int),
            _ => -1,
        };
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

    /// <summary>What the beginning of a pack's first document says, whose end is lost.</summary>
    /// <param name="document">The bytes that are there.</param>
    /// <param name="data">The packed bytes that are there.</param>
    /// <returns>Its number, how many parts the pack has, and its length; zeros where it is no such document.</returns>
    public static (int Number, int Parts, int Length) BeginningOfPack(
        ReadOnlySpan<byte> document, out ReadOnlySpan<byte> data)
    {
        data = default;
        var (number, part, parts, length, at) = (0, -1, 0, 0, sizeof(int));
        while (at < document.Length && TryReadField(document[at..], out var type, out var name, out var value) && type == Int32)
        {
            var field = new Field(type, name, value, at).AsInt32 ?? 0;
            switch (name)
            {
                case var _ when name.SequenceEqual("_id"u8): number = field; break;
                case var _ when name.SequenceEqual("part"u8): part = field; break;
                case var _ when name.SequenceEqual("parts"u8): parts = field; break;
                case var _ when name.SequenceEqual("length"u8): length = field; break;
            }

            at += 1 + name.Length + 1 + value.Length;
        }

        var rest = document[Math.Min(at, document.Length)..];
        if (part != 0 || !rest.StartsWith("\u0005data\0"u8) || rest.Length < 6 + sizeof(int) + 1)
        {
            return default;
        }

        data = rest[(6 + sizeof(int) + 1)..];
        data = data[..Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(rest[6..]), 0, data.Length)];
        return (number, parts, length);
    }

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

        return new Field(0, name, default, 0);
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

        public string? AsText =>
            Type == Text && Value.Length > sizeof(int) ? Encoding.UTF8.GetString(Value[sizeof(int)..^1]) : null;

        /// <summary>Bytes; none where it holds something else.</summary>
        public ReadOnlySpan<byte> AsBinary => Type == Binary ? Value[(sizeof(int) + 1)..] : default;

        /// <summary>The items of an array; none where it holds something else.</summary>
        public Fields AsArray => FieldsOf(Type == Array ? Value : default);

        /// <summary>A field of a document that it holds.</summary>
        public Field this[ReadOnlySpan<byte> name] => FieldOf(Type == Document ? Value : default, name);

        /// <exception cref="ArchiverException">It holds no such number, or a negative one.</exception>
        public int RequireInt32() => AsInt32 is >= 0 and var number ? number : throw Unusable();

        /// <exception cref="ArchiverException">It holds no text.</exception>
        public string RequireText() => AsText ?? throw Unusable();

        /// <exception cref="ArchiverException">It holds no date and time.</exception>
        public DateTime RequireTime() => AsTime ?? throw Unusable();

        /// <exception cref="ArchiverException">It holds no array.</exception>
        public Fields RequireArray() => Type == Array ? AsArray : throw Unusable();

        private ArchiverException Unusable() => new(Failure.Damaged,
            $"The field \"{Encoding.UTF8.GetString(Name)}\" of a document cannot be used.");
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
            if (at >= _document.Length - 1 || _document[at] == 0
                || !TryReadField(_document[at..^1], out var type, out var name, out var value))
            {
                return false;
            }

            Current = new Field(type, name, value, at);
            _next = at + 1 + name.Length + 1 + value.Length;
            return true;
        }

        /// <summary>Whether there is nothing behind the last field but the end of the document.</summary>
        public readonly bool IsAtEnd => _next == _document.Length - 1 && _document[_next] == 0;
    }
}
