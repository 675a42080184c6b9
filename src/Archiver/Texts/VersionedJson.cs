using System.Text.Json;

namespace Archiver.Texts;

/// <summary>What is printed as JSON says first which version of the contract with scripts it keeps to.</summary>
public static class VersionedJson
{
    /// <summary>Fields may come within a version; none goes, or gets another name or type.</summary>
    public const int FormatVersion = 1;

    /// <summary>Begins an object that is no part of another one.</summary>
    public static void StartObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("formatVersion"u8, FormatVersion);
    }
}
