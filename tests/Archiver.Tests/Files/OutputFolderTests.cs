using System.Runtime.InteropServices;
using System.Text;
using Archiver.Articles;
using Archiver.Files;

namespace Archiver.Tests.Files;

public sealed class OutputFolderTests
{
    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        using var place = new TemporaryFolder();
        Assert.Equal((2, 0), Written(place, false, ("a", "1"), ("b/c", "2")));
        File.SetLastWriteTimeUtc(place["a"], DateTime.UnixEpoch);
        Assert.Equal((1, 0), Written(place, false, ("a", "1"), ("b/c", "3")));
        Assert.Equal((DateTime.UnixEpoch, "3"), (File.GetLastWriteTimeUtc(place["a"]), File.ReadAllText(place["b/c"])));
    }

    [Fact]
    public void What_is_no_longer_written_goes_and_nothing_else()
    {
        using var place = new TemporaryFolder();
        Written(place, false, ("a", "1"), ("b/c", "2"), ("d", "3"));
        File.WriteAllText(place["mine"], "mine");
        File.WriteAllText(place["d"], "changed");
        Written(place, false, ("a", "1"));
        Assert.Equal([".archiver-kind", "a", "d", "mine"], place.Names);
    }

    [Fact]
    public void What_something_else_wrote_or_changed_stays_unless_it_may_be_replaced()
    {
        using var place = new TemporaryFolder();
        File.WriteAllText(place["foreign"], "mine");
        Written(place, false, ("own", "1"));
        File.WriteAllText(place["own"], "changed");
        Assert.Equal((0, 2), Written(place, false, ("foreign", "theirs"), ("own", "2")));
        Assert.Equal(("mine", "changed"), (File.ReadAllText(place["foreign"]), File.ReadAllText(place["own"])));
        Assert.Equal((2, 0), Written(place, true, ("foreign", "theirs"), ("own", "2")));
        Assert.Equal(("theirs", "2"), (File.ReadAllText(place["foreign"]), File.ReadAllText(place["own"])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_folder_or_a_pipe_in_the_way_stays_and_the_rest_is_written(bool mayReplace)
    {
        using var place = new TemporaryFolder();
        Written(place, false, ("first", "1"), ("was a file", "1"));
        File.Delete(place["was a file"]);
        Directory.CreateDirectory(place["folder"]);
        Assert.Equal(0, MakePipe(place["pipe"], 0x180));
        Assert.Equal(0, MakePipe(place["was a file"], 0x180));
        Assert.Equal((1, 3), Written(place, mayReplace, ("folder", "2"), ("pipe", "2"), ("was a file", "2"), ("rest", "2")));
        Assert.Equal((0, 0), Written(place, mayReplace, ("rest", "2")));
        Assert.Equal([".archiver-kind", "folder", "pipe", "rest", "was a file"], place.Names);
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [Fact]
    public void What_must_never_be_replaced_is_not()
    {
        using var place = new TemporaryFolder();
        File.WriteAllText(place["archive"], "all");
        using (var folder = new OutputFolder(place.Path, "kind", mayReplace: true, [RealPath.Of(place["archive"])]))
        {
            folder.Write("archive", "x"u8.ToArray());
            Assert.Equal(1, folder.Kept);
        }

        Assert.Equal("all", File.ReadAllText(place["archive"]));
    }

    [Fact]
    public void A_write_that_ends_in_the_middle_leaves_whole_files_that_the_next_knows()
    {
        using var place = new TemporaryFolder();
        using (var folder = new OutputFolder(place.Path, "kind", mayReplace: false))
        {
            folder.Write("a", "1"u8.ToArray());
            Assert.Throws<InvalidDataException>(() => folder.Write("b", output =>
            {
                output.Write("half"u8);
                throw new InvalidDataException();
            }));
        }

        Assert.Equal([".archiver-kind", "a"], place.Names);
        File.AppendAllText(place[".archiver-kind"], "0000000000000000 1 tor");
        Assert.Equal((2, 0), Written(place, false, ("a", "2"), ("b", "whole")));
        Assert.Equal([".archiver-kind", "a", "b"], place.Names);
        Assert.Equal(2, File.ReadAllLines(place[".archiver-kind"]).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_that_came_to_no_file_says_nothing_of_the_file_that_is_there(bool isForeign)
    {
        using var place = new TemporaryFolder();
        File.WriteAllText(place["a"], "there");
        if (!isForeign)
        {
            Written(place, false, ("a", "there"));
        }

        using (var folder = new OutputFolder(place.Path, "kind", mayReplace: true))
        {
            // Between the line of the file and its name: the name that it has meanwhile is taken.
            Assert.Equal(!isForeign, folder.HasEarlier);
            Directory.CreateDirectory(place[".archiver-kind.tmp"]);
            folder.Write("a", "after"u8.ToArray());
            Assert.ThrowsAny<Exception>(() => folder.Written);
        }

        Directory.Delete(place[".archiver-kind.tmp"]);
        Assert.Equal((1, 0), Written(place, true, ("a", "after")));
        Assert.Equal("after", File.ReadAllText(place["a"]));
        Assert.Single(File.ReadAllLines(place[".archiver-kind"]));
    }

    [Fact]
    public void Files_are_as_their_user_wants_them_whichever_way_they_came()
    {
        using var place = new TemporaryFolder();
        Written(place, false, ("a", "1"), ("b/long", new string('x', 300_000)));
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(place["mine"], "");
            Assert.Equal(File.GetUnixFileMode(place["mine"]), File.GetUnixFileMode(place["a"]));
        }

        Assert.Equal((1, 300_000), (File.ReadAllText(place["a"]).Length, File.ReadAllText(place["b/long"]).Length));
    }

    [Fact]
    public void A_file_that_lost_its_content_is_written_again()
    {
        using var place = new TemporaryFolder();
        Written(place, false, ("a", "1"));
        File.WriteAllText(place["a"], "");
        Assert.Equal((1, 0), Written(place, false, ("a", "1")));
        Assert.Equal("1", File.ReadAllText(place["a"]));
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_one()
    {
        using var place = new TemporaryFolder();
        using var folder = new OutputFolder(place.Path, "kind", mayReplace: false);
        Assert.True(folder.Take("Ab"));
        Assert.False(folder.Take("aB"));
    }

    [Fact]
    public void A_record_that_names_a_file_elsewhere_is_refused()
    {
        using var place = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere["x"], "x");
        Written(place, false, ("a", "1"));
        File.AppendAllText(place[".archiver-kind"], $"0000000000000000 1 ../{Path.GetFileName(elsewhere.Path)}/x\n");
        Assert.Throws<ArchiverException>(() => Written(place, false, ("a", "1")));
        Assert.True(File.Exists(elsewhere["x"]));
    }

    [Fact]
    public void Two_do_not_write_into_one_folder()
    {
        using var place = new TemporaryFolder();
        using var first = new OutputFolder(place.Path, "kind", mayReplace: false);
        first.Write("a", "1"u8.ToArray());
        using var second = new OutputFolder(place.Path, "kind", mayReplace: false);
        var exception = Assert.Throws<IOException>(() => second.Write("a", "1"u8.ToArray()));
        Assert.Contains("another process", exception.Message, StringComparison.Ordinal);
    }

    private static (int Written, int Kept) Written(TemporaryFolder place, bool mayReplace, params (string Name, string Text)[] files)
    {
        using var folder = new OutputFolder(place.Path, "kind", mayReplace);
        foreach (var (name, text) in files)
        {
            folder.Write(name, Encoding.UTF8.GetBytes(text));
        }

        folder.Complete();
        return (folder.Written, folder.Kept);
    }
}
