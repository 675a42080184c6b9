using Archiver.Articles;
using Archiver.Importing;
using Archiver.Inputs;
using Archiver.Tests.Importing;

namespace Archiver.Tests.Inputs;

public sealed class ImportInputTests : IDisposable
{
    private readonly TestArchive _archive = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _archive.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Of_a_folder_with_all_sorts_of_files_the_dumps_are_imported_and_the_rest_is_rejected_with_a_reason()
    {
        File.WriteAllBytes(_folder["a picture.png"], [0x89, .. "PNG\r\n\u001A\n"u8, .. new byte[500], .. Random(3000)]);
        File.WriteAllBytes(_folder["binary"], Random(100_000));
        File.WriteAllBytes(_folder["empty"], []);
        File.WriteAllText(_folder["notes.txt"], "Buy milk.\nCall home.\n");
        File.CreateSymbolicLink(_folder["unreadable"], _folder["nowhere"]);
        Directory.CreateDirectory(_folder["inner"]);
        File.WriteAllText(_folder["one.txt"], InventedDump.Number(1).ToString());
        File.WriteAllText(_folder["two.txt"], $"{InventedDump.Number(2)}\n\n{InventedDump.Number(3)}\n");
        File.WriteAllText(_folder["inner/four.txt"], InventedDump.Number(4).ToString());

        var reports = _archive.ImportFolder(_folder.Path).ToLookup(report => Path.GetFileName(report.Input));
        foreach (var rejected in new[] { "a picture.png", "binary", "notes.txt", "unreadable" })
        {
            Assert.Equal([Outcome.Rejected], TestArchive.Outcomes(reports[rejected]).Distinct());
            Assert.All(reports[rejected].Where(report => report.Outcome == Outcome.Rejected),
                report => Assert.False(string.IsNullOrWhiteSpace(Assert.Single(report.Warnings))));
        }

        Assert.Equal([Outcome.Ignored], TestArchive.Outcomes(reports["empty"]));
        Assert.Equal("there is no such file or folder", reports["unreadable"].Single().Warnings.Single());
        Assert.Equal([Outcome.Imported, Outcome.Imported], TestArchive.Outcomes(reports["two.txt"]));
        using var archive = _archive.OpenToRead();
        Assert.Equal(4, archive.Count);
        Assert.Equal(Path.Combine("inner", "four.txt"),
            archive.ReadText(archive.Find(InventedDump.Number(4).Id.ToString())).Source!.Input);
        Assert.Equal(0, reports["unreadable"].Single().Length);
        foreach (var file in reports.Where(file => file.Key != "unreadable"))
        {
            Assert.Equal(new FileInfo(file.First().Input).Length, file.Sum(report => report.Length));
        }
    }

    [Fact]
    public void An_input_that_breaks_off_keeps_what_came_before()
    {
        var reports = _archive.Import(
            ImportInput.FromStream("broken", new BreakingStream(InventedDump.Glued([InventedDump.Number(1), InventedDump.Number(2)]))),
            TestArchive.Input(InventedDump.Number(3).ToString()));
        Assert.Equal(Outcome.Rejected, TestArchive.Outcomes(reports.Where(report => report.Input == "broken"))[^1]);
        Assert.Contains("the cable was pulled", reports.Last(report => report.Input == "broken").Warnings[0]);
        Assert.Equal([Outcome.Imported], TestArchive.Outcomes(reports.Where(report => report.Input == "input")));
    }

    [Fact]
    public void A_link_in_a_circle_does_no_harm_and_has_a_line_in_the_report()
    {
        File.WriteAllText(_folder["one.txt"], InventedDump.Number(1).ToString());
        Directory.CreateSymbolicLink(_folder["circle"], _folder.Path);
        File.CreateSymbolicLink(_folder["itself"], _folder["itself"]);
        var reports = _archive.ImportFolder(_folder.Path);
        Assert.Equal([Outcome.Rejected, Outcome.Rejected, Outcome.Imported], TestArchive.Outcomes(reports));
        Assert.Equal(["a link to a folder, which is not followed; name that folder to import it"], reports[0].Warnings);
        Assert.Equal([0, 0], reports.Take(2).Select(report => report.Length));
    }

    [Fact]
    public void A_linked_file_has_the_length_of_what_it_links_to()
    {
        File.WriteAllText(_folder["one.txt"], InventedDump.Number(1).ToString());
        Directory.CreateDirectory(_folder["inner"]);
        File.CreateSymbolicLink(_folder["inner/link"], "../one.txt");
        Assert.Equal([new FileInfo(_folder["one.txt"]).Length],
            ImportInput.FromPath(_folder["inner"], new HashSet<string>()).Select(input => input.Length));
    }

    [Fact]
    public void What_is_excluded_is_left_out()
    {
        File.WriteAllText(_folder["one.txt"], "1");
        File.WriteAllText(_folder["two.txt"], "2");
        Assert.Equal([_folder["two.txt"]], ImportInput.FromPath(_folder.Path, new HashSet<string> { _folder["one.txt"] })
            .Select(input => input.Name));
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(2).NextBytes(bytes);
        return bytes;
    }

    private sealed class BreakingStream(string text) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            return read > 0 ? read : throw new IOException("the cable was pulled");
        }
    }
}
