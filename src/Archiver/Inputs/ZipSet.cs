namespace Archiver.Inputs;

/// <summary>The members of a zip file, to be read in any order.</summary>
internal static class ZipSet
{
    /// <summary>A set has to be known as a whole; a zip file with more members is not read as one.</summary>
    private const int MaxMembers = 1_000_000;

    /// <summary>The members that its directory names, without folders.</summary>
    /// <returns>Null where it is no file, its directory is missing or cannot be read to its end, or there are too many.</returns>
    public static IReadOnlyList<SetMember>? Of(ByteSource zip, UnpackLimit limit)
    {
        if (zip.File is not { } file || ZipDirectory.Find(file) is not { Count: <= MaxMembers } directory)
        {
            return null;
        }

        var (members, entries) = (new List<SetMember>(), new ByteSource());
        var idle = new Stack<ByteSource>();
        entries.Begin(new FilePart(file.SafeFileHandle, directory.Offset));
        var count = 0L;
        for (; count < directory.Count && ZipEntry.TakeCentral(entries) is { } entry; count++)
        {
            if (!entry.IsFolder)
            {
                members.Add(new SetMember(entry.Name, entry.Length, entry.Checksum, entry.Obstacle,
                    () => Open(file, directory, entry, limit, idle)));
            }
        }

        return count == directory.Count ? members : null;
    }

    private static ZipUnpacker Open(
        FileStream file, ZipDirectory directory, ZipEntry entry, UnpackLimit limit, Stack<ByteSource> idle)
    {
        var content = idle.TryPop(out var source) ? source : new ByteSource();
        var offset = entry.Offset + directory.Shift;
        if (offset <= file.Length)
        {
            content.Begin(new FilePart(file.SafeFileHandle, offset));
        }

        return offset <= file.Length && ZipEntry.TakeLocal(content) is not null
            ? new ZipUnpacker(entry, content, limit, idle.Push)
            : throw new UnreadableException(
                $"damaged: it is not where the directory of the zip file says, at byte {entry.Offset}");
    }
}
