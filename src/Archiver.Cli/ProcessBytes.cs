using Archiver.Files;

namespace Archiver.Cli;

/// <summary>
/// The arguments and the environment of the process with names as <see cref="SystemName"/> has them. .NET makes U+FFFD of
/// every byte that is no UTF-8, and so one name of two; where that has happened, the bytes are read again.
/// </summary>
internal static class ProcessBytes
{
    private const char Lost = '\uFFFD';

    public static string[] Arguments(string[] arguments)
    {
        if (!OperatingSystem.IsLinux() || !arguments.Any(argument => argument.Contains(Lost)))
        {
            return arguments;
        }

        var all = Read("/proc/self/cmdline");
        return all.Length < arguments.Length ? arguments : all[^arguments.Length..];
    }

    public static string? Variable(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return value is null || !OperatingSystem.IsLinux() || !value.Contains(Lost) ? value
            : Read("/proc/self/environ").FirstOrDefault(entry => entry.StartsWith(name + "=", StringComparison.Ordinal)) is { } entry
                ? entry[(name.Length + 1)..] : value;
    }

    /// <summary>Whether the current folder has a name that .NET can say.</summary>
    public static bool CanNameFolder() => !FileFailure.HasCurrentFolder()
        || !Environment.CurrentDirectory.Contains(Lost)
        || Directory.Exists(Environment.CurrentDirectory);

    private static string[] Read(string file)
    {
        try
        {
            ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
            var texts = new List<string>();
            while (bytes.IndexOf((byte)0) is >= 0 and var end)
            {
                texts.Add(SystemName.Decode(bytes[..end]));
                bytes = bytes[(end + 1)..];
            }

            return [.. texts];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
