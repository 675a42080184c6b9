using Archiver.Cli.Terminal;
using Archiver.Texts;
using Archiver.Upkeep.Checks;

namespace Archiver.Cli.Views;

/// <summary>Findings for people: by kind, with the first examples of each; about a screen where there are many.</summary>
internal static class FindingList
{
    private const int Screen = 20;
    private const int Examples = 2;

    public static void Write(IReadOnlyList<Finding> findings, TextWriter output)
    {
        var examples = findings.Count <= Screen ? Screen : Examples;
        foreach (var kind in findings.GroupBy(finding => finding.Kind))
        {
            var count = kind.Count();
            output.WriteLine($"{Finding.NameOf(kind.Key)}: {Figures.Number(count)}");
            foreach (var finding in kind.Take(examples))
            {
                output.WriteLine($"  {VisibleText.Of(finding.What)}");
            }

            if (count > examples)
            {
                output.WriteLine($"  and {Figures.Number(count - examples)} more; --json lists them all");
            }
        }
    }
}
