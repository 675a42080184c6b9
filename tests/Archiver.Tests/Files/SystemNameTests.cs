using System.Runtime.InteropServices;
using Archiver.Files;
using Archiver.Inputs;
using Archiver.Store.Runs;
using Archiver.Tests.Cli;
using Archiver.Tests.Formats.Dumps;
using Archiver.Tests.Importing;
using CsCheck;

namespace Archiver.Tests.Files;

public sealed class SystemNameTests
{
    [Fact]
    public void A_name_of_any_bytes_comes_back_and_no_two_names_become_one() =>
        Gen.Byte[1, 255].Array[0, 12].Select(Gen.Byte[1, 255].Array[0, 12]).Sample((one, other) =>
        {
            Assert.Equal([.. one, 0], SystemName.Encode(SystemName.Decode(one)));
            Assert.Equal(one.SequenceEqual(other), SystemName.Decode(one) == SystemName.Decode(other));
            Assert.Equal(!System.Text.Unicode.Utf8.IsValid(one), SystemName.IsBytes(SystemName.Decode(one)));
        });

    [Theory]
    [InlineData("caf\u00E9 \U0001F600 \uFFFD.txt", "caf\u00E9 \U0001F600 \uFFFD.txt")]
    [InlineData("caf%E9.txt", @"caf\xE9.txt")]
    [InlineData("%FF%FE", @"\xFF\xFE")]
    public void Bytes_that_are_no_UTF_8_are_shown_as_what_they_are(string name, string shown) => Assert.Equal(shown, SystemName.Visible(Bytes(name)));

    [Fact]
    public void Files_and_folders_are_imported_whatever_bytes_their_names_have()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems allow no such names, or .NET has no way to them.");
        using var place = new Workplace();
        var folder = Directory.CreateDirectory(place.At("in")).FullName;
        string At(string name) => Path.Combine(folder, name);
        foreach (var (number, name) in ((string[])["caf\uDCE9.txt", "caf\uDCE8.txt", "plain.txt", "d\uDCE9p\uDCF4t/b.txt", "d\uDCE9p\uDCF4t/\uDCFF/c.txt", "\u00E9t\u00E9.txt"]).Index())
        {
            Write(At(name), InventedDump.Number(number).ToBytes());
        }

        Assert.Equal(6, ImportInput.FromPath(folder, new HashSet<string>()).Count());
        var run = place.Run(Way.InProcess, "import", folder, "--report", place.At("report"));
        Assert.Equal((0, "Imported 6."), (run.Code, run.Error.Split('\n')[0]));
        Assert.Contains(@"caf\\xE9.txt""", File.ReadAllText(place.At("report")));
        Assert.Contains(@"""input"":""d\\xE9p\\xF4t/b.txt""", place.Run(Way.InProcess, "export").Text);

        // By name, too: each is the file that is meant.
        var again = place.Run(Way.InProcess, "import", At("caf\uDCE8.txt"), At("d\uDCE9p\uDCF4t"), "--json");
        Assert.Contains("\"unchanged\":3", again.Text);
        Assert.Equal(3, place.Run(Way.InProcess, "import", At("caf\uDCE7.txt")).Code);

        // .NET cannot delete it.
        System.Diagnostics.Process.Start("rm", ["-rf", folder]).WaitForExit();
    }

    [Theory]
    [InlineData("list --archive a%FF.db", @"--archive 'a\xFF.db' is not UTF-8")]
    [InlineData("import - --report r%FF", @"--report 'r\xFF' is not UTF-8")]
    [InlineData("backup b%FE.db", @"FILE 'b\xFE.db' is not UTF-8")]
    [InlineData("list caf%E9", @"QUERY 'caf\xE9' is not UTF-8")]
    [InlineData("list --category caf%E9", @"--category 'caf\xE9' is not UTF-8")]
    public void All_else_that_is_not_UTF_8_is_refused_with_the_true_reason(string command, string reason)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, Bytes(command).Split(' '));
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.StartsWith("archiver: " + reason, run.Error);
        Assert.Equal(["archive.db"], place.Files());
    }

    [Fact]
    public void An_archive_that_the_environment_names_in_other_bytes_is_refused()
    {
        using var place = new Workplace();
        var run = place.Run(Way.InProcess, new Surroundings { Archive = "a\uDCFF.db" }, "import", Fixture.Corpus);
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains(@"ARCHIVER_ARCHIVE 'a\xFF.db' is not UTF-8", run.Error);
    }

    /// <summary>The process finds the bytes of its arguments and its environment again, which .NET has lost.</summary>
    [Fact]
    public void Two_names_that_differ_in_such_bytes_are_two_for_the_process()
    {
        using var place = new Workplace();
        File.WriteAllBytes(place.At("dump.txt"), InventedDump.Number(1).ToBytes());
        var run = place.Bash("""
            cp dump.txt $'a\xff.txt'; cp dump.txt $'a\xfe.txt'; rm dump.txt
            $archiver import $'a\xff.txt' $'a\xfe.txt' --report report --archive a.db; echo $?; cut -d, -f2 report
            $archiver list --archive $'a\xff.db' 2>&1; ARCHIVER_ARCHIVE=$'a\xfe.db' $archiver list 2>&1; rm $'a\xff.txt' $'a\xfe.txt'
            """);
        Assert.Equal(["0", @"""input"":""a\\xFF.txt""", @"""input"":""a\\xFE.txt"""], run.Lines[..3]);
        Assert.Contains(@"'a\xFF.db' is not UTF-8", run.Text);
        Assert.Contains(@"'a\xFE.db' is not UTF-8", run.Text);
    }

    /// <summary>An attribute cannot hold half a surrogate pair.</summary>
    private static string Bytes(string name) => System.Text.RegularExpressions.Regex.Replace(
        name, "%([0-9A-F]{2})", match => new string((char)(0xDC00 + Convert.ToInt32(match.Groups[1].Value, 16)), 1));

    private static void Write(string path, byte[] content)
    {
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            _ = MakeFolder(SystemName.Encode(path[..end]), 0x1C0);
        }

        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(Create(SystemName.Encode(path), 0x180), ownsHandle: true);
        RandomAccess.Write(handle, content, 0);
    }

    [DllImport("libc", EntryPoint = "mkdir")]
    private static extern int MakeFolder(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "creat")]
    private static extern int Create(byte[] path, uint mode);
}
