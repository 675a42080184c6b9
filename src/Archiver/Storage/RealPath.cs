namespace Archiver.Storage;

/// <summary>Tells whether two paths lead to one file, whatever links there are on the way.</summary>
public static class RealPath
{
    /// <summary>The path without links, in the folders as well. The file need not be there.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var real = Path.Combine(Of(folder), Path.GetFileName(full));
        return new FileInfo(real) is { LinkTarget: not null } link
            && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : real;
    }
}
