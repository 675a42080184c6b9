using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Archiver.Articles;
using Archiver.Querying;

namespace Archiver.Exporting.Reports;

/// <summary>
/// A field of an article that can be asked for by its name. The fields are those of the reports, so that one thing has one
/// name and one value wherever it is printed: a new field of a report is a new one here.
/// </summary>
public sealed class ArticleField
{
    private readonly Source _source;
    private readonly JsonPropertyInfo[] _path;

    private ArticleField(string name, Source source, params JsonPropertyInfo[] path) => (Name, _source, _path) = (name, source, path);

    /// <summary>Where the value is found.</summary>
    private enum Source
    {
        /// <summary>In what is listed.</summary>
        Listed,

        /// <summary>In the article with its text.</summary>
        Whole,

        /// <summary>In what a search has found.</summary>
        Found,
    }

    /// <summary>The fields of every article, in the order of the reports; of a field that is an object also its own fields.</summary>
    public static IReadOnlyList<ArticleField> All { get; } = [.. OfArticles()];

    /// <summary>With those that a search adds.</summary>
    public static IReadOnlyList<ArticleField> OfSearch { get; } = [.. All, .. PropertiesOf(typeof(FoundArticle))
        .Where(property => All.All(field => field.Name != property.Name))
        .Select(property => new ArticleField(property.Name, Source.Found, property))];

    public string Name { get; }

    /// <summary>Whether the article's text has to be read for it.</summary>
    public bool NeedsText => _source == Source.Whole;

    /// <summary>Whether a search has to look for where the words stand.</summary>
    public bool NeedsSnippet => _source == Source.Found && Name == "snippet";

    /// <summary>The field of this name, or of one that means it in queries; null where there is none.</summary>
    public static ArticleField? Named(string name, IReadOnlyList<ArticleField> fields) =>
        fields.FirstOrDefault(field => field.Name.Equals(QueryField.Present(name), StringComparison.OrdinalIgnoreCase));

    /// <summary>Its value as text: nothing where it is not known, what are several with a semicolon between, lines with LF.</summary>
    public string TextOf(ArticleRow row) => ValueOf(row) switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        ReadOnlyMemory<byte> text => Encoding.UTF8.GetString(text.Span),
        IReadOnlyList<string> texts => string.Join("; ", texts),
        IReadOnlyList<ReadOnlyMemory<byte>> texts => string.Join('\n', texts.Select(text => Encoding.UTF8.GetString(text.Span))),
        var value => JsonOf(value),
    };

    /// <summary>Writes its value as JSON has it.</summary>
    internal void Write(Utf8JsonWriter json, ArticleRow row)
    {
        json.WritePropertyName(Name);
        if (ValueOf(row) is { } value)
        {
            JsonSerializer.Serialize(json, value, ReportContext.Default.GetTypeInfo(_path[^1].PropertyType)!);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private object? ValueOf(ArticleRow row)
    {
        object? value = _source switch
        {
            Source.Listed => row.Listed,
            Source.Whole => row.Whole,
            _ => row.Found,
        };
        foreach (var property in _path)
        {
            value = value is null ? null : property.Get!(value);
        }

        return value;
    }

    /// <summary>What is a text in JSON is that text; all else is JSON.</summary>
    private string JsonOf(object value)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = ReadableEncoder.Instance }))
        {
            JsonSerializer.Serialize(json, value, ReportContext.Default.GetTypeInfo(_path[^1].PropertyType)!);
        }

        var written = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        return written.StartsWith('"') ? written[1..^1] : written;
    }

    private static IEnumerable<ArticleField> OfArticles()
    {
        var listed = PropertiesOf(typeof(ListedArticle)).ToDictionary(property => property.Name);
        foreach (var property in PropertiesOf(typeof(WholeArticle)))
        {
            yield return listed.TryGetValue(property.Name, out var own) ? new ArticleField(property.Name, Source.Listed, own)
                : new ArticleField(property.Name, Source.Whole, property);
            foreach (var inner in property.PropertyType == typeof(SourceReport) ? PropertiesOf(typeof(SourceReport)) : [])
            {
                yield return new ArticleField($"{property.Name}.{inner.Name}", Source.Whole, property, inner);
            }
        }
    }

    /// <summary>In the order in which they are written, but for the version.</summary>
    private static IEnumerable<JsonPropertyInfo> PropertiesOf(Type type) =>
        ReportContext.Default.GetTypeInfo(type)!.Properties.Where(property => property.Order != Report.VersionFirst).OrderBy(property => property.Order);
}

/// <summary>An article of which fields are asked for.</summary>
public sealed class ArticleRow
{
    internal ListedArticle Listed { get; private init; } = null!;

    internal WholeArticle? Whole { get; private init; }

    internal FoundArticle? Found { get; private init; }

    /// <summary>The article.</summary>
    public required Article Article { get; init; }

    /// <param name="article">The article.</param>
    /// <param name="text">Its text; null where no field needs it.</param>
    /// <param name="found">What a search says of it; null where there was none.</param>
    public static ArticleRow Of(Article article, ArticleText? text, FoundArticle? found = null) => new()
    {
        Article = article,
        Listed = ListedArticle.Of(article),
        Whole = text is null ? null : WholeArticle.Of(article, text),
        Found = found,
    };
}
