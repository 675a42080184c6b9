using System.Text.Json;
using System.Text.Json.Serialization;
using Archiver.Articles;

namespace Archiver.Store;

/// <summary>
/// What an article has beside its texts: the form of its paragraphs and the reader's highlights. Stored as a text of its
/// own, in JSON without what is null or has nothing to say; most articles have none.
/// </summary>
/// <param name="Blocks">The form of each paragraph; null where all are plain.</param>
/// <param name="Highlights">What the reader has marked; null where that is nothing.</param>
internal sealed record ArticleForm(IReadOnlyList<Block>? Blocks, IReadOnlyList<Highlight>? Highlights)
{
    public static readonly ArticleForm None = new(null, null);

    /// <summary>How it is stored; null where there is nothing to store.</summary>
    public byte[]? ToBytes() =>
        Blocks is null && Highlights is null ? null : JsonSerializer.SerializeToUtf8Bytes(this, ArticleFormJson.Default.ArticleForm);

    /// <summary>How an article's document has its notes.</summary>
    public static string ToText(IReadOnlyList<Note> notes) =>
        JsonSerializer.Serialize(notes, ArticleFormJson.Default.IReadOnlyListNote);

    /// <exception cref="ArchiverException">It is damaged.</exception>
    public static ArticleForm From(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ArticleFormJson.Default.ArticleForm) ?? None;
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException or NotSupportedException)
        {
            throw new ArchiverException(Failure.Damaged, "The form of an article is damaged.", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(WallTimeJson)])]
[JsonSerializable(typeof(ArticleForm))]
[JsonSerializable(typeof(AddedFacts))]
[JsonSerializable(typeof(IReadOnlyList<Note>))]
internal sealed partial class ArticleFormJson : JsonSerializerContext;

/// <summary>A time as a number, as documents have it.</summary>
internal sealed class WallTimeJson : JsonConverter<WallTime>
{
    public override WallTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WallTime.FromInteger(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, WallTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToInteger());
}
