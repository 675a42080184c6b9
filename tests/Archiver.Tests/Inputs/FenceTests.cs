using System.Buffers.Binary;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Inputs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Inputs;

/// <summary>One input never ends the import of the others, whatever is in it and whatever goes wrong.</summary>
public sealed class FenceTests
{
    private static readonly byte[] One = InventedDump.Number(1).ToBytes();
    private static readonly byte[] Two = InventedDump.Number(2).ToBytes();

    [Fact]
    public void An_input_that_throws_what_nobody_expects_is_rejected_and_the_next_is_read()
    {
        var read = Packed.Read(ImportInput.FromStream("bad", new ThrowingStream(One)), ImportInput.FromStream("good", new MemoryStream(Two)));
        Assert.Equal(["bad Article the input breaks off here, so it may not be whole",
            "bad Rejected this is a bug in Archiver, please report it: KeyNotFoundException: nobody expects it", "good Article"],
            read.Select(Packed.Describe));
        Assert.Equal(One.Length, read.Where(piece => piece.Name == "bad").Sum(piece => piece.Stretch.Length));
    }

    [Fact]
    public void What_a_member_throws_ends_that_member_only()
    {
        byte[][] archives = [Packed.Tar(("one", One), ("two", Two)), Packed.Zip(true, ("one", One), ("two", Two))];
        foreach (var archive in archives)
        {
            var read = Packed.Read(ImportInput.FromStream("bad", new ThrowingStream(archive)), ImportInput.FromStream("good", new MemoryStream(Two)));
            Assert.Contains(read, piece => piece.Stretch.Reason?.StartsWith("this is a bug", StringComparison.Ordinal) == true);
            Assert.Equal("good Article", Packed.Describe(read[^1]));
        }
    }

    [Fact]
    public void An_offset_beyond_all_files_is_a_line_of_the_report()
    {
        var shifted = Extended(Packed.Zip(false, ("one", One)), offset: long.MaxValue, gap: 10);
        Assert.Equal($"in!one Rejected damaged: it is not where the directory of the zip file says, at byte {long.MaxValue}",
            Packed.Describe(Packed.ReadFile(shifted)[0]));
    }

    [Fact]
    public void Numbers_that_no_archive_file_has_end_nothing_wherever_they_stand()
    {
        byte[][] archives =
        [
            Extended(Packed.Zip(false, ("one", "1"u8.ToArray()), ("two", Two)), offset: 0),
            Packed.Zip(true, ("one", "1"u8.ToArray()), ("two", Two)),
            Packed.Gzip(One),
            Packed.Zstandard(One),
            Packed.Tar(("one", "1"u8.ToArray()))[..2048],
        ];
        long[] numbers = [long.MaxValue, long.MinValue, -1, long.MinValue + 1];
        foreach (var archive in archives)
        {
            for (var place = 4; place < archive.Length - 8; place += Extent.Of(7, 1))
            {
                var changed = archive.ToArray();
                BinaryPrimitives.WriteInt64LittleEndian(changed.AsSpan(place), numbers[place % numbers.Length]);
                foreach (var read in (List<(string, Stretch Stretch)>[])[Packed.Read(changed), Packed.ReadFile(changed)])
                {
                    Assert.NotEmpty(read);
                    Assert.DoesNotContain(read, piece => piece.Stretch.Reason?.Contains("bug", StringComparison.Ordinal) == true);
                }
            }
        }
    }

    [Fact]
    public void What_a_zip_file_packs_with_zstd_counts_once()
    {
        var text = Enumerable.Repeat(One, 20).SelectMany(dump => dump).ToArray();
        var input = ImportInput.FromStream("in", new MemoryStream(ZipOfZstandard(text)), maxLength: text.Length + (text.Length / 2));
        Assert.Equal(20, Packed.Read(input).Count(piece => piece.Stretch.Article is not null));
    }

    /// <summary>A zip file with one member, packed with zstd, as a stream begins: the directory is not needed there.</summary>
    private static byte[] ZipOfZstandard(byte[] text)
    {
        var packed = Packed.Zstandard(text);
        var header = new byte[30];
        "PK\x3\x4"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), 93);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), System.IO.Hashing.Crc32.HashToUInt32(text));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), packed.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(22), text.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), 1);
        byte[] end = [.. "PK\x5\x6"u8, .. new byte[18]];
        return [.. header, (byte)'a', .. packed, .. end];
    }

    /// <summary>The same zip file with the offset of its first member in a field of 64 bits.</summary>
    private static byte[] Extended(byte[] zip, long offset, int gap = 0)
    {
        var (central, end) = (zip.AsSpan().IndexOf("PK\x1\x2"u8), zip.AsSpan().LastIndexOf("PK\x5\x6"u8));
        var afterName = central + 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(central + 28));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(central + 30), 12);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(central + 42), uint.MaxValue);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(end + 12), BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(end + 12)) + 12);
        var field = new byte[12];
        (field[0], field[2]) = (1, 8);
        BinaryPrimitives.WriteInt64LittleEndian(field.AsSpan(4), offset);

        // A gap before the directory is as good as something before the file: all offsets are shifted by it.
        return [.. zip[..central], .. new byte[gap], .. zip[central..afterName], .. field, .. zip[afterName..]];
    }

    private sealed class ThrowingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => Checked(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Checked(base.Read(buffer));

        private static int Checked(int read) => read > 0 ? read : throw new KeyNotFoundException("nobody expects it");
    }
}
