using Archiver.Dumps;

namespace Archiver.Importing;

/// <summary>A file or standard input, and where to read it.</summary>
public sealed class ImportInput
{
    private readonly Func<Stream> _open;

    private ImportInput(string name, string shortName, long? length, Func<Stream> open) =>
        (Name, ShortName, Length, _open) = (name, shortName, length, open);

    /// <summary>The path by which it was reached; <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>The name that articles keep: a file's name, or in a folder its path from there.</summary>
    public string ShortName { get; }

    /// <summary>In bytes, where it is known beforehand.</summary>
    public long? Length { get; }

    public static ImportInput FromStream(string name, Stream stream) => new(name, name, null, () => stream);

    /// <summary>
    /// A file, or everything in a folder and its folders, in the order of their names. Links to folders are not
    /// followed, so a link in a circle does no harm.
    /// </summary>
    /// <param name="path">What the user named; if there is nothing, the input says so when it is read.</param>
    /// <param name="excluded">Full paths that are left out: the archive's own files.</param>
    public static IEnumerable<ImportInput> FromPath(string path, IReadOnlySet<string> excluded)
    {
        if (!Directory.Exists(path))
        {
            return [FromFile(path, Path.GetFileName(path))];
        }

        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return FromFolder(new DirectoryInfo(path), path, "", options)
            .Where(input => !excluded.Contains(Path.GetFullPath(input.Name)));
    }

    /// <summary>
    /// The stretches of the input; a file that is empty, or cannot be read (on), ends with a rejected stretch that says why.
    /// </summary>
    internal IEnumerable<Stretch> Stretches()
    {
        Stretch? unreadable = null;
        var (end, line) = (0L, 1L);
        Stream? stream = null;
        try
        {
            DumpReader? reader = null;
            if (Try(() => reader = new DumpReader(stream = _open())))
            {
                Stretch? stretch = null;
                while (Try(() => stretch = reader!.Read()) && stretch is not null)
                {
                    (end, line) = (stretch.Offset + stretch.Length, stretch.FirstLine + stretch.LineCount);
                    yield return stretch;
                }
            }
        }
        finally
        {
            stream?.Dispose();
        }

        if (unreadable is not null)
        {
            yield return unreadable;
        }
        else if (end == 0 && Length is not null)
        {
            // Standard input may well have nothing today; a file that is empty is one that something went wrong with.
            yield return Rejected("it is empty", 0);
        }

        Stretch Rejected(string reason, long length) => new()
        {
            Offset = end,
            Length = length,
            FirstLine = line,
            LineCount = 0,
            Kind = StretchKind.Rejected,
            Reason = reason,
        };

        bool Try(Action read)
        {
            try
            {
                read();
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                unreadable = Rejected(Reason(exception), Math.Max(0, (Length ?? end) - end));
                return false;
            }
        }
    }

    private static string Reason(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        UnauthorizedAccessException => "it cannot be read: permission is missing",
        _ => $"it cannot be read: {exception.Message}",
    };

    private static ImportInput FromFile(string path, string shortName)
    {
        var file = new FileInfo(path);
        return new ImportInput(path, shortName, file.Exists ? file.Length : null, () => new FileStream(path, FileMode.Open,
            FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan));
    }

    private static IEnumerable<ImportInput> FromFolder(
        DirectoryInfo folder, string path, string prefix, EnumerationOptions options)
    {
        FileSystemInfo[] entries;
        string? unreadable = null;
        try
        {
            entries = [.. folder.EnumerateFileSystemInfos("*", options).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            (entries, unreadable) = ([], exception.Message);
        }

        if (unreadable is not null)
        {
            yield return new ImportInput(path, prefix, null, () => throw new UnauthorizedAccessException(unreadable));
        }

        foreach (var entry in entries)
        {
            var (inner, shortName) = (Path.Combine(path, entry.Name), Path.Combine(prefix, entry.Name));
            if (entry is DirectoryInfo subfolder)
            {
                if (subfolder.LinkTarget is null)
                {
                    foreach (var input in FromFolder(subfolder, inner, shortName, options))
                    {
                        yield return input;
                    }
                }
            }
            else
            {
                yield return FromFile(inner, shortName);
            }
        }
    }
}
