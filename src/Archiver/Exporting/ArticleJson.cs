using System.Globalization;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Searching;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// An article as JSON. Order, names and types of the fields are a contract with scripts: a field whose value is not
/// known is null, never absent, and a change of any of them is a new <see cref="VersionedJson.FormatVersion"/>.
/// </summary>
public static class ArticleJson
{
    /// <summary>Writes the whole article as one object.</summary>
    public static void Write(Utf8JsonWriter json, Article article, ArticleText text)
    {
        json.WriteStartObject();
        WriteFacts(json, article);
        json.WritePropertyName("summary"u8);
        WriteJoined(json, text.Summary);
        json.WritePropertyName("summaryTruncated"u8);
        if (text.SummaryTruncated is { } truncated)
        {
            json.WriteBooleanValue(truncated);
        }
        else
        {
            json.WriteNullValue();
        }

        WriteArray(json, "similar"u8, text.Similar);
        WriteDetails(json, article.Details.Other);
        WriteArray(json, "paragraphs"u8, text.Paragraphs);
        WriteSource(json, text.Source);
        json.WriteEndObject();
    }

    /// <summary>
    /// Writes the object that listings show: the same without <c>summary</c>, <c>summaryTruncated</c> (which says
    /// something about the summary and nothing without it), <c>similar</c>, <c>paragraphs</c> and <c>source</c>.
    /// </summary>
    public static void WriteListing(Utf8JsonWriter json, Article article)
    {
        json.WriteStartObject();
        WriteFacts(json, article);
        WriteDetails(json, article.Details.Other);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields that tell which article it is.</summary>
    internal static void WriteReference(Utf8JsonWriter json, Article article)
    {
        json.WriteString("id"u8, article.Id);
        WriteText(json, "date"u8, article.Details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteText(json, "category"u8, article.Details.Category);
        WriteText(json, "title"u8, article.Title);
        WriteText(json, "url"u8, article.Details.Url);
    }

    /// <summary>Writes the object that listings show, and <c>snippet</c>.</summary>
    public static void WriteFound(Utf8JsonWriter json, Article article, Snippet? snippet)
    {
        json.WriteStartObject();
        WriteFacts(json, article);
        WriteDetails(json, article.Details.Other);
        if (snippet is null)
        {
            json.WriteNull("snippet"u8);
        }
        else
        {
            json.WriteStartArray("snippet"u8);
            foreach (var part in snippet.Parts)
            {
                json.WriteStartObject();
                WriteText(json, "text"u8, part.Text);
                json.WriteBoolean("hit"u8, part.IsHit);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteFacts(Utf8JsonWriter json, Article article)
    {
        var details = article.Details;
        json.WriteNumber("formatVersion"u8, VersionedJson.FormatVersion);
        json.WriteString("id"u8, article.Id);
        WriteText(json, "category"u8, details.Category);
        WriteText(json, "title"u8, article.Title);
        WriteText(json, "titleSource"u8, article.TitleSource);
        WriteText(json, "url"u8, details.Url);
        WriteText(json, "date"u8, details.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteText(json, "created"u8, details.Created?.ToString());
        WriteText(json, "updated"u8, details.Updated?.ToString());
        WriteText(json, "lastRead"u8, article.LastRead?.ToString());
        json.WriteNumber("words"u8, article.Words);
        if (article.ReadCount is { } readCount)
        {
            json.WriteNumber("readCount"u8, readCount);
        }
        else
        {
            json.WriteNull("readCount"u8);
        }

        // Of what is whole nothing is said: only a damaged archive has such articles.
        if (article.Lost is { } lost)
        {
            json.WriteNumber("lost"u8, lost);
        }
    }

    private static void WriteDetails(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> details)
    {
        json.WriteStartObject("details"u8);
        foreach (var (key, value) in details)
        {
            JsonText.WriteName(json, key);
            JsonText.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, Source? source)
    {
        if (source is null)
        {
            json.WriteNull("source"u8);
            return;
        }

        json.WriteStartObject("source"u8);
        WriteText(json, "input"u8, source.Input);
        Span<byte> sha256 = stackalloc byte[64];
        Convert.TryToHexStringLower(source.Sha256.Span, sha256, out var length);
        json.WriteString("sha256"u8, sha256[..length]);
        json.WriteNumber("bytes"u8, source.Bytes);
        WriteText(json, "imported"u8,
            source.Imported.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    internal static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        json.WritePropertyName(name);
        JsonText.Write(json, text);
    }

    private static void WriteArray(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        json.WriteStartArray(name);
        for (var index = 0; index < lines.Count; index++)
        {
            JsonText.Write(json, lines[index].Span);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes lines as one string with LF between them, or null where there are none.</summary>
    private static void WriteJoined(Utf8JsonWriter json, IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        switch (lines.Count)
        {
            case 0:
                json.WriteNullValue();
                break;
            case 1:
                JsonText.Write(json, lines[0].Span);
                break;
            default:
                using (var joined = new MemoryStream())
                {
                    foreach (var line in lines)
                    {
                        joined.Write(joined.Length == 0 ? [] : "\n"u8);
                        joined.Write(line.Span);
                    }

                    JsonText.Write(json, joined.GetBuffer().AsSpan(0, (int)joined.Length));
                }

                break;
        }
    }
}
