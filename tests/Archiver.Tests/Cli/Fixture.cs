using System.Text;
using System.Text.RegularExpressions;

namespace Archiver.Tests.Cli;

/// <summary>The files in <c>Fixtures</c>: invented dumps, what is no dump, and whole outputs to compare with.</summary>
internal static partial class Fixture
{
    /// <summary>Set to 1, the tests write the golden files instead of comparing with them. Read the difference then.</summary>
    private const string Rewrite = "ARCHIVER_REWRITE_GOLDEN";

    public const string Lighthouse = "5a1b7c90-2d3e-4f60-8a91-b2c3d4e5f607";

    public const string LighthouseUrl = "https://coastpost.example/2024/05/kettle-point";

    public const string Cat = "c0ffee00-1111-4222-8333-944445555666";

    public const string Controls = "e5c00000-0000-4000-8000-00000000001b";

    public static string Repository { get; } = FindRepository();

    /// <summary>Six articles in five files and two folders; one article comes with a warning.</summary>
    public static string Corpus => In("corpus");

    /// <summary>A picture, noise, a text that is no dump, an empty file.</summary>
    public static string Rejected => In("rejected");

    /// <summary>14 articles to look for: most have something that the others have not.</summary>
    public static string Queries => In("queries", "corpus.txt");

    public static string In(params string[] names) =>
        Path.Combine([Repository, "tests", "Archiver.Tests", "Fixtures", .. names]);

    public static string Mask(string text) => ImportTime().Replace(
        text.Replace(In(), "<fixtures>", StringComparison.Ordinal), "\"imported\":\"<time>\"");

    /// <summary>Compares an output with the golden file of this name.</summary>
    public static void IsGolden(string name, string text) => IsWritten(In("golden", name), text);

    /// <summary>Whether golden files are written instead of compared with.</summary>
    public static bool IsRewriting => Environment.GetEnvironmentVariable(Rewrite) == "1";

    /// <summary>Compares a text with a file that this test writes.</summary>
    public static void IsWritten(string path, string text)
    {
        if (IsRewriting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [GeneratedRegex("\"imported\":\"[0-9TZ:-]+\"")]
    private static partial Regex ImportTime();

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Archiver.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the repository.");
        }

        return folder;
    }
}
