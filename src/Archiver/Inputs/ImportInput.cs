using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Inputs;

/// <summary>A file or standard input, and where to read it.</summary>
public sealed class ImportInput
{
    public const long DefaultMaxLength = 16L << 30;

    private readonly Func<CancellationToken, Stream> _open;

    private ImportInput(string name, string shortName, long? length, Func<CancellationToken, Stream> open) =>
        (Name, ShortName, Length, _open) = (SystemName.Visible(name), SystemName.Visible(shortName), length, open);

    /// <summary>The path by which it was reached, made fit to be shown; <c>-</c> for standard input.</summary>
    public string Name { get; }

    /// <summary>The name that articles keep: a file's name, or in a folder its path from there.</summary>
    public string ShortName { get; }

    /// <summary>In bytes, where it is known beforehand.</summary>
    public long? Length { get; }

    /// <summary>Where the file is; null of what is no file of its own.</summary>
    internal string? FilePath { get; private init; }

    /// <summary>The folder that was named and it lies in; what lies in one may belong together.</summary>
    internal string? Folder { get; private init; }

    /// <summary>Whether somebody named it, and did not name a folder or an archive file that it lies in.</summary>
    internal bool IsNamed { get; private init; } = true;

    /// <summary>Whether nothing at all is no reason to complain: standard input may well have nothing today.</summary>
    internal bool MayBeEmpty { get; private init; }

    /// <summary>How much may come of it where it does not say so itself: where it is packed, or no file.</summary>
    internal long MaxLength { get; init; } = DefaultMaxLength;

    /// <summary>Why it is no input of its own, but belongs to another; null where it is one.</summary>
    internal string? Companionship { get; private init; }

    public static ImportInput FromStream(string name, Stream stream, long maxLength = DefaultMaxLength) =>
        new(name, name, null, _ => stream) { MayBeEmpty = true, MaxLength = maxLength };

    /// <summary>
    /// A file, or everything in a folder and its folders, in the order of their names. Links to folders in it are not
    /// followed, so a link in a circle does no harm; each is an input that says so when it is read.
    /// </summary>
    /// <param name="path">What the user named; if there is nothing, the input says so when it is read.</param>
    /// <param name="excluded">Full paths that are left out: the archive's own files.</param>
    /// <param name="maxLength">How much may come of one where it does not say so itself: where it is packed, or a pipe.</param>
    public static IEnumerable<ImportInput> FromPath(
        string path, IReadOnlySet<string> excluded, long maxLength = DefaultMaxLength)
    {
        var kind = FileKinds.Of(path);
        if (kind != FileKind.Folder && !Directory.Exists(path))
        {
            // A shell makes pipes of <(command): who names one wants it read.
            return [kind == FileKind.Pipe
                ? new ImportInput(path, Path.GetFileName(path), null,
                    token => new WaitingStream(() => OpenFile(path), token)) { MayBeEmpty = true, MaxLength = maxLength }
                : FromFile(path, Path.GetFileName(path), maxLength)];
        }

        return FromFolder(path, "", maxLength, path)
            .Where(input => !excluded.Contains(Path.GetFullPath(input.Name)));
    }

    /// <summary>What it consists of.</summary>
    /// <param name="cancellation">Ends a pipe that waits for who writes.</param>
    /// <exception cref="IOException">It cannot be opened; or <see cref="UnauthorizedAccessException"/>.</exception>
    internal Stream Open(CancellationToken cancellation) => _open(cancellation);

    /// <summary>A member of this input, which is an archive file.</summary>
    internal ImportInput Member(string name) => new(
        $"{Name}!{name}", $"{ShortName}!{name}", null,
        _ => throw new InvalidOperationException("It is read with its archive file."))
    {
        IsNamed = false,
    };

    private static ImportInput FromFile(
        string path, string shortName, long maxLength, string? companionship = null, string? folder = null)
    {
        return new ImportInput(path, shortName, LengthOf(path), _ => FileKinds.Of(path) switch
        {
            FileKind.Pipe => throw new UnreadableException("no file: it is a pipe, and nobody may ever write to it"),
            FileKind.Device => throw new UnreadableException("no file: it is a device; - reads standard input"),
            FileKind.Socket => throw new UnreadableException("no file: it is a socket"),
            _ => OpenFile(path),
        })
        { FilePath = path, Folder = folder, IsNamed = folder is null, MaxLength = maxLength, Companionship = companionship };
    }

    private static long? LengthOf(string path)
    {
        if (SystemName.IsBytes(path))
        {
            return UnixFile.Status(path).Length;
        }

        try
        {
            // A link that leads nowhere would give the length of its own text.
            var target = new FileInfo(RealPath.OfFile(path));
            return target.Exists ? target.Length : null;
        }
        catch (Exception exception) when (exception is IOException or ArchiverException)
        {
            return null;
        }
    }

    private static FileStream OpenFile(string path) => SystemName.IsBytes(path) ? UnixFile.Open(path)
        : new(path, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);

    private static IEnumerable<ImportInput> FromFolder(string path, string prefix, long maxLength, string named)
    {
        FolderEntry[] entries;
        Exception? unreadable = null;
        try
        {
            entries = FolderEntry.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            (entries, unreadable) = ([], exception);
        }

        if (unreadable is not null)
        {
            yield return new ImportInput(path, prefix, null, _ => throw unreadable);
        }

        foreach (var entry in entries)
        {
            var (inner, shortName) = (Path.Combine(path, entry.Name), Path.Combine(prefix, entry.Name));
            if (entry is { IsFolder: true, IsLink: true })
            {
                yield return new ImportInput(inner, shortName, null, _ =>
                    throw new UnreadableException("a link to a folder, which is not followed; name that folder to import it"));
            }
            else if (entry.IsFolder)
            {
                foreach (var input in FromFolder(inner, shortName, maxLength, named))
                {
                    yield return input;
                }
            }
            else
            {
                var companionship = Companions.ReasonOf(inner.Replace(Path.DirectorySeparatorChar, '/'), named.Length, File.Exists);
                yield return FromFile(inner, shortName, maxLength, companionship, named);
            }
        }
    }
}
