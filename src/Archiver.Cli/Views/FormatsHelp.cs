using Archiver.Cli.Terminal;
using Archiver.Exporting;
using Archiver.Importing;

namespace Archiver.Cli.Views;

/// <summary>The help on what can be imported, and what can be exported.</summary>
internal static class FormatsHelp
{
    /// <summary>The columns of a line.</summary>
    private const int Width = 80;

    private const int NameWidth = 14;

    public static void Write(TextWriter output)
    {
        output.WriteLine("What can be imported. `import` finds out by the content which it is; where that");
        output.WriteLine("goes wrong, say it with --format NAME:");
        Write(output, ImportOptions.Formats.Select(format => (format.Name, format.Description)));
        output.WriteLine();
        output.WriteLine("What can be written, by `export --format NAME`:");
        Write(output, ExportFormat.All.Select(format => (format.Name, format.Description)));
    }

    private static void Write(TextWriter output, IEnumerable<(string Name, string Description)> rows)
    {
        foreach (var (name, description) in rows)
        {
            var first = $"  {name,-NameWidth} ";
            foreach (var line in TextLayout.Wrap(description, Width - first.Length))
            {
                output.WriteLine(first + line);
                first = new string(' ', first.Length);
            }
        }
    }
}
