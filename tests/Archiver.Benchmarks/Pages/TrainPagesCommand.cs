using System.CommandLine;
using System.Globalization;
using Archiver.Formats.Pages.Features;

namespace Archiver.Benchmarks.Pages;

/// <summary>The verb <c>train-pages</c>.</summary>
internal static class TrainPagesCommand
{
    public static Command Create()
    {
        var pages = new Option<string>("--pages") { Description = "The folder with html and ground-truth.", Required = true };
        var command = new Command("train-pages", "Trains the model that finds the article in a page.") { pages };
        command.SetAction(parsed => Run(parsed.GetValue(pages)!, Console.Out));
        return command;
    }

    private static int Run(string folder, TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("META") is not null)
        {
            MetaExperiments.Run(folder, output);
            return 0;
        }

        var labelled = LabelledPage.ReadAll(folder);
        var set = new TrainingPage[labelled.Length];
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Parallel.For(0, set.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => set[i] = TrainingPage.Of(labelled[i]));
        output.WriteLine($"{set.Length} pages, {set.Sum(page => page.Rows.Length)} blocks, {BlockFeatures.Names.Length} features, {clock.Elapsed.TotalSeconds:0} s");
        Print(output, "labels", set, (page, index) => page.Labels[index] > 0.5);
        Print(output, "labels 0.3", set, (page, index) => page.Labels[index] > 0.3);
        if (Environment.GetEnvironmentVariable("BAD") is not null)
        {
            foreach (var page in set.Where(page => page.Page.Kind == "article").OrderBy(page => page.Score(index => page.Labels[index] > 0.5).F1).Take(30))
            {
                var s = page.Score(index => page.Labels[index] > 0.5);
                output.WriteLine($"{page.Page.Name} {page.Page.Url} {s.F1:0.00} {s.Precision:0.00} {s.Recall:0.00} blocks {page.Rows.Length}");
            }
        }

        Experiments.Run(set, output);
        return 0;
    }

    public static void Print(TextWriter output, string what, TrainingPage[] set, Func<TrainingPage, int, bool> isKept)
    {
        var scores = set.Select(page => (page.Page.Kind, Score: page.Score(index => isKept(page, index)))).ToArray();
        var text = string.Join(", ", scores.GroupBy(each => each.Kind).OrderBy(group => group.Key).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key[..4]} {group.Average(each => each.Score.F1):0.0000}")));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: all {scores.Average(each => each.Score.F1):0.0000} P {scores.Average(each => each.Score.Precision):0.000} R {scores.Average(each => each.Score.Recall):0.000} | {text}"));
        output.Flush();
    }
}
