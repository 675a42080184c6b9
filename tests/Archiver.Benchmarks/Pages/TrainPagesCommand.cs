using System.CommandLine;
using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

/// <summary>
/// The verb <c>train-pages</c>: trains the trees that find the article in a page, and writes the table that the library
/// has as <c>Formats/Pages/article.trees</c>. The same pages give the same table.
/// </summary>
internal static class TrainPagesCommand
{
    public static Command Create()
    {
        var pages = new Option<string>("--pages") { Description = "A folder with html and ground-truth, as WCXB has them.", Required = true };
        var model = new Option<string>("--model") { Description = "Where to write the table.", Required = true };
        var command = new Command("train-pages", "Trains the model that finds the article in a page.") { pages, model };
        command.SetAction(parsed => Run(parsed.GetValue(pages)!, parsed.GetValue(model)!, Console.Out));
        return command;
    }

    private static int Run(string folder, string path, TextWriter output)
    {
        var pages = TrainingPage.ReadAll(folder);
        output.WriteLine($"{pages.Length} pages, {pages.Sum(page => page.Rows.Length)} paragraphs, {BlockFeatures.Names.Length} features");
        var model = new PageTrainer(pages, new TrainingOptions()).Train();
        using (var file = File.Create(path))
        {
            model.Write(file);
        }

        var uses = model.Trees.SelectMany(tree => tree.Splits).GroupBy(split => split.Feature)
            .OrderByDescending(group => group.Count());
        output.WriteLine($"Splits: {string.Join(", ", uses.Select(group => $"{BlockFeatures.Names[group.Key]} {group.Count()}"))}");
        output.WriteLine($"{path}: {new FileInfo(path).Length} bytes");
        return 0;
    }
}
