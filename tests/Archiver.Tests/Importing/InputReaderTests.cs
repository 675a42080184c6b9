using System.Text;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using Archiver.Inputs;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Inputs;
using CsCheck;

namespace Archiver.Tests.Importing;

public sealed class InputReaderTests
{
    private static readonly byte[] One = InventedDump.Number(1).ToBytes();
    private static readonly byte[] Two = InventedDump.Number(2).ToBytes();
    private static readonly byte[] Notes = Encoding.UTF8.GetBytes("Buy milk.\n");

    /// <summary>Every packing with two members in it.</summary>
    private static readonly byte[][] Containers =
    [
        Packed.Gzip([.. One, .. Two]),
        Packed.Zstandard([.. One, .. Two]),
        Packed.Tar(("one", One), ("two", Two)),
        Packed.Zip(false, ("one", One), ("two", Two)),
        Packed.Zip(true, ("one", One), ("two", Two)),
        Packed.Gzip(Packed.Tar(("one", One), ("two.zip", Packed.Zip(true, ("two", Two))))),
    ];

    [Fact]
    public void What_is_packed_is_recognised_by_its_content_and_named_by_its_way_in()
    {
        var zip = Packed.Zip(false, ("c.txt", One));
        var tar = Packed.Tar(("b", zip), ("notes", Notes), ("d.gz", Packed.Zstandard(Packed.Gzip(Two))));
        Assert.Equal(
            ["in!b!c.txt Article", "in!notes Rejected no dump: neither statistics nor details nor similar readings end this text", "in!d.gz Article"],
            Packed.Read(Packed.Gzip(tar)).Select(Packed.Describe));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_zip_file_is_read_alike_from_a_file_and_from_a_stream(bool isStream)
    {
        var zip = Packed.Zip(isStream, ("one", One), ("empty", []), ("folder/", []), ("two", [.. Enumerable.Repeat(Two, 3000).SelectMany(dump => dump)]));
        var read = Packed.Read(zip).Select(Packed.Describe).ToArray();
        Assert.Equal(3002, read.Length);
        Assert.Equal(["in!one Article", "in!empty Ignored it is empty", "in!two Article"], read[..3]);
        Assert.Equal(read, Packed.ReadFile(zip).Select(Packed.Describe));
    }

    [Fact]
    public void Names_of_members_are_names_and_nothing_else()
    {
        string[] names = ["../../etc/passwd", "/etc/passwd", "a\nb", "\u001B[2J", new string('x', 5000), "été", "!"];
        var read = Packed.Read(Packed.Tar([.. names.Select(name => (name, One))]));
        Assert.Equal(names.Select(name => $"in!{(name.Length > 1024 ? name[..1024] + "…" : name)}"), read.Select(piece => piece.Name));
        Assert.All(read, piece => Assert.NotNull(piece.Stretch.Article));
    }

    [Fact]
    public void Of_a_tar_file_with_a_damaged_header_the_other_members_are_kept()
    {
        var tar = Packed.Tar(("one", One), ("two", Two), ("three", One));
        var second = tar.AsSpan().IndexOf(Encoding.ASCII.GetBytes("two\0"));
        tar[second + 20] ^= 0xFF;
        Assert.Equal(["in!one Article", "in Rejected", "in!three Article"],
            Packed.Read(tar).Select(piece => $"{piece.Name} {piece.Stretch.Kind}"));
    }

    [Fact]
    public void Layers_without_end_are_rejected()
    {
        var deep = Enumerable.Range(0, 12).Aggregate(One, (content, _) => Packed.Gzip(content));
        Assert.Contains("too deep", Assert.Single(Packed.Read(deep)).Stretch.Reason);
    }

    [Fact]
    public void A_bomb_is_rejected_and_what_stands_beside_it_is_imported()
    {
        var zip = Packed.Zip(false, ("bomb", new byte[100 << 20]), ("one", One));
        var read = Packed.ReadFile(zip);
        Assert.Contains(read, piece => piece.Name == "in!bomb" && piece.Stretch.Reason!.StartsWith("too much in little", StringComparison.Ordinal));
        Assert.Equal("in!one Article", Packed.Describe(read[^1]));
        Assert.Equal("in!one Article", Packed.Describe(Packed.Read(zip)[^1]));
    }

    [Fact]
    public void More_than_the_stated_maximum_is_not_read()
    {
        var read = Packed.Read(ImportInput.FromStream("in", new MemoryStream(new byte[5000]), maxLength: 4096));
        Assert.Equal(4096, read.Sum(piece => piece.Stretch.Length));
        Assert.Contains("longer than 4 KiB", read[^1].Stretch.Reason);
    }

    [Fact]
    public void Members_that_cannot_be_unpacked_are_rejected_by_name()
    {
        var zip = Packed.Zip(false, ("one", One), ("two", Two));
        zip[6] |= 1; // Says that the first member is encrypted, here and in the directory.
        zip[zip.AsSpan().IndexOf("PK\x1\x2"u8) + 8] |= 1;
        foreach (var read in new[] { Packed.Read(zip), Packed.ReadFile(zip) })
        {
            Assert.Equal(["in!one Rejected encrypted: unpack it with its password first", "in!two Article"], read.Select(Packed.Describe));
        }
    }

    [Fact]
    public void A_container_that_is_cut_off_says_so_and_keeps_what_came_before()
    {
        foreach (var (container, index) in Containers.Select((container, index) => (container, index)))
        {
            // Of the two blocks of zeros that end a tar file one may be missing.
            for (var length = 600; length < container.Length - (index == 2 ? 1100 : 1); length += 7)
            {
                var cut = container[..length];
                foreach (var read in new[] { Packed.Read(cut), Packed.ReadFile(cut) })
                {
                    // Behind the last member only the directory of a zip file may be cut off: then nothing is lost.
                    Assert.True(read.Any(piece => piece.Stretch.Kind == StretchKind.Rejected)
                        || read.Count(piece => piece.Stretch.Article is not null) == 2, $"container {index}, {length} bytes");
                    Packed.AssertAccount(read, Archives);
                }
            }
        }
    }

    [Fact]
    public void However_a_container_is_damaged_every_byte_is_accounted_for() =>
        Gen.Select(Gen.Int[0, Containers.Length - 1], Gen.Int[0, 1 << 20].Array[1, 6], Gen.Int[0, 255], Gen.Int[0, 3]).Sample((index, places, value, cut) =>
        {
            var bytes = Containers[index].ToArray();
            foreach (var place in places)
            {
                bytes[place % bytes.Length] = (byte)value;
            }

            var damaged = cut == 0 ? bytes[..(places[0] % bytes.Length)] : bytes;
            foreach (var read in new[] { Packed.Read(damaged), Packed.ReadFile(damaged) })
            {
                Packed.AssertAccount(read, Archives);
                Assert.True(damaged.Length == 0 || read.Count > 0);
            }
        }, iter: 1500);

    private static readonly HashSet<string> Archives = ["in", "in!two.zip"];
}
