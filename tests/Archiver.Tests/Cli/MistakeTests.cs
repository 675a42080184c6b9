using System.Text;
using Archiver.Cli.Terminal;
using Archiver.Store.Runs;

namespace Archiver.Tests.Cli;

/// <summary>What people type by mistake, and what the program says to it.</summary>
public sealed class MistakeTests
{
    /// <summary>Each line is a command; in it, <c>FOLDER</c>, <c>FILE</c>, <c>HELD</c> and <c>DAMAGED</c> are such things.</summary>
    private const string Commands = """
        serach lighthouse
        ls
        version
        frobnicate
        help qurey
        list --limt 3
        list -limit 3
        list -i lighthouse
        list -n2
        list -5
        list -qn2
        export -ojson.out
        list -adir/x.db
        list -o out.json
        -n 3 list
        list --json=false
        list --limit
        list --limit many
        list --sort -wrds
        list --color red
        list --date 2025-13
        list --from 2025 --to 2024
        list categry:coast
        list category:caost
        list --category cost
        list words:many
        list !lighthouse
        list +lighthouse
        list lighthouse|buyer
        list "the
        list nowhere
        show
        show abcd
        show 0000
        show https://nowhere.example/
        show 5a1b --revision 9
        show 5a1b --markdown
        export --format yaml
        export --output FILE
        export nowhere --output FILE --force
        export --output FOLDER
        stats --html FILE
        backup FILE
        backup FOLDER
        backup
        import
        import nowhere.txt
        import https://news.example/1
        import CORPUS --encoding windows-1521
        import CORPUS --max-input lots
        read 5a1b --at 2999-01-01
        remove 5a1b
        remove --query category:coats --yes
        restore 5a1b
        compact --purge --keep-days 3
        summarize 5a1b --sentences 0
        list --archive nowhere.db
        list --archive FILE
        verify --archive DAMAGED
        show 5a1b --archive DAMAGED
        """;

    [Fact]
    public void Each_mistake_is_told_in_words_that_say_what_to_do()
    {
        using var place = Workplace.WithCorpus();
        File.Copy(place.Archive, place.At("damaged.db"));
        using (var damaged = new Workplace())
        {
            File.Copy(place.Archive, damaged.Archive);
            damaged.Damage();
            File.Copy(damaged.Archive, place.At("damaged.db"), overwrite: true);
        }

        Directory.CreateDirectory(place.At("folder"));
        place.Write("precious.json", "precious");
        var said = new StringBuilder();
        foreach (var command in Commands.Split('\n'))
        {
            var run = place.Run(Way.InProcess, [.. command.Split(' ').Select(word => word switch
            {
                "FOLDER" => place.At("folder"),
                "FILE" => place.At("precious.json"),
                "DAMAGED" => place.At("damaged.db"),
                "CORPUS" => Fixture.Corpus,
                "nowhere.txt" or "nowhere.db" => place.At(word),
                _ => word,
            })]);
            Assert.NotEqual(0, run.Code);
            said.Append($"$ archiver {command}\n{(command.StartsWith("verify", StringComparison.Ordinal) ? run.Text : "")}{run.Error}exit code {run.Code}\n\n");
        }

        Fixture.IsGolden("mistakes.txt", place.Mask(said.ToString()));
        Assert.Equal("precious", File.ReadAllText(place.At("precious.json")));
    }

    [Theory]
    [InlineData("list -i")]
    [InlineData("search -v lighthouse")]
    [InlineData("export -x")]
    [InlineData("stats -archive")]
    [InlineData("duplicates -limit")]
    [InlineData("list lighthouse -sort")]
    public void What_looks_like_an_option_is_no_word_of_a_query(string command)
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, command.Split(' '));
        Assert.Equal((1, ""), (run.Code, run.Text));
        Assert.Contains("write NOT ", run.Error);
    }

    [Theory]
    [InlineData("list", "NOT", "i")]
    [InlineData("list", "lighthouse -i")]
    [InlineData("list", "--", "-i")]
    [InlineData("list", "-is:read")]
    [InlineData("list", "-lighthouse")]
    [InlineData("list", "-has:date")]
    [InlineData("list", "lighthouse", "-n", "3")]
    [InlineData("list", "-n=3")]
    [InlineData("list", "-a", "archive.db", "lighthouse")]
    [InlineData("-q", "list", "lighthouse")]
    [InlineData("export", "-q", "lighthouse")]
    public void What_is_a_query_or_an_option_is_none_by_mistake(params string[] arguments)
    {
        using var place = Workplace.WithCorpus();
        Assert.NotEqual(1, place.Run(Way.InProcess, [.. arguments.Select(word => word == "archive.db" ? place.Archive : word)]).Code);
    }

    [Fact]
    public void On_a_terminal_a_message_is_broken_between_words()
    {
        using var place = Workplace.WithCorpus();
        var run = place.Run(Way.InProcess, new Surroundings { Error = new TerminalInfo(true, 40, Color: false) }, "show", "0000");
        Assert.All(run.Error.Split('\n'), line => Assert.InRange(line.Length, 0, 39));
        Assert.Contains("There is no article 0000.", run.Error);
    }
}
