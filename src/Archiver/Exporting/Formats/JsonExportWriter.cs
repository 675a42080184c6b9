using System.Globalization;
using System.Text;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Exporting.Reports;

namespace Archiver.Exporting.Formats;

/// <summary>A writer of a JSON format of others.</summary>
internal abstract class JsonExportWriter : ExportWriter
{
    private readonly Stream _output;

    protected JsonExportWriter(Stream output)
    {
        _output = output;
        Json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ReadableEncoder.Instance, SkipValidation = true });
    }

    protected Utf8JsonWriter Json { get; }

    public override void Complete()
    {
        Json.Flush();
        _output.Write("\n"u8);
        _output.Flush();
    }

    /// <summary>Writes nothing: what is disposed would write what it has.</summary>
    public override void Dispose()
    {
    }

    /// <summary>Passes on what has gathered: only the longest article is in memory.</summary>
    protected void PassOn()
    {
        if (Json.BytesPending > 32 << 10)
        {
            Json.Flush();
        }
    }

    protected void WriteText(string name, string? value)
    {
        if (value is not null)
        {
            Json.WriteString(name, Whole(value));
        }
    }

    protected void WriteTexts(string name, IEnumerable<string> values)
    {
        Json.WriteStartArray(name);
        foreach (var value in values)
        {
            Json.WriteStringValue(Whole(value));
        }

        Json.WriteEndArray();
    }

    protected static string? SummaryOf(ArticleText text) => text.Summary.Count == 0 ? null
        : string.Join('\n', text.Summary.Select(line => Encoding.UTF8.GetString(line.Span)));

    /// <summary>With a zone, which these formats demand and nobody has stated.</summary>
    protected static string? Moment(WallTime? time) => time is { } stated ? $"{stated}:00Z" : null;

    protected static string? Moment(DateOnly? date) =>
        date is { } stated ? string.Create(CultureInfo.InvariantCulture, $"{stated:yyyy-MM-dd}T00:00:00Z") : null;

    /// <summary>What is half a character becomes U+FFFD instead of an exception.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
