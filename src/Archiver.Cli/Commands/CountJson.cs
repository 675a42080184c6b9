using System.Text.Json;
using Archiver.Texts;

namespace Archiver.Cli.Commands;

/// <summary>A result that is one number, as a JSON object: <c>{"formatVersion":1,"removed":2}</c>.</summary>
internal static class CountJson
{
    public static void Write(string name, long count, Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            VersionedJson.StartObject(json);
            json.WriteNumber(name, count);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
