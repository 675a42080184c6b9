using System.Buffers.Binary;
using Archiver.Texts;

namespace Archiver.Store.Documents.Pages;

/// <content>What is noted of a document while it is looked at.</content>
internal static partial class StoredBson
{
    /// <summary>The fields that tell kinds apart and that checksums are made of.</summary>
    private ref struct Seen
    {
        private const int MaxOnStack = 1024;

        private bool _hasNumber;
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
        private bool _isUnsound;

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
            _isUnsound |= field.Type is Document or Array && !IsSound(field.Value);
            switch (field.Name)
            {
                case var name when name.SequenceEqual("_id"u8): (_hasNumber, Number) = (value > 0, value); break;
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
            _ when _isUnsound || !_hasNumber => false,
            DocumentKind.Block => DocumentChecksum.IsBlockIntact(Number, _data),
            DocumentKind.Pack => _isLong && _length >= 0 && _check == DocumentChecksum.OfPack(Number, _part, _parts, _length, _data),
            _ => _isLast && _check == OfOthers(document, _checkAt),
        };

        /// <summary>The checksum of a document without the field that ends it (<see cref="DocumentBuilder.Seal"/>).</summary>
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
