using System.Runtime.InteropServices;

namespace Archiver.Files;

/// <summary>What is in a folder: names as <see cref="SystemName"/> has them.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsFolder">Whether it is a folder, or a link to one.</param>
/// <param name="IsLink">Whether it is a link.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder, bool IsLink)
{
    private const int TypeAt = 18;
    private const int NameAt = 19;
    private const byte UnknownType = 0;
    private const byte FolderType = 4;
    private const byte LinkType = 10;

    /// <summary>In the order of their names.</summary>
    /// <exception cref="IOException">The folder cannot be read; or <see cref="UnauthorizedAccessException"/>.</exception>
    public static FolderEntry[] Of(string folder) =>
        [.. (OperatingSystem.IsLinux() ? OfLinux(folder) : OfOther(folder)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];

    private static IEnumerable<FolderEntry> OfOther(string folder) =>
        new DirectoryInfo(folder).EnumerateFileSystemInfos("*",
                new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false })
            .Select(entry => new FolderEntry(entry.Name, entry is DirectoryInfo, entry.LinkTarget is not null));

    /// <summary>.NET reads names as UTF-8, and loses the bytes of those that are not.</summary>
    private static List<FolderEntry> OfLinux(string folder)
    {
        var open = OpenFolder(SystemName.Encode(folder));
        if (open == 0)
        {
            throw UnixFile.Failure(Marshal.GetLastPInvokeError());
        }

        try
        {
            var entries = new List<FolderEntry>();
            while (true)
            {
                Marshal.SetLastSystemError(0);
                if (ReadFolder(open) is not (not 0 and var entry))
                {
                    var error = Marshal.GetLastPInvokeError();
                    return error == 0 ? entries : throw UnixFile.Failure(error);
                }

                var length = 0;
                while (Marshal.ReadByte(entry, NameAt + length) != 0)
                {
                    length++;
                }

                var bytes = new byte[length];
                Marshal.Copy(entry + NameAt, bytes, 0, length);
                if (bytes is not ([(byte)'.'] or [(byte)'.', (byte)'.']))
                {
                    entries.Add(Entry(folder, SystemName.Decode(bytes), Marshal.ReadByte(entry, TypeAt)));
                }
            }
        }
        finally
        {
            _ = CloseFolder(open);
        }
    }

    private static FolderEntry Entry(string folder, string name, byte type)
    {
        var path = Path.Combine(folder, name);
        var isLink = type == LinkType || (type == UnknownType && UnixFile.Status(path, followLinks: false).Kind == FileKind.Link);
        return new FolderEntry(name,
            type == FolderType || (type is LinkType or UnknownType && UnixFile.Status(path).Kind == FileKind.Folder), isLink);
    }

    [DllImport("libc", EntryPoint = "opendir", SetLastError = true)]
    private static extern nint OpenFolder(byte[] path);

    [DllImport("libc", EntryPoint = "readdir", SetLastError = true)]
    private static extern nint ReadFolder(nint folder);

    [DllImport("libc", EntryPoint = "closedir")]
    private static extern int CloseFolder(nint folder);
}
