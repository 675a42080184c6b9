using System.Text.Json;
using System.Text.RegularExpressions;

namespace Archiver.Tests.Cli;

/// <summary>A report as <c>help json</c> documents it.</summary>
/// <param name="Commands">What prints it, and in what shape.</param>
/// <param name="Fields">Its fields.</param>
internal sealed partial record DocumentedReport(
    IReadOnlyList<(string Command, string Shape)> Commands, IReadOnlyList<DocumentedField> Fields)
{
    /// <summary>The names of all fields, those of objects after the object's: <c>source.input</c>.</summary>
    public IEnumerable<string> Paths => PathsOf(Fields, "");

    public static IReadOnlyList<DocumentedReport> Parse(string help)
    {
        var reports = new List<DocumentedReport>();
        var open = new Stack<(int Indent, List<DocumentedField> Fields)>();
        foreach (var line in help.Split('\n'))
        {
            if (line.StartsWith("  archiver ", StringComparison.Ordinal))
            {
                var command = Command().Match(line);
                Assert.True(command.Success, line);
                if (reports.Count == 0 || reports[^1].Fields.Count > 0)
                {
                    reports.Add(new DocumentedReport(new List<(string, string)>(), new List<DocumentedField>()));
                }

                ((List<(string, string)>)reports[^1].Commands).Add((command.Groups[1].Value, command.Groups[2].Value));
                open.Clear();
                open.Push((2, (List<DocumentedField>)reports[^1].Fields));
            }
            else if (open.Count > 0 && Field().Match(line) is { Success: true } field)
            {
                var indent = field.Groups[1].Length;
                if (indent > open.Peek().Indent)
                {
                    open.Push((indent, open.Peek().Fields[^1].Inner));
                }

                while (indent < open.Peek().Indent)
                {
                    open.Pop();
                }

                var type = field.Groups[3].Value;
                var mayBeNull = type.EndsWith(" or null", StringComparison.Ordinal);
                open.Peek().Fields.Add(new DocumentedField(field.Groups[2].Value, mayBeNull ? type[..^8] : type, mayBeNull, []));
            }
        }

        return reports;
    }

    /// <summary>The objects that a command printed in a shape.</summary>
    public static IReadOnlyList<JsonElement> Documents(string text, string shape) => shape switch
    {
        "an object" => [JsonDocument.Parse(text).RootElement],
        "an array of objects" => [.. JsonDocument.Parse(text).RootElement.EnumerateArray()],
        _ => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)],
    };

    /// <summary>The articles that <c>list</c> or <c>search</c> printed.</summary>
    public static IEnumerable<JsonElement> Articles(string text) => JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Object } search
        ? search.GetProperty("articles").EnumerateArray()
        : JsonDocument.Parse(text).RootElement.EnumerateArray();

    /// <summary>Fails where an object is not as documented; notes which fields have a value.</summary>
    public void Check(JsonElement document, HashSet<string> seen)
    {
        Assert.Equal("formatVersion", Fields[0].Name);
        Check(document, Fields, "", seen);
    }

    private static void Check(JsonElement value, IReadOnlyList<DocumentedField> fields, string path, HashSet<string> seen)
    {
        Assert.Equal(JsonValueKind.Object, value.ValueKind);
        Assert.Equal(fields.Select(field => field.Name), value.EnumerateObject().Select(property => property.Name));
        foreach (var field in fields)
        {
            Check(value.GetProperty(field.Name), field.Type, field, path + field.Name, seen);
        }
    }

    private static void Check(JsonElement value, string type, DocumentedField field, string path, HashSet<string> seen)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.True(field.MayBeNull, $"{path} is null");
            return;
        }

        if (type is "named texts")
        {
            Assert.All(value.EnumerateObject(), property => Assert.Equal(JsonValueKind.String, property.Value.ValueKind));
        }
        else if (type.EndsWith('s'))
        {
            Assert.All(value.EnumerateArray(), element => Check(element, type[..^1], field with { MayBeNull = false }, path, seen));
            return;
        }
        else if (type == "object")
        {
            Assert.NotEmpty(field.Inner);
            Check(value, field.Inner, $"{path}.", seen);
        }
        else
        {
            Assert.True(IsOf(value, type), $"{path} is no {type}: {value}");
        }

        seen.Add(path);
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "text" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "yes/no" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "date" => Date().IsMatch(value.GetString()!),
        "time" => Time().IsMatch(value.GetString()!),
        "UTC time" => UtcTime().IsMatch(value.GetString()!),
        _ => false,
    };

    private static IEnumerable<string> PathsOf(IEnumerable<DocumentedField> fields, string path) =>
        fields.SelectMany(field => PathsOf(field.Inner, $"{path}{field.Name}.").Prepend(path + field.Name));

    [GeneratedRegex("^  archiver (\\S.*?)  +(an? .*|objects, .*)$")]
    private static partial Regex Command();

    [GeneratedRegex("^( {2,12})([a-zA-Z0-9]+) +((?:named texts|UTC time|text|number|yes/no|date|time|object)s?(?: or null)?) +\\S")]
    private static partial Regex Field();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Date();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]
    private static partial Regex Time();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
    private static partial Regex UtcTime();
}

/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in words; with an s at its end an array of them.</param>
/// <param name="MayBeNull">Whether it may be null.</param>
/// <param name="Inner">The fields of the object that it is, or of its objects.</param>
internal sealed record DocumentedField(string Name, string Type, bool MayBeNull, List<DocumentedField> Inner);
