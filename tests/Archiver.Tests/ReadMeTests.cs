using System.Text.RegularExpressions;
using Archiver.Tests.Cli;

namespace Archiver.Tests;

public sealed partial class ReadMeTests
{
    private static string Root => Fixture.Repository;

    public static TheoryData<string> Pages =>
        ["README.md", "src/README.md", "tests/README.md", "samples/README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_links_to_exists(string page)
    {
        var targets = Links().Matches(Read(page)).Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .ToArray();
        Assert.All(targets, target =>
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

    /// <summary>In commands as well as in sentences.</summary>
    [GeneratedRegex(@"(?<![\w./-])(?:src|tests|samples)/[\w./-]*\w")]
    private static partial Regex PathsFromRoot();

    /// <summary>What code marks alone enclose, if it has the form of a folder or of a source file.</summary>
    [GeneratedRegex(@"`([\w./-]+(?:/|\.cs|\.sh|\.md|\.txt|\.csproj))`")]
    private static partial Regex PathsInCode();
}
