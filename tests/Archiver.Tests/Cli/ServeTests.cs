using System.Net;
using System.Text.RegularExpressions;

namespace Archiver.Tests.Cli;

public sealed partial class ServeTests
{
    [Theory, BothWays]
    public void What_cannot_be_served_is_said_at_once(Way way)
    {
        using var place = new Workplace();
        var none = place.Run(way, "serve", "--port", "0");
        Assert.Equal((10, ""), (none.Code, none.Text));
        place.Run(way, "import", Fixture.Corpus);
        place.Write("short", "secret\n");
        place.Write("one", "s\n");
        place.Write("empty", "");
        place.Write("blank", "\nof the second line\n");
        place.Write("long", new string('x', 100_000));
        place.Write("good", "correct horse\r\n");
        File.WriteAllBytes(place.At("bytes"), [.. "p\u00e4ssword".Select(letter => (byte)letter)]);
        Assert.All((string[])["short", "one", "empty", "blank", "long", "good", "bytes"], file => Close(place.At(file)));
        Assert.All(
            [
                (["--listen", "0.0.0.0"], "--password-file"),
                (["--listen", "nonsense"], "192.168.1.20"),
                (["--port", "70000"], "65535"),
                (["--password-file", place.At("short")], "8 or more"),
                (["--password-file", place.At("one")], "has 1 character. Take"),
                (["--password-file", place.At("none")], "there is no file"),
                (["--password-file", place.At("none/none")], "there is no file"),
                (["--password-file", place.Folder], "is a folder"),
                (["--password-file", place.At("empty")], "is empty"),
                (["--password-file", place.At("blank")], "the first line"),
                (["--password-file", place.At("long")], "no password"),
                (["--password-file", place.At("bytes")], "UTF-8"),
                (["--password-file", ""], "is empty"),
                (["--listen", "203.0.113.7", "--password-file", place.At("good")], "Cannot listen at"),
                (["--listen", "2001:db8::7", "--password-file", place.At("good")], "Cannot listen at"),
                (["--listen", ""], "is empty"),
                (["--listen", "localhost"], "192.168.1.20"),
                (["--port", "-1"], "65535"),
                ((string[])["--port", "x"], "65535"),
            ],
            wrong =>
            {
                var run = place.Run(way, ["serve", .. wrong.Item1]);
                Assert.Equal((1, ""), (run.Code, run.Text));
                Assert.Contains(wrong.Item2, run.Error);
                Assert.InRange(run.Error.Split('\n').Length, 1, 4);
            });
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(place.At("short"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("chmod 600", place.Run(way, "serve", "--port", "0", "--password-file", place.At("short")).Error);
        }
    }

    [Fact]
    public async Task It_serves_until_it_is_ended_and_says_where()
    {
        using var place = Workplace.WithCorpus();
        using var process = place.Begin("serve", "--port", "0");
        var address = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Matches(Address(), address);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using (var opened = await client.GetAsync(address, TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        }

        Assert.Contains("6 articles", await client.GetStringAsync(new Uri(new Uri(address!), "/"), TestContext.Current.CancellationToken));
        var second = place.Run(Way.InProcess, "serve", "--port", new Uri(address!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, second.Code);
        Assert.Contains("is held by another program", second.Error);
        await EndAsync(process);
        Assert.Equal(130, process.ExitCode);
    }

    private static async Task EndAsync(System.Diagnostics.Process process)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
    }

    private static void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [GeneratedRegex(@"^http://127\.0\.0\.1:[0-9]+/\?key=[0-9a-f]{64}$")]
    private static partial Regex Address();
}
