using LiteDB;

namespace Archiver.Store.Documents.Pages;

/// <summary>A document that is to be written: its fields, in the order in which they are set first.</summary>
internal sealed class DocumentBuilder
{
    private const string Checksum = "check";

    public DocumentBuilder()
    {
    }

    public DocumentBuilder(int number) => With("_id", number);

    /// <summary>One that was read, to be changed and sealed anew.</summary>
    public DocumentBuilder(Document document)
    {
        Fields = BsonSerializer.Deserialize(document.Bytes.ToArray(), utcDate: true);
        Fields.Remove(Checksum);
    }

    public BsonDocument Fields { get; } = [];

    public DocumentBuilder With(string name, int? value) => Set(name, value is { } number ? number : BsonValue.Null);

    public DocumentBuilder With(string name, long? value) => Set(name, value is { } number ? number : BsonValue.Null);

    public DocumentBuilder With(string name, string? value) => Set(name, value);

    public DocumentBuilder With(string name, Guid value) => Set(name, value);

    public DocumentBuilder With(string name, bool value) => Set(name, value);

    public DocumentBuilder With(string name, byte[] value) => Set(name, value);

    public DocumentBuilder With(string name, DateTime value) => Set(name, value);

    public DocumentBuilder With(string name, IEnumerable<int> values) => Set(name, Array(values, value => value));

    public DocumentBuilder With(string name, IEnumerable<long> values) => Set(name, Array(values, value => value));

    public DocumentBuilder With(string name, IEnumerable<string> values) => Set(name, Array(values, value => value));

    public DocumentBuilder With(string name, IEnumerable<KeyValuePair<string, string>> values) =>
        Set(name, Array(values, value => new BsonArray(new BsonValue(value.Key), new BsonValue(value.Value))));

    public DocumentBuilder With(string name, IEnumerable<DocumentBuilder> values) =>
        Set(name, Array(values, value => value.Fields));

    /// <summary>Ends the document with the checksum of its other fields: its lower half, because articles are many.</summary>
    public DocumentBuilder Seal() => With(Checksum, (int)Texts.Checksum.Of(BsonSerializer.Serialize(Fields)));

    /// <summary>The document as it is read once it has been written.</summary>
    public Document ToDocument() => new(BsonSerializer.Serialize(Fields));

    private static BsonArray Array<T>(IEnumerable<T> values, Func<T, BsonValue> convert) => new(values.Select(convert));

    private DocumentBuilder Set(string name, BsonValue value)
    {
        Fields[name] = value;
        return this;
    }
}
