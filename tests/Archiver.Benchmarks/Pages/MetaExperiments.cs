using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Html;
using Archiver.Formats.Pages;
using Archiver.Formats.Pages.Features;
using Archiver.Formats.Pages.Metadata;

namespace Archiver.Benchmarks.Pages;

internal static class MetaExperiments
{
    public static void Run(string folder, TextWriter output)
    {
        var pages = LabelledPage.ReadAll(folder);
        var all = new (LabelledPage Page, List<Sourced<string>> Titles, List<Sourced<DateOnly>> Dates, List<Sourced<IReadOnlyList<string>>> Authors, DateOnly? Changed, PageText Text)[pages.Length];
        Parallel.For(0, pages.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var document = HtmlTree.Parse(Encoding.UTF8.GetString(pages[i].Read()));
            var sources = PageSources.Of(document);
            var (paragraphs, containers) = PageWalk.Of(document);
            var text = new PageText(sources, JsonLd.Of(sources.Scripts), new PageFacts(paragraphs, containers, PageHeads.Of(sources, pages[i].Url)), pages[i].Url);
            all[i] = (pages[i], TitleChoice.Candidates(text).ToList(), DateChoice.Candidates(text).ToList(), AuthorChoice.Candidates(text).ToList(), DateChoice.Changed(text)?.Value, text);
        });
        using var log = new StreamWriter("/tmp/meta.tsv");
        foreach (var kind in new[] { "article", "" })
        {
            var some = all.Where(each => (each.Page.Kind == "article") == (kind == "article")).ToArray();
            output.WriteLine($"== {kind} {some.Length}");
            Chosen("title", some, each => TitleChoice.Choose(each.Text) is { } t ? (t.Source, t.Value, Norm(t.Value) == Norm(each.Page.Title ?? "")) : null, each => each.Page.Title);
            Chosen("date", some, each => DateChoice.Choose(each.Text) is { } t ? (t.Source, $"{t.Value:yyyy-MM-dd}", DateRight(t.Value, each.Page.Published)) : null, each => each.Page.Published);
            Chosen("author", some, each => AuthorChoice.Choose(each.Text) is { } t ? (t.Source, string.Join("; ", t.Value), Same(t.Value, each.Page.Authors)) : null, each => each.Page.Authors.FirstOrDefault());
            Sources("title", some.Select(each => each.Titles.Select(title => (title.Source, Right: Norm(title.Value) == Norm(each.Page.Title ?? ""), Shown: each.Text.Shows(title.Value), Null: each.Page.Title is null))));
            Sources("date", some.Select(each => each.Dates.Select(date => (date.Source, Right: DateRight(date.Value, each.Page.Published), Shown: each.Text.Facts.Paragraphs.Any(p => p.Text.Length < 300 && DateText.Find(p.Text, each.Text.IsMonthFirst) == date.Value), Null: each.Page.Published is null))));
            Sources("author", some.Select(each => each.Authors.Select(author => (author.Source, Right: Same(author.Value, each.Page.Authors), Shown: author.Value.All(each.Text.Shows), Null: each.Page.Authors.Count == 0))));
            foreach (var each in some)
            {
                log.WriteLine($"{each.Page.Kind}\t{each.Page.Name}\tT\t{each.Page.Title}\t{string.Join(" ## ", each.Titles.Select(t => $"{t.Source}={t.Value}"))}");
                log.WriteLine($"{each.Page.Kind}\t{each.Page.Name}\tD\t{each.Page.Published}\t{string.Join(" ## ", each.Dates.Select(t => $"{t.Source}={t.Value:yyyy-MM-dd}"))}\t{each.Changed:yyyy-MM-dd}");
                log.WriteLine($"{each.Page.Kind}\t{each.Page.Name}\tA\t{string.Join(", ", each.Page.Authors)}\t{string.Join(" ## ", each.Authors.Select(t => $"{t.Source}={string.Join("; ", t.Value)}={(t.Value.All(each.Text.Shows) ? "shown" : "hidden")}"))}");
            }
        }

        void Chosen<T>(string what, T[] some, Func<T, (string Source, string Value, bool Right)?> choose, Func<T, string?> truth)
        {
            var each = some.Select(page => (Page: page, Choice: choose(page), Truth: truth(page))).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"++ {what}: right {each.Count(e => e.Truth is not null && e.Choice?.Right == true) / (double)Math.Max(1, each.Count(e => e.Truth is not null)):0.000} of {each.Count(e => e.Truth is not null)}, given where there is none {each.Count(e => e.Truth is null && e.Choice is not null)} of {each.Count(e => e.Truth is null)}"));
            foreach (var e in each.Where(e => e.Truth is null ? e.Choice is not null : e.Choice?.Right != true))
            {
                log.WriteLine($"WRONG {what}\t{((ValueTuple<LabelledPage, List<Sourced<string>>, List<Sourced<DateOnly>>, List<Sourced<IReadOnlyList<string>>>, DateOnly?, PageText>)(object)e.Page!).Item1.Name}\t{((ValueTuple<LabelledPage, List<Sourced<string>>, List<Sourced<DateOnly>>, List<Sourced<IReadOnlyList<string>>>, DateOnly?, PageText>)(object)e.Page!).Item1.Kind}\t{e.Truth ?? "NULL"}\t{e.Choice?.Source}\t{e.Choice?.Value}");
            }
        }

        void Sources(string what, IEnumerable<IEnumerable<(string Source, bool Right, bool Shown, bool Null)>> list)
        {
            var pagesOf = list.Select(each => each.ToArray()).ToArray();
            output.WriteLine($"-- {what}: first right {pagesOf.Count(each => each.Length > 0 && each[0].Right)}, any right {pagesOf.Count(each => each.Any(c => c.Right))}");
            foreach (var group in pagesOf.SelectMany(each => each.GroupBy(c => c.Source).Select(g => g.First())).GroupBy(c => c.Source))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"   {group.Key}: {group.Count()}, truth {group.Count(c => !c.Null)}, right {group.Count(c => c.Right) / (double)Math.Max(1, group.Count(c => !c.Null)):0.00}; shown {group.Count(c => c.Shown)}: right {group.Count(c => c.Right && c.Shown) / (double)Math.Max(1, group.Count(c => c.Shown && !c.Null)):0.00} null {group.Count(c => c.Null && c.Shown)}; not shown {group.Count(c => !c.Shown)}: right {group.Count(c => c.Right && !c.Shown) / (double)Math.Max(1, group.Count(c => !c.Shown && !c.Null)):0.00} null {group.Count(c => c.Null && !c.Shown)}"));
            }
        }
    }

    public static bool DateRight(DateOnly given, string? truth) => truth is not null && (truth.Length >= 10 ? truth[..10] : truth) == given.ToString(truth.Length >= 10 ? "yyyy-MM-dd" : truth.Length == 7 ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);

    public static string Norm(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    public static bool Same(IEnumerable<string> given, IEnumerable<string> truth) => Names(truth) is { Count: > 0 } wanted && wanted.SetEquals(Names(given));

    /// <summary>Names in parts; titles, degrees and roles after a name are none.</summary>
    private static HashSet<string> Names(IEnumerable<string> names) => [.. names.SelectMany(name => Regex.Split(Regex.Replace(name, @"^\s*by\s+", "", RegexOptions.IgnoreCase), @"\s*(?:,|;|&|\|| - |\band\b)\s*"))
        .Where(name => !Regex.IsMatch(name.Replace(".", "", StringComparison.Ordinal), @"^(?:[A-Z-]{2,6}|PhD|PharmD)(?:\s[A-Z-]{2,6}|\s\d+)*$") && !Regex.IsMatch(name, @"\b(?:expert|director|manager|ceo|editor|writer|dietitian|specialist)\b", RegexOptions.IgnoreCase))
        .Select(name => Norm(Regex.Replace(name, @"\b(?:dr|prof|mr|mrs|ms)\b\.?", "", RegexOptions.IgnoreCase))).Where(name => name.Length > 1)];
}
