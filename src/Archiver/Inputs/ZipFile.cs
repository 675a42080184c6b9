using System.Buffers.Binary;

namespace Archiver.Inputs;

/// <summary>
/// Reads a zip file: from a file by the directory at its end; from a stream, and where the directory is damaged, member
/// by member from its beginning. .NET's own reader needs a file that can be read in any order and whose directory is
/// whole, keeps all of that in memory, and does not look at the checksums.
/// </summary>
internal static class ZipFile
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;

    /// <summary>So many zip files are told apart in one file; what stands before them is read as one.</summary>
    private const int MostGlued = 1000;

    public static bool IsZip(ReadOnlySpan<byte> bytes) => ZipEntry.IsLocal(bytes) || ZipEntry.IsEnd(bytes);

    public static IEnumerable<Member> Members(ByteSource zip, UnpackLimit limit) =>
        zip.File is not { } file ? Stream(zip, limit)
        : ZipDirectory.Find(file) is { } directory ? Directory(file, directory, limit)
        : Stream(zip, limit).Prepend(Member.Damage(zip.Position, 0,
            "damaged: the directory at its end is missing; the members are read without it"));

    /// <summary>Where zip files begin and end that stand before the last one in a file, the first one first.</summary>
    public static IReadOnlyList<(long Start, long End)> Before(FileStream file)
    {
        var places = new List<(long Start, long End)>();
        for (var at = ZipDirectory.Find(file)?.Shift ?? 0; at > 0 && IsBeginning(file, at);)
        {
            var start = places.Count < MostGlued ? ZipDirectory.Find(file, at)?.Shift ?? 0 : 0;
            places.Insert(0, (start, at));
            at = start;
        }

        return places;
    }

    /// <summary>Offsets that are wrong make no second zip file.</summary>
    private static bool IsBeginning(FileStream file, long at)
    {
        Span<byte> mark = stackalloc byte[4];
        return RandomAccess.Read(file.SafeFileHandle, mark, at) == mark.Length && IsZip(mark);
    }

    /// <summary>What follows the last zip file in a file.</summary>
    /// <returns>Null where nothing does but zeros.</returns>
    public static Member? Behind(FileStream file)
    {
        if (ZipDirectory.Find(file) is not { } directory || directory.End == file.Length)
        {
            return null;
        }

        var rest = new byte[file.Length - directory.End];
        return RandomAccess.Read(file.SafeFileHandle, rest, directory.End) > 0 && rest.AsSpan().ContainsAnyExcept((byte)0)
            ? Behind(directory.End, rest.Length) : null;
    }

    private static Member Behind(long offset, long length) =>
        Member.Damage(offset, length, "it follows the end of the zip file, and is not read");

    private static IEnumerable<Member> Directory(FileStream file, ZipDirectory directory, UnpackLimit limit)
    {
        var (entries, content) = (new ByteSource(), new ByteSource());
        entries.Begin(new FilePart(file.SafeFileHandle, directory.Offset));
        var (contentStart, count) = (-1L, 0L);
        for (; ZipEntry.TakeCentral(entries) is { } entry; count++)
        {
            if (entry.IsFolder)
            {
                continue;
            }

            if (entry.Obstacle is { } obstacle)
            {
                yield return new Member(entry.Name, null, obstacle);
                continue;
            }

            if (entry.Offset > file.Length - directory.Shift || !IsMemberAt(entry.Offset + directory.Shift))
            {
                yield return new Member(entry.Name, null,
                    $"damaged: it is not where the directory of the zip file says, at byte {entry.Offset}");
                continue;
            }

            using var unpacker = new ZipUnpacker(entry, content, limit);
            yield return new Member(entry.Name, unpacker);
        }

        if (count < directory.Count)
        {
            yield return Member.Damage(directory.Offset, 0,
                $"damaged: of the {directory.Count} members in its directory only {count} can be read");
        }

        // Members mostly lie one after the other, and what was read ahead is of use.
        bool IsMemberAt(long offset)
        {
            var ahead = offset - contentStart - content.Position;
            if (contentStart < 0 || ahead is < 0 or > ByteSource.Capacity || content.Trouble is not null)
            {
                contentStart = offset;
                content.Begin(new FilePart(file.SafeFileHandle, offset));
            }
            else
            {
                content.Skip(ahead);
            }

            return ZipEntry.TakeLocal(content) is not null;
        }
    }

    private static IEnumerable<Member> Stream(ByteSource zip, UnpackLimit limit)
    {
        while (true)
        {
            var offset = zip.Position;
            if (ZipEntry.TakeLocal(zip) is not { } entry)
            {
                if (IsDirectory(zip))
                {
                    SkipDirectory(zip);
                    if (ZipEntry.IsLocal(zip.Peek(4)))
                    {
                        continue;
                    }

                    var (behind, isEmpty) = (zip.Position, !zip.Peek(ByteSource.Capacity).ContainsAnyExcept((byte)0));
                    zip.Skip(long.MaxValue);
                    if (zip.Trouble is { } failure)
                    {
                        yield return Member.Damage(zip.Position, 0, failure);
                    }
                    else if (!isEmpty)
                    {
                        yield return Behind(behind, zip.Position - behind);
                    }

                    yield break;
                }

                SkipToMember(zip);
                yield return Member.Damage(offset, zip.Position - offset, zip.Trouble
                    ?? (zip.Peek(1).IsEmpty ? "cut off: the directory at its end is missing, and so may be members"
                        : $"damaged: there is no member at byte {offset}, nor up to byte {zip.Position}"));
                if (zip.Peek(1).IsEmpty)
                {
                    yield break;
                }

                continue;
            }

            var isUnknown = entry.Packed < 0 && !entry.IsDeflated;
            if (entry.IsFolder && !isUnknown)
            {
                new Slice(zip, Math.Max(0, entry.Packed)).Finish();
            }
            else if (entry.Obstacle is not null || isUnknown)
            {
                yield return new Member(entry.Name, null, entry.Obstacle
                    ?? "its length does not stand before it; save the zip file, and import it as a file");
                zip.Skip(Math.Max(0, entry.Packed));
            }
            else
            {
                using var unpacker = new ZipUnpacker(entry, zip, limit);
                yield return new Member(entry.Name, unpacker);
                unpacker.Finish();
            }

            if (isUnknown)
            {
                SkipToMember(zip);
            }
        }
    }

    private static bool IsDirectory(ByteSource zip) =>
        zip.Peek(4) is var mark && (ZipEntry.IsCentral(mark) || ZipEntry.IsEnd(mark));

    /// <summary>Goes past the directory and the records that end it.</summary>
    private static void SkipDirectory(ByteSource zip)
    {
        while (ZipEntry.TakeCentral(zip) is not null)
        {
        }

        if (zip.Peek(12) is [(byte)'P', (byte)'K', 6, 6, ..] and { Length: 12 } end)
        {
            zip.Skip(12 + Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(end[4..])));
        }

        zip.Skip(zip.Peek(4).StartsWith("PK\x6\x7"u8) ? LocatorLength : 0);
        if (zip.Peek(EndLength) is { Length: EndLength } last && ZipEntry.IsEnd(last))
        {
            zip.Skip(EndLength + BinaryPrimitives.ReadUInt16LittleEndian(last[20..]));
        }
    }

    /// <summary>Goes to the next place that looks like a member, or like the directory.</summary>
    private static void SkipToMember(ByteSource zip)
    {
        zip.Take(1);
        while (zip.Peek(ByteSource.Capacity) is { IsEmpty: false } bytes)
        {
            var at = bytes.IndexOf("PK"u8);
            if (at < 0)
            {
                zip.Take(bytes[^1] == 'P' && bytes.Length > 1 ? bytes.Length - 1 : bytes.Length);
                continue;
            }

            zip.Take(at);
            if (ZipEntry.IsLocal(zip.Peek(4)) || IsDirectory(zip))
            {
                return;
            }

            zip.Take(2);
        }
    }
}
