using System.CommandLine;
using System.Globalization;
using Archiver.Files;
using Archiver.Formats.Pages;

namespace Archiver.Benchmarks.Pages;

/// <summary>
/// The verb <c>score-pages</c>: how well articles are found in labelled pages, by kind of page. Trees are trained anew
/// for each fold of domains, so that no page is scored by trees that saw its site. The rules of metadata are the same
/// for all. What other tools found in the same pages is scored alike.
/// </summary>
internal static class ScorePagesCommand
{
    private const int Worst = 20;

    /// <summary>So many pages are read before time is taken.</summary>
    private const int WarmUp = 100;

    public static Command Create()
    {
        var pages = new Option<string>("--pages") { Description = "A folder with html and ground-truth, as WCXB has them.", Required = true };
        var results = new Option<string[]>("--results") { Description = "What other tools found, as tests/peers writes it.", AllowMultipleArgumentsPerToken = true };
        var smart = new Option<bool>("--smart-reader") { Description = "Also what SmartReader finds." };
        var command = new Command("score-pages", "Scores the extraction of articles by cross-validation.") { pages, results, smart };
        command.SetAction(parsed => Run(parsed.GetValue(pages)!, parsed.GetValue(results) ?? [], parsed.GetValue(smart), Console.Out));
        return command;
    }

    private static int Run(string folder, string[] results, bool withSmartReader, TextWriter output)
    {
        var pages = TrainingPage.ReadAll(folder);
        LabelledPage[] labelled = [.. pages.Select(page => page.Page)];
        var logOdds = new PageTrainer(pages, new TrainingOptions()).CrossValidated();
        var costs = CostsOf(labelled);
        ScoredPage[] scored = [.. pages.Select((page, index) => Score(page, logOdds[index], costs[index]))];
        output.WriteLine("| tool | kind | pages | F1 | precision | recall | title exact | normalised | date | given without | author exact | normalised | given without | CPU ms a page |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var peers = results.SelectMany(path => PeerResult.ReadAll(path, labelled)).ToLookup(each => each.Tool, each => each.Page);

        // Where a tool was not given all pages, all are compared on those that it was given.
        var common = peers.Aggregate(labelled.AsEnumerable(), (left, tool) => left.Intersect(tool.Select(each => each.Page))).ToHashSet();
        Print("archiver", [.. scored.Where(each => common.Contains(each.Page))], output);
        foreach (var tool in peers)
        {
            Print(tool.Key, [.. tool.Where(each => common.Contains(each.Page))], output);
        }

        if (withSmartReader)
        {
            Print("smartreader", [.. common.Select(PeerResult.OfSmartReader)], output);
        }

        var worst = scored.Where(each => each.Page.Kind == "article").OrderBy(each => each.Text.F1).Take(Worst);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nExpected F1 {scored.Average(each => each.Expected):0.000}. Worst articles: {string.Join(", ", worst.Select(each => $"{each.Page.Name} {each.Text.F1:0.00}"))}"));
        return 0;
    }

    private static void Print(string tool, ScoredPage[] scored, TextWriter output)
    {
        output.WriteLine(ScoredPage.Row(tool, "all", scored));
        foreach (var kind in scored.GroupBy(each => each.Page.Kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(ScoredPage.Row(tool, kind.Key, [.. kind]));
        }
    }

    /// <summary>What reading each page takes as the program does it, in milliseconds of the processor.</summary>
    private static double[] CostsOf(LabelledPage[] pages)
    {
        foreach (var page in pages.Take(WarmUp))
        {
            PageReader.Read(page.Read(), new PageContext(page.Url));
        }

        return [.. pages.Select(page =>
        {
            var bytes = page.Read();
            var start = ProcessorTime.OfThread;
            PageReader.Read(bytes, new PageContext(page.Url));
            return (ProcessorTime.OfThread - start).TotalMilliseconds;
        })];
    }

    private static ScoredPage Score(TrainingPage page, float[] logOdds, double cost)
    {
        var (cut, expected) = ArticleModel.BestCut(logOdds, page.Counts);
        var isKept = HiddenText.Without(page.IsHidden, page.Counts, [.. logOdds.Select(odds => odds >= cut)]);
        return new ScoredPage(page.Page, page.Score(index => isKept[index]), page.Title, page.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), page.Authors, cost)
        {
            Expected = expected,
        };
    }
}
