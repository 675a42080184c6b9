namespace Archiver.Inputs;

/// <summary>
/// Reads a tar file in one pass. .NET's own reader stops at the first damaged header; this one says where the damage
/// is, and goes on at the next header whose checksum is right. Folders and links have no bytes and are passed over.
/// </summary>
internal static class TarFile
{
    private const int BlockLength = TarHeader.BlockLength;

    public static bool IsTar(ReadOnlySpan<byte> bytes) => TarHeader.TryRead(bytes, out _);

    public static IEnumerable<Member> Members(ByteSource tar)
    {
        (string? Name, long? Length, bool IsSparse) next = default;
        var isEnded = false;
        while (true)
        {
            var offset = tar.Position;
            var block = tar.Take(BlockLength);
            if (block.Length < BlockLength)
            {
                var (length, reason) = (block.Length, Ending(tar.Trouble, isEnded && !block.ContainsAnyExcept((byte)0)));
                if (reason is not null)
                {
                    yield return Member.Damage(offset, length, reason);
                }

                yield break;
            }

            if (!block.ContainsAnyExcept((byte)0))
            {
                isEnded = true;
                continue;
            }

            if (!TarHeader.TryRead(block, out var header))
            {
                SkipToHeader(tar);
                yield return Member.Damage(offset, tar.Position - offset,
                    $"damaged: there is no member at byte {offset}, nor up to byte {tar.Position}");
                (next, isEnded) = (default, false);
                continue;
            }

            isEnded = false;
            var content = new Slice(tar, header.IsFile ? next.Length ?? header.Length : header.Length);
            if (header.Type is 'x' or 'L')
            {
                var about = tar.Peek((int)Math.Min(header.Length, ByteSource.Capacity));
                next = header.Type == 'x'
                    ? TarHeader.ReadPax(about)
                    : next with { Name = MemberName.Of(TarHeader.Text(about)) };
            }
            else if (header.Type is not ('g' or 'K'))
            {
                if (MemberOf(header, next, content) is { } member)
                {
                    yield return member;
                }

                next = default;
            }

            content.Finish();
            tar.Skip(-tar.Position & (BlockLength - 1));
        }
    }

    private static Member? MemberOf(TarHeader header, (string? Name, long? Length, bool IsSparse) next, Slice content)
    {
        var name = next.Name ?? header.Name;
        return header switch
        {
            { Type: 'S' } => new Member(name, null, "a sparse file, which cannot be read from a tar file"),
            { IsFile: true } when next.IsSparse => new Member(name, null, "a sparse file, which cannot be read from a tar file"),
            { Type: 'M' } => new Member(name, null, "the rest of a file that begins in another tar file"),
            { Type: '3' or '4' or '6' } => new Member(name, null, "no file: it is a device or a pipe"),
            { IsFile: true } when !name.EndsWith('/') => new Member(name, content),
            _ => null,
        };
    }

    private static void SkipToHeader(ByteSource tar)
    {
        while (tar.Peek(BlockLength) is { Length: BlockLength } block && !TarHeader.TryRead(block, out _))
        {
            tar.Skip(BlockLength);
        }
    }

    private static string? Ending(string? failure, bool isWhole) => failure
        ?? (isWhole ? null : "cut off: what marks the end of a tar file is missing, and so may be members");
}
