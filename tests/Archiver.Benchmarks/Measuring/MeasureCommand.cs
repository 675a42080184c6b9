using System.CommandLine;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Archiver.Articles;
using Archiver.Benchmarks.Generating;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Measuring;

/// <summary>
/// The verb <c>measure</c>: runs the native program as whole processes on a generated corpus and prints one table.
/// A short command is a new process each time; the files it reads are in the system's cache.
/// </summary>
internal static class MeasureCommand
{
    private const int SmallCount = 10_000;
    private const int LongRuns = 3;
    private const int ShortRuns = 21;

    public static Command Create()
    {
        var archiver = new Option<string>("--archiver") { Description = "The native program.", Required = true };
        var count = new Option<int>("--count") { Description = "How many articles.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("measure", "Measures import, list, show and export.") { archiver, count };
        command.SetAction(parsed => Run(Path.GetFullPath(parsed.GetRequiredValue(archiver)), parsed.GetValue(count)));
        return command;
    }

    public static int Run(string archiver, int count)
    {
        var work = Directory.CreateTempSubdirectory("archiver-measure-").FullName;
        try
        {
            ReferenceInsert.WarmUp(work);
            var table = new MeasurementTable();
            foreach (var size in new[] { SmallCount, count }.Where(size => size <= count).Distinct())
            {
                Console.Error.WriteLine($"measuring {size:n0} articles");
                Measure(archiver, new Corpus(size, seed: 1), work, table);
            }

            table.Print(Console.Out);
            return 0;
        }
        catch (MeasurementException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Measure(string archiver, Corpus corpus, string work, MeasurementTable table)
    {
        var dumps = Path.Combine(work, "dumps.txt");
        var folder = Path.Combine(work, "archive");
        var archive = Path.Combine(folder, "archive.db");
        var exported = Path.Combine(work, "articles.jsonl");
        var distinctParagraphs = Generate(corpus, dumps);

        var reference = Median(LongRuns, () => ReferenceInsert.Run(corpus, work));
        table.AddReference(corpus.Count, reference);

        var import = Median(LongRuns, () =>
        {
            Empty(folder);
            return ProcessRun.TimedWithMemory(archiver, "import", dumps, "--archive", archive);
        });
        table.AddImport(corpus.Count, import, reference, distinctParagraphs);

        string[] version = ["--version"];
        string[] list = ["list", "--category", corpus.LargestCategory, "--limit", "20", "--archive", archive];
        string[] show = ["show", corpus.Article(corpus.Count / 2).Id.ToString(), "--archive", archive];
        table.AddShort(corpus.Count, "--version", "list --category C --limit 20", "show ID",
            MeasureTogether(archiver, version, list, show));

        var export = Median(LongRuns, () => ProcessRun.TimedWithMemory(
            archiver, "export", "--format", "jsonl", "--output", exported, "--force", "--archive", archive));
        var lines = File.ReadLines(exported).Count();
        if (lines != corpus.Count)
        {
            throw new MeasurementException($"export wrote {lines:n0} lines for {corpus.Count:n0} articles");
        }

        table.AddExport(corpus.Count, export);
        MeasureSearch(archiver, corpus, archive, table);
        var size = new DirectoryInfo(folder).EnumerateFiles().Where(IsNoCache).Sum(file => file.Length);
        table.AddSize(corpus.Count, size, new FileInfo(dumps).Length);
    }

    /// <summary>The queries are made of an article of the corpus, so that each finds something.</summary>
    private static void MeasureSearch(string archiver, Corpus corpus, string archive, MeasurementTable table)
    {
        var article = corpus.Article(corpus.Count / 2);
        var words = corpus.WordsOf(article);
        var (one, other) = (words[words.Length / 3], words[words.Length / 2]);
        var phrase = string.Join(' ', article.Paragraphs[0].Split(' ').SkipLast(1).TakeLast(2));
        var build = Median(LongRuns, () =>
        {
            File.Delete(archive + ".search");
            return ProcessRun.TimedWithMemory(archiver, "search", "--count", one, "--archive", archive);
        });
        table.AddIndexing(corpus.Count, build);
        (string Name, string[] Query)[] searches =
        [
            ("WORD WORD", [one, other]),
            ("\"A PHRASE\"", [$"\"{phrase}\""]),
            ("WORD category:C date:M", [one, $"category:{article.Category}", $"date:{article.Date:yyyy-MM}"]),
            ("COMMON", [words[0]]),
            ("RARE", [words[^1]]),
        ];
        table.AddSearches(corpus.Count, [.. searches.Select(search => $"search {search.Name}")], MeasureTogether(archiver,
            [["--version"], .. searches.Select(search => (string[])["search", .. search.Query, "--archive", archive])]));
    }

    /// <summary>Each in turn, again and again: what disturbs the machine meets all of them alike.</summary>
    private static ProcessRun[] MeasureTogether(string archiver, params string[][] commands)
    {
        var runs = commands.Select(_ => new List<TimeSpan>()).ToArray();
        for (var round = 0; round < ShortRuns; round++)
        {
            for (var i = 0; i < commands.Length; i++)
            {
                runs[i].Add(ProcessRun.Timed(archiver, commands[i]).Time);
            }
        }

        return commands
            .Select((command, i) => ProcessRun.TimedWithMemory(archiver, command) with { Time = Middle(runs[i]) })
            .ToArray();
    }

    private static ProcessRun Median(int count, Func<ProcessRun> run)
    {
        var runs = Enumerable.Range(0, count).Select(_ => run()).ToList();
        return new ProcessRun(Middle(runs.Select(each => each.Time)), runs.Max(each => each.PeakBytes));
    }

    private static TimeSpan Median(int count, Func<TimeSpan> run) =>
        Middle(Enumerable.Range(0, count).Select(_ => run()));

    private static TimeSpan Middle(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <returns>How many distinct body paragraphs the corpus has.</returns>
    private static int Generate(Corpus corpus, string path)
    {
        var paragraphs = new HashSet<ulong>();
        using var file = new DumpFile(path);
        foreach (var article in corpus.Articles())
        {
            file.Write(article);
            foreach (var paragraph in article.Paragraphs)
            {
                paragraphs.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(paragraph.AsSpan())));
            }
        }

        return paragraphs.Count;
    }

    /// <summary>The search index beside the archive can be rebuilt, and is not part of it.</summary>
    private static bool IsNoCache(FileInfo file) => !file.Name.Contains(".search", StringComparison.Ordinal);

    private static void Empty(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
    }
}
