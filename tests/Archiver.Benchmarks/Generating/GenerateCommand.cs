using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Generating;

/// <summary>The verb <c>generate</c>: the same articles in every form that is asked for.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many articles.", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed, the same corpus.", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--output") { Description = "All dumps in one file." };
        var folder = new Option<string?>("--folder") { Description = "One file a dump, in this folder." };
        var records = new Option<string?>("--records") { Description = "Parsed records, one JSON object a line." };
        var mail = new Option<string?>("--mail") { Description = "A maildir, one message an article." };
        var command = new Command("generate", "Writes a corpus of made-up articles.")
        {
            count, seed, output, folder, records, mail,
        };
        command.SetAction(parsed => Run(new GenerateOptions(
            parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(output), parsed.GetValue(folder),
            parsed.GetValue(records), parsed.GetValue(mail))));
        return command;
    }

    public static int Run(GenerateOptions options)
    {
        var clock = Stopwatch.StartNew();
        using (var writers = new WriterSet(options))
        {
            foreach (var article in new Corpus(options.Count, options.Seed).Articles())
            {
                writers.Write(article);
            }
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Count:n0} articles in {clock.Elapsed.TotalSeconds:f1} s"));
        if (options.Output is { } path)
        {
            var megabytes = new FileInfo(path).Length / 1e6;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{path}: {megabytes:n1} MB, {megabytes / clock.Elapsed.TotalSeconds:n0} MB/s"));
        }

        return 0;
    }

    /// <summary>The forms that were asked for, written side by side.</summary>
    private sealed class WriterSet : IDisposable
    {
        private readonly List<IArticleWriter> _writers = [];

        public WriterSet(GenerateOptions options)
        {
            Add(options.Output, path => new DumpFile(path));
            Add(options.Folder, path => new DumpFolder(path));
            Add(options.Records, path => new RecordFile(path));
            Add(options.Mail, path => new MailFolder(path));
        }

        public void Write(GeneratedArticle article) => _writers.ForEach(writer => writer.Write(article));

        public void Dispose() => _writers.ForEach(writer => writer.Dispose());

        private void Add(string? path, Func<string, IArticleWriter> create)
        {
            if (path is not null)
            {
                _writers.Add(create(path));
            }
        }
    }
}

/// <summary>What to generate; a form whose path is null is not written.</summary>
internal sealed record GenerateOptions(
    int Count, ulong Seed, string? Output, string? Folder = null, string? Records = null, string? Mail = null);
