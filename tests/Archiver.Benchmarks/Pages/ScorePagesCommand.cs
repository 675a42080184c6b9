using System.CommandLine;
using System.Globalization;
using Archiver.Formats.Pages;

namespace Archiver.Benchmarks.Pages;

/// <summary>
/// The verb <c>score-pages</c>: how well articles are found in labelled pages, by kind of page. Trees are trained anew
/// for each fold of domains, so that no page is scored by trees that saw its site. The rules of metadata are the same
/// for all.
/// </summary>
internal static class ScorePagesCommand
{
    private const int Worst = 20;

    public static Command Create()
    {
        var pages = new Option<string>("--pages") { Description = "A folder with html and ground-truth, as WCXB has them.", Required = true };
        var command = new Command("score-pages", "Scores the extraction of articles by cross-validation.") { pages };
        command.SetAction(parsed => Run(parsed.GetValue(pages)!, Console.Out));
        return command;
    }

    private static int Run(string folder, TextWriter output)
    {
        var pages = TrainingPage.ReadAll(folder);
        var logOdds = new PageTrainer(pages, new TrainingOptions()).CrossValidated();
        Scored[] scored = [.. pages.Select((page, index) => Score(page, logOdds[index]))];
        output.WriteLine("kind           pages     F1  precision  recall  expected | title exact, normalised | date, given without | author exact, normalised, given without");
        Print("all", scored);
        foreach (var kind in scored.GroupBy(each => each.Page.Page.Kind).OrderByDescending(group => group.Count()))
        {
            Print(kind.Key, [.. kind]);
        }

        var worst = scored.Where(each => each.Page.Page.Kind == "article").OrderBy(each => each.Text.F1).Take(Worst);
        output.WriteLine($"Worst articles: {string.Join(", ", worst.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Page.Page.Name} {each.Text.F1:0.00}")))}");
        return 0;

        void Print(string kind, Scored[] some)
        {
            var titled = some.Where(each => each.Page.Page.Title is not null).ToArray();
            var dated = some.Where(each => each.Page.Page.Published is not null).ToArray();
            var undated = some.Where(each => each.Page.Page.Published is null).ToArray();
            var signed = some.Where(each => each.Page.Page.Authors.Count > 0).ToArray();
            var unsigned = some.Where(each => each.Page.Page.Authors.Count == 0).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind,-14} {some.Length,5} {some.Average(each => each.Text.F1):0.0000} {some.Average(each => each.Text.Precision),10:0.000} {some.Average(each => each.Text.Recall),7:0.000} {some.Average(each => each.Expected),9:0.000}")
                + $" | {Share(titled, each => each.Page.Title == each.Page.Page.Title)}, {Share(titled, each => ValueScore.Normalised(each.Page.Title ?? "") == ValueScore.Normalised(each.Page.Page.Title!))}"
                + $" | {Share(dated, each => each.Page.Published is { } day && ValueScore.IsDay(day, each.Page.Page.Published!))} of {dated.Length}, {Share(undated, each => each.Page.Published is not null)} of {undated.Length}"
                + $" | {Share(signed, each => string.Join(", ", each.Page.Authors) == string.Join(", ", each.Page.Page.Authors))}, {Share(signed, each => ValueScore.AreSame(each.Page.Authors, each.Page.Page.Authors))} of {signed.Length}, {Share(unsigned, each => each.Page.Authors.Count > 0)} of {unsigned.Length}");
        }
    }

    private static Scored Score(TrainingPage page, float[] logOdds)
    {
        var (cut, expected) = ArticleModel.BestCut(logOdds, page.Counts);
        return new Scored(page, page.Score(index => logOdds[index] >= cut), expected);
    }

    private static string Share(Scored[] some, Func<Scored, bool> isSo) =>
        some.Length == 0 ? "-" : (some.Count(isSo) / (double)some.Length).ToString("0.000",
            CultureInfo.InvariantCulture);

    private sealed record Scored(TrainingPage Page, TextScore Text, double Expected);
}
