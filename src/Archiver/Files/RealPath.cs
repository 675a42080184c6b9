namespace Archiver.Files;

/// <summary>Where paths lead to, whatever links there are on the way.</summary>
/// <remarks>.NET's own function takes a circle, and a link to nothing by a relative path, for something in the root folder.</remarks>
public static class RealPath
{
    /// <summary>So many links a system follows.</summary>
    private const int MaxLinks = 40;

    /// <summary>The path without links, in the folders as well, but those that lead in a circle. The file need not be there.</summary>
    public static string Of(string path) => Of(path, 0);

    /// <summary>What a path leads to, if it is a link, and what that leads to; the path itself where it is none.</summary>
    /// <exception cref="IOException">Its links lead in a circle.</exception>
    public static string OfFile(string path)
    {
        for (var links = 0; new FileInfo(path).LinkTarget is { } target; links++)
        {
            path = links < MaxLinks ? Follow(path, target)
                : throw new IOException("its links lead in a circle. Name another place.");
        }

        return path;
    }

    private static string Of(string path, int links)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var real = Path.Combine(Of(folder, links), Path.GetFileName(full));
        return links < MaxLinks && new FileInfo(real).LinkTarget is { } target ? Of(Follow(real, target), links + 1) : real;
    }

    private static string Follow(string path, string target) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", target);
}
