using Archiver.Cli;
using Archiver.Cli.Terminal;

namespace Archiver.Tests.Cli;

/// <summary>Which archive is meant where none is named, and what the program says when nothing is asked of it.</summary>
public sealed class DefaultArchiveTests : IDisposable
{
    private readonly Workplace _place = new();
    private readonly Dictionary<string, string> _variables = [];

    public DefaultArchiveTests() => (_variables["XDG_DATA_HOME"], _variables["HOME"]) = (_place.At("data"), _place.At("home"));

    private string OfUser => Path.Combine(_place.At("data"), "archiver", "archive.db");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void It_lies_in_the_users_data_folder_and_is_made_by_the_first_article_that_comes_in()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the system names the folder.");
        Assert.Equal(10, Run("list").Code);
        Assert.Equal(1, Run("import", _place.At("missing.txt")).Code);
        Assert.False(Directory.Exists(_place.At("data")));
        var run = Run("import", Fixture.Corpus);
        Assert.Equal(0, run.Code);
        Assert.Contains($"\nMade a new archive: {OfUser}\n", run.Error);
        Assert.DoesNotContain("Made", Run("import", Fixture.Corpus).Error);
        Assert.Equal(6, Run("list").Lines.Length);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(OfUser)!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative/data")]
    public void Without_a_whole_name_of_a_data_folder_it_lies_in_the_one_that_everybody_has(string? data)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system names the folder.");
        _variables.Remove("XDG_DATA_HOME");
        if (data is not null)
        {
            _variables["XDG_DATA_HOME"] = data;
        }

        Run("import", Fixture.Corpus);
        Assert.True(File.Exists(Path.Combine(_place.At("home"), ".local", "share", "archiver", "archive.db")));
    }

    [Fact]
    public void The_one_in_the_current_folder_goes_before_it_and_what_is_named_before_both()
    {
        Run("import", Fixture.Corpus);
        Run("import", Fixture.In("corpus", "lighthouse.txt"), "-a", _place.Archive);
        Assert.Single(Run("list").Lines);
        _variables["ARCHIVER_ARCHIVE"] = OfUser;
        Assert.Equal(6, Run("list").Lines.Length);
        Assert.Single(Run("list", "-a", _place.Archive).Lines);
    }

    [Fact]
    public void An_empty_name_is_no_name()
    {
        _variables["ARCHIVER_ARCHIVE"] = "";
        Assert.Equal((1, "archiver: ARCHIVER_ARCHIVE is empty. Name a file in it, or unset it.\n"), (Run("list").Code, Run("list").Error));
        Assert.StartsWith("archiver: --archive is empty.", Run("list", "--archive", "").Error);
    }

    [Fact]
    public void Alone_the_program_says_how_it_is_used_and_what_there_is()
    {
        var run = Run();
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("archiver import PATH", run.Text);
        Assert.EndsWith($"Archive: {OfUser}\nThere is none yet; the first import makes it.\n", run.Text);
        Assert.False(Directory.Exists(_place.At("data")));
        Run("import", Fixture.Corpus);
        Assert.Matches($"Archive: {OfUser}\n6 articles; the last new one came in on [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} [0-9]{{2}}:[0-9]{{2}}[.]\n$", Run().Text);
        Assert.InRange(Run().Lines.Length, 5, 10);
    }

    [Fact]
    public void What_is_said_to_people_is_left_out_on_demand_and_errors_are_not()
    {
        var dumps = _place.Write("dumps.txt", Workplace.ManyDumps(2));
        Assert.Equal((0, "", ""), (Run("import", "-q", dumps).Code, Run("-q", "import", dumps).Text, Run("import", "--quiet", dumps).Error));
        Assert.NotEqual("", Run("list", "-q", "nowhere").Error);
        var nothing = Run("import", "-q", _place.Write("notes.txt", "no dump"));
        Assert.Equal(3, nothing.Code);
        Assert.Contains("rejected", nothing.Error, StringComparison.OrdinalIgnoreCase);
    }

    private CommandResult Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = CommandLine.Run(arguments, new Session
        {
            OpenInput = () => Stream.Null,
            InputIsTerminal = () => false,
            Output = output,
            Error = error,
            OutputTerminal = TerminalInfo.Pipe,
            ErrorTerminal = TerminalInfo.Pipe,
            Variable = name => _variables.GetValueOrDefault(name),
            Folder = _place.Folder,
        });
        return new CommandResult(code, output.ToArray(), error.ToString());
    }
}
