using System.Text.RegularExpressions;
using Archiver.Tests.Cli;

namespace Archiver.Tests;

public sealed partial class ReadMeTests
{
    private static string Root => Fixture.Repository;

    public static TheoryData<string> Pages => [.. AllPages];

    private static string[] AllPages { get; } =
    [
        "README.md",
        .. from folder in (string[])["src", "tests"]
           from path in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md", SearchOption.AllDirectories)
           where !path.Contains("Fixtures", StringComparison.Ordinal)
           let page = Path.GetRelativePath(Root, path).Replace('\\', '/')
           where !page.Contains("/bin/", StringComparison.Ordinal) && !page.Contains("/obj/", StringComparison.Ordinal)
               && !page.Contains("/Fixtures/", StringComparison.Ordinal)
           select page,
    ];

    [Fact]
    public void Every_page_is_found_from_another()
    {
        Assert.InRange(AllPages.Length, 10, 100);
        var linked = AllPages.SelectMany(page => TargetsOf(page).Select(target => target.Split('#')[0])
            .Where(target => target.Length > 0)
            .Select(target => Path.GetFullPath(Path.Combine(Root, FolderOf(page), target)))).ToHashSet();
        Assert.All(AllPages.Where(page => page != "README.md"), page => Assert.Contains(Path.GetFullPath(Path.Combine(Root, page)), linked));
    }

    /// <summary>A README that takes more than a minute is a reference.</summary>
    [Fact]
    public void The_first_page_is_short() =>
        Assert.InRange(Read("README.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 300, 1000);

    /// <summary>What it calls a dump is one: each line begins as one of the sample does, in the same order.</summary>
    [Fact]
    public void The_picture_of_a_dump_is_a_sample()
    {
        var lines = Read("samples/dumps/swing-bridge.txt").Split('\n');
        var at = 0;
        var drawn = Picture().Match(Read("README.md")).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("   ")[0].TrimEnd(' ', '…')).ToArray();
        Assert.InRange(drawn.Length, 10, 25);
        foreach (var line in drawn)
        {
            var found = Array.FindIndex(lines, at, each => each.StartsWith(line, StringComparison.Ordinal));
            Assert.True(found >= 0, line);
            at = found + 1;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_links_to_exists(string page)
    {
        Assert.All(TargetsOf(page), target =>
        {
            var parts = target.Split('#');
            var linked = parts[0].Length == 0 ? page : Path.Combine(FolderOf(page), parts[0]);
            Assert.True(Path.Exists(Path.Combine(Root, linked)), target);
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], Headings().Matches(Read(linked)).Select(heading => AnchorOf(heading.Groups[1].Value)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_files_and_folders_that_a_page_names_exist(string page)
    {
        var text = Read(page);
        var fromRoot = PathsFromRoot().Matches(text).Select(path => Path.Combine(Root, path.Value));
        var besidePage = PathsInCode().Matches(text).Select(path => path.Groups[1].Value)
            .Where(path => !PathsFromRoot().IsMatch(path))
            .Select(path => Path.Combine(Root, FolderOf(page), path));
        Assert.All(fromRoot.Concat(besidePage), path => Assert.True(Path.Exists(path), path));
    }

    private static IEnumerable<string> TargetsOf(string page) => Links().Matches(Read(page)).Select(link => link.Groups[1].Value)
        .Where(target => !target.Contains("://", StringComparison.Ordinal));

    private static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    private static string FolderOf(string page) => Path.GetDirectoryName(page)!;

    /// <summary>As GitHub makes it of a heading.</summary>
    private static string AnchorOf(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(each => char.IsLetterOrDigit(each) || each is ' ' or '-'))
            .Replace(' ', '-');

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Picture();

    /// <summary>In commands as well as in sentences.</summary>
    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|samples)/[\w./-]*\w")]
    private static partial Regex PathsFromRoot();

    /// <summary>What code marks alone enclose, if it has the form of a folder or of a source file.</summary>
    [GeneratedRegex(@"`([\w./-]+(?:/|\.cs|\.sh|\.md|\.txt|\.csproj))`")]
    private static partial Regex PathsInCode();
}
