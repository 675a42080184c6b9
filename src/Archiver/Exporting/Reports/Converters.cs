using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Archiver.Articles;

namespace Archiver.Exporting.Reports;

/// <summary>A type as this program writes it; nothing here reads JSON.</summary>
internal abstract class Writer<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

/// <summary>What a clock on the wall showed: <c>2025-02-01T07:00</c>.</summary>
internal sealed class WallTimeWriter : Writer<WallTime>
{
    public override void Write(Utf8JsonWriter writer, WallTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>A time in UTC, to the second: <c>2026-11-22T21:07:12Z</c>.</summary>
internal sealed class UtcTimeWriter : Writer<DateTime>
{
    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[20];
        value.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Details by their keys, in their order.</summary>
internal sealed class DetailsWriter : Writer<IReadOnlyList<KeyValuePair<string, string>>>
{
    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}

/// <summary>
/// Texts as they lie in the archive, in UTF-8: they make up an export, and a string of each would cost more than to find
/// and unpack it.
/// </summary>
internal sealed class Utf8TextWriter : Writer<ReadOnlyMemory<byte>>
{
    public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options) =>
        Utf8Text.Write(writer, value.Span);
}

/// <inheritdoc cref="Utf8TextWriter"/>
internal sealed class Utf8TextsWriter : Writer<IReadOnlyList<ReadOnlyMemory<byte>>>
{
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<ReadOnlyMemory<byte>> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++)
        {
            Utf8Text.Write(writer, value[index].Span);
        }

        writer.WriteEndArray();
    }
}

internal static class Utf8Text
{
    /// <summary>
    /// In bytes. A longer text is written in pieces, because a writer takes six times the memory of what it escapes, and
    /// no text beyond 166 MB.
    /// </summary>
    private const int LongestPiece = 1 << 20;

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> text)
    {
        if (text.Length <= LongestPiece)
        {
            writer.WriteStringValue(text);
            return;
        }

        while (text.Length > LongestPiece)
        {
            // The piece ends before the beginning of a character; of bytes that are none it ends anywhere.
            var end = LongestPiece;
            while (end > LongestPiece - 4 && (text[end] & 0xC0) == 0x80)
            {
                end--;
            }

            writer.WriteStringValueSegment(text[..end], isFinalSegment: false);
            text = text[end..];
        }

        writer.WriteStringValueSegment(text, isFinalSegment: true);
    }

    /// <summary>The lines as one text with line feeds between them; null where there are none.</summary>
    public static ReadOnlyMemory<byte>? Join(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        if (lines.Count <= 1)
        {
            return lines.Count == 0 ? (ReadOnlyMemory<byte>?)null : lines[0];
        }

        var joined = new byte[lines.Sum(line => line.Length + 1) - 1];
        var rest = joined.AsSpan();
        foreach (var line in lines)
        {
            line.Span.CopyTo(rest);
            rest = rest[line.Length..];
            if (rest.Length > 0)
            {
                rest[0] = (byte)'\n';
                rest = rest[1..];
            }
        }

        return joined;
    }
}
