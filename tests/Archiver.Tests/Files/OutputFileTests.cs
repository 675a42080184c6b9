using Archiver.Articles;
using Archiver.Files;
using Archiver.Store.Runs;

namespace Archiver.Tests.Files;

public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("archiver-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_appears_only_when_it_is_complete()
    {
        var path = Path.Combine(_folder, "out.json");
        using (var file = OutputFile.Create(path))
        {
            file.Stream.Write("new"u8);
            Assert.False(File.Exists(path));
            file.Complete();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failure_leaves_the_former_file_and_nothing_else()
    {
        var path = Written("former");
        using (var file = OutputFile.Create(path))
        {
            file.Stream.Write(new byte[1_000_000]);
        }

        Assert.Equal("former", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_replaced_file_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var path = Written("former");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite;
        SetMode(path, Mode);
        using (var file = OutputFile.Create(path))
        {
            file.Stream.Write("new"u8);
            file.Complete();
        }

        Assert.Equal(("new", Mode), (File.ReadAllText(path), ModeOf(path)));
    }

    [Fact]
    public void A_link_stays_and_the_file_behind_it_is_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var path = Written("former");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, path);
        using (var file = OutputFile.Create(link))
        {
            file.Stream.Write("new"u8);
            file.Complete();
        }

        Assert.Equal(("new", path), (File.ReadAllText(path), new FileInfo(link).LinkTarget));
    }

    [Fact]
    public void A_device_is_written_straight_away()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null.");
        using var file = OutputFile.Create("/dev/null");
        file.Stream.Write("gone"u8);
        file.Complete();
        Assert.True(File.Exists("/dev/null"));
        Assert.Empty(Directory.GetFiles("/dev", ".archiver-*"));
    }

    [Theory]
    [InlineData("/dev/fd/")]
    [InlineData("/proc/self/fd/")]
    public void A_pipe_that_is_open_is_written_by_its_number(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc.");
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream(System.IO.Pipes.PipeDirection.In);
        using (var file = OutputFile.Create($"{folder}{pipe.ClientSafePipeHandle.DangerousGetHandle()}"))
        {
            file.Stream.Write("through"u8);
            file.Complete();
        }

        pipe.DisposeLocalCopyOfClientHandle();
        using var reader = new StreamReader(pipe);
        Assert.Equal("through", reader.ReadToEnd());
    }

    [Fact]
    public async Task A_pipe_is_written_straight_away()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no FIFOs in folders.");
        var path = Path.Combine(_folder, "pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", path))
        {
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var reading = Task.Run(() => File.ReadAllText(path), TestContext.Current.CancellationToken);
        using (var file = OutputFile.Create(path))
        {
            file.Stream.Write("through"u8);
            file.Complete();
        }

        Assert.Equal("through", await reading);
    }

    [Fact]
    public void What_a_killed_process_left_is_taken_over()
    {
        var path = Written("former");
        var file = OutputFile.Create(path);
        var left = Assert.Single(Directory.GetFiles(_folder, ".*"));
        file.Dispose();
        File.WriteAllText(left, "what was left, and is longer");
        using (file = OutputFile.Create(path))
        {
            file.Stream.Write("new"u8);
            file.Complete();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Of_two_that_write_one_file_the_last_to_complete_has_its_place()
    {
        var path = Written("former");
        using (var first = OutputFile.Create(path))
        {
            using var second = OutputFile.Create(path);
            second.Stream.Write("second"u8);
            first.Stream.Write("first"u8);
            second.Complete();
            Assert.Equal("second", File.ReadAllText(path));
            first.Complete();
        }

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_with_a_suffix_is_one_processs_alone_and_no_link()
    {
        var (path, elsewhere) = (Written("former"), Path.Combine(_folder, "elsewhere"));
        using (OutputFile.Create(path, ".new"))
        {
            Assert.Throws<IOException>(() => OutputFile.Create(path, ".new"));
        }

        File.WriteAllText(elsewhere, "kept");
        File.CreateSymbolicLink(path + ".new", elsewhere);
        Assert.Throws<IOException>(() => OutputFile.Create(path, ".new"));
        Assert.Equal("kept", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void Links_in_a_circle_are_refused_and_a_link_to_nothing_is_followed_from_where_it_lies()
    {
        var (one, other) = (Path.Combine(_folder, "one"), Path.Combine(_folder, "other"));
        File.CreateSymbolicLink(one, "other");
        File.CreateSymbolicLink(other, "one");
        Assert.Throws<IOException>(() => OutputFile.Create(one));
        Assert.Contains("circle", Assert.Throws<ArchiverException>(
            () => Archive.OpenToWrite(one, TimeSpan.Zero, CancellationToken.None)).Message);

        // Relative paths, as people type them.
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(_folder, "link"));
        File.CreateSymbolicLink(relative, "new.db");
        Archive.OpenToWrite(relative, TimeSpan.Zero, CancellationToken.None).Dispose();
        Assert.True(File.Exists(Path.Combine(_folder, "new.db")));
        Assert.Equal(Path.Combine(_folder, "new.db"), Path.GetFullPath(RealPath.OfFile(relative)));
    }

    [Fact]
    public void A_folder_is_refused() =>
        Assert.Throws<UnauthorizedAccessException>(() => OutputFile.Create(_folder));

    [Fact]
    public void A_place_in_no_folder_is_refused() =>
        Assert.Throws<DirectoryNotFoundException>(() => OutputFile.Create(Path.Combine(_folder, "none", "out.json")));

    private string Written(string text)
    {
        var path = Path.Combine(_folder, "out.json");
        File.WriteAllText(path, text);
        return path;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
