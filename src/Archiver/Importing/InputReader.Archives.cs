using Archiver.Files;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Importing;

/// <content>
/// Archives that cannot be opened where they are: in a packed input, on standard input, under a name that .NET cannot
/// say.
/// </content>
internal sealed partial class InputReader
{
    /// <summary>
    /// A copy of an archive among the system's temporary files, which only this user can read, is read and then deleted.
    /// </summary>
    private IEnumerable<(ImportInput Input, Stretch Stretch)> Copied(ImportInput input, int layer, ByteSource source)
    {
        DirectoryInfo? folder = null;
        try
        {
            var path = "";
            var failure = Try(() =>
            {
                folder = Directory.CreateTempSubdirectory("archiver-");
                path = Path.Combine(folder.FullName, "archive.db");
            });
            failure ??= Try(() => Copy(source, path)) ?? source.Trouble;
            if (failure is null && layer == 0 && input.FilePath is { } file)
            {
                failure = Try(() => CopyLog(file, path));
            }

            if (failure is not null)
            {
                yield return (input, Rejected(0, source.Position + source.Skip(long.MaxValue), failure));
                yield break;
            }

            using var copy = File.OpenRead(path);
            source.Begin(copy);
            foreach (var piece in new OtherArchive(input, path, null, cancellation).Read(source))
            {
                yield return piece;
            }
        }
        finally
        {
            Try(() => folder?.Delete(recursive: true));
        }
    }

    private static void Copy(Stream from, string path)
    {
        using var to = new FileStream(path, FileMode.CreateNew);
        from.CopyTo(to);
    }

    /// <summary>What an archive has in its log belongs to it.</summary>
    private static void CopyLog(string archive, string copy)
    {
        var path = ArchiveFiles.LogPath(archive);
        if (FileKinds.Of(path) == FileKind.File && UnixFile.Status(path).Length > 0)
        {
            using var log = UnixFile.Open(path);
            Copy(log, ArchiveFiles.LogPath(copy));
        }
    }
}
