using System.Text.RegularExpressions;
using Archiver.Tests.Cli;

namespace Archiver.Tests;

/// <summary>The house has storeys: reads the sources of the library and looks at what each folder uses.</summary>
public sealed partial class LayerTests
{
    /// <summary>From the ground up; the one without a name is the folder itself, with the door. A folder uses those before it.</summary>
    private static readonly string[] Storeys =
    [
        "Texts", "Texts/Encodings", "Articles", "Files", "Inputs",
        "Formats/Reading", "Formats/Frames", "Formats/Dumps/Closings", "Formats/Dumps",
        "Formats/Html", "Formats/Tables", "Formats/Pages/Features", "Formats/Pages/Metadata", "Formats/Pages", "Formats/Pages/Containers",
        "Formats/Json", "Formats/Xml", "Formats/Shapes", "Formats/Apps", "Formats/Markdown", "Formats/Feeds", "Formats/News", "Formats/Notes", "Formats/Epub", "Formats",
        "Store/Documents/Pages", "Store/Documents", "Store/Packs", "Store/Runs", "Store",
        "Querying", "Importing/Incoming", "Importing", "Searching/Sqlite", "Searching", "Likeness", "Statistics",
        "Upkeep/Checks", "Upkeep", "Exporting/Reports", "Exporting/Body", "Exporting/Formats", "Exporting",
        "", "Web/Writing", "Web/Pages", "Web",
    ];

    private static readonly SourceFile[] Files = [.. Read("Archiver")];

    [Fact]
    public void A_folder_uses_only_folders_below_it()
    {
        var upward = Files.SelectMany(file => UsedBy(file).Where(used => StoreyOf(used) > StoreyOf(file.Folder))
            .Select(used => $"{file.Folder}/{file.Name} uses {used}"));
        Assert.Empty(upward);
    }

    [Fact]
    public void An_upward_use_is_seen()
    {
        var types = Files.Where(file => file.Folder == "Store").SelectMany(file => file.Types).ToArray();
        Assert.Contains("ArticleDocument", types);
        Assert.Equal(["Searching"], UsedBy(new SourceFile("Texts", "Odd.cs", "using Archiver.Searching;\n\nnamespace Archiver.Texts;\n")));
        Assert.Equal(["Exporting"], UsedBy(new SourceFile("Texts", "Odd.cs", "namespace Archiver.Texts;\n\nclass Odd { string At => Archiver.Exporting.ExportFormat.Name; }\n")));
        Assert.Equal(["Store"], UsedBy(new SourceFile("Store/Packs", "Odd.cs", "namespace Archiver.Store.Packs;\n\nclass Odd { void Do() => ArticleDocument.Read(); }\n")));
        Assert.Equal([""], UsedBy(new SourceFile("Files", "Odd.cs", "namespace Archiver.Files;\n\nclass Odd { void Do(Archive archive) { } }\n")));
    }

    [Fact]
    public void Every_folder_has_its_storey_and_every_file_its_folders_namespace() => Assert.All(Files, file =>
    {
        Assert.Contains(file.Folder, Storeys);
        Assert.Contains($"\nnamespace Archiver{(file.Folder.Length > 0 ? "." : "")}{file.Folder.Replace('/', '.')};\n", $"\n{file.Text}");
    });

    [Fact]
    public void The_page_names_every_storey_in_this_order()
    {
        var page = File.ReadAllText(Path.Combine(Fixture.Repository, "src", "README.md"));
        Assert.All(Storeys.Where(folder => folder.Length > 0), folder => Assert.Contains($"`Archiver/{folder}/`", page));
        var rows = Row().Matches(page).Select(match => Array.IndexOf(Storeys, match.Groups[1].Value)).ToArray();
        Assert.Equal(rows.Order(), rows);
        Assert.InRange(rows.Length, 20, Storeys.Length);
    }

    [GeneratedRegex("(?m)^\\| `Archiver/([A-Za-z/]+)/` \\|")]
    private static partial Regex Row();

    [Fact]
    public void No_folder_and_no_file_is_too_long_to_know() => Assert.All([Files, [.. Read("Archiver.Cli")]], project =>
    {
        Assert.All(project, file => Assert.True(file.Lines <= 350, $"{file.Name} has {file.Lines} lines"));
        Assert.All(project.GroupBy(file => file.Folder), folder =>
            Assert.True(folder.Count() <= 30 && folder.Sum(file => file.Lines) <= 2600,
                $"{folder.Key} has {folder.Count()} files, {folder.Sum(file => file.Lines)} lines"));
    });

    /// <summary>What only one folder says, because its own house has to keep it.</summary>
    [Theory]
    [InlineData("LiteDB", "Store/Documents")]
    [InlineData("unsafe ", "Searching/Sqlite", "Exporting/Reports")]
    public void Only_some_folders_say(string what, params string[] folders) =>
        Assert.All(Files.Where(file => Comment().Replace(file.Text, "").Contains(what, StringComparison.Ordinal)), file =>
            Assert.True(folders.Any(folder => file.Folder == folder || file.Folder.StartsWith($"{folder}/", StringComparison.Ordinal)),
                $"{file.Folder}/{file.Name} says {what}"));

    private static int StoreyOf(string folder) => Array.IndexOf(Storeys, folder);

    /// <summary>The folders whose namespaces a file names, and those above its own whose types it names: these need no using.</summary>
    private static IEnumerable<string> UsedBy(SourceFile file)
    {
        var code = Comment().Replace(file.Text, "");
        var named = Namespace().Matches(code).Select(match => match.Groups[1].Value)
            .Select(name => Array.Find(Storeys, folder => folder.Length > 0 && folder.Replace('/', '.') == name)
                ?? Storeys.Where(folder => folder.Length > 0 && name.StartsWith($"{folder.Replace('/', '.')}.", StringComparison.Ordinal)).MaxBy(folder => folder.Length))
            .OfType<string>();
        var around = Files.Where(other => other.Folder != file.Folder
                && (other.Folder.Length == 0 || file.Folder.StartsWith($"{other.Folder}/", StringComparison.Ordinal))
                && other.Types.Any(type => Regex.IsMatch(code, $@"(?<![.\w])({type}\.[A-Z]|{type}(\?|\[\])? [a-z_]\w*\b|[<(]{type}[>)]|new {type}\b)")))
            .Select(other => other.Folder);
        return named.Concat(around).Distinct().Where(folder => folder != file.Folder);
    }

    private static IEnumerable<SourceFile> Read(string project)
    {
        var root = Path.Combine(Fixture.Repository, "src", project);
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var folder = Path.GetRelativePath(root, Path.GetDirectoryName(path)!).Replace('\\', '/');
            if (!folder.StartsWith("obj", StringComparison.Ordinal) && !folder.StartsWith("bin", StringComparison.Ordinal))
            {
                yield return new SourceFile(folder == "." ? "" : folder, Path.GetFileName(path), File.ReadAllText(path));
            }
        }
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<!namespace )\bArchiver\.([A-Z][\w.]*)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*(?:class|struct|record|enum|interface) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    private sealed record SourceFile(string Folder, string Name, string Text)
    {
        public int Lines { get; } = Text.Count(character => character == '\n');

        public string[] Types { get; } = [.. Declaration().Matches(Text).Select(match => match.Groups[1].Value).Where(name => name is not ("struct" or "class"))];
    }
}
