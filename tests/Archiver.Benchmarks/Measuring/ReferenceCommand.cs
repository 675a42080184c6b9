using System.CommandLine;
using System.Globalization;
using Archiver.Benchmarks.Generating;
using Archiver.Store.Runs;

namespace Archiver.Benchmarks.Measuring;

/// <summary>The verb <c>reference</c>: prints how many articles a second <see cref="ReferenceInsert"/> reaches.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many articles.", DefaultValueFactory = _ => 100_000 };
        var command = new Command("reference", "Measures LiteDB alone, on the same metadata.") { count };
        command.SetAction(parsed => Run(parsed.GetValue(count)));
        return command;
    }

    public static int Run(int count)
    {
        var work = Directory.CreateTempSubdirectory("archiver-reference-").FullName;
        try
        {
            ReferenceInsert.WarmUp(work);
            var time = ReferenceInsert.Run(new Corpus(count, seed: 1), work);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{count / time.TotalSeconds:f0} articles/s"));
            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }
}
