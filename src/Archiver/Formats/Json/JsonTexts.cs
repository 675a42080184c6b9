using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Archiver.Formats.Json;

/// <summary>Takes values out of JSON as exports have it: any may be missing, null, or of another type than the last time.</summary>
internal static class JsonTexts
{
    /// <summary>The value of a property as text; null where it is missing, null, or no single value.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.AsText() is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A value as text; null where it is null, or no single value.</summary>
    public static string? AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => StringOf(value),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>The value of a property that says yes or no, as a truth value, a number or a word; null where there is none.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> names) =>
        element.Text(names)?.Trim().ToLowerInvariant() switch
        {
            null or "" => null,
            "false" or "0" or "no" => false,
            _ => true,
        };

    /// <summary>The elements of a property that is an array; none where it is not.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray() : [];

    /// <summary>The texts of a property: of an array of texts, of one of objects with a name, or of one text.</summary>
    /// <param name="element">The object.</param>
    /// <param name="name">The property.</param>
    /// <param name="inner">The properties that name an object.</param>
    public static IEnumerable<string> Texts(this JsonElement element, string name, params string[] inner) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.AsText() ?? item.Text(inner)).OfType<string>()
        : value.AsText() is { } text ? [text] : [];

    /// <summary>The value of a property that is a whole number; null where it is none.</summary>
    public static int? Number(this JsonElement element, params ReadOnlySpan<string> names) =>
        int.TryParse(element.Text(names), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>.NET refuses a text with half a surrogate pair, or bytes that are no UTF-8.</summary>
    private static string? StringOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return Whole(Unescaped(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)).AsSpan()[1..^1]));
        }
    }

    private static string Unescaped(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\' || at + 1 == raw.Length)
            {
                text.Append(raw[at]);
                continue;
            }

            var escaped = raw[++at];
            if (escaped == 'u' && at + 4 < raw.Length && ushort.TryParse(raw.Slice(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                text.Append((char)unit);
                at += 4;
                continue;
            }

            text.Append(escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escaped });
        }

        return text.ToString();
    }

    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }
}
