namespace Archiver.Files;

/// <summary>What stands under a path. Neither .NET nor opening it tells: opening a pipe waits for somebody to write.</summary>
internal enum FileKind
{
    /// <summary>A file, or something that only the attempt to open it can tell.</summary>
    File,
    Folder,
    Link,
    Pipe,
    Device,
    Socket,
}

internal static class FileKinds
{
    /// <summary>What a path, or what the links there lead to, is.</summary>
    public static FileKind Of(string path) => UnixFile.Status(path).Kind;
}
