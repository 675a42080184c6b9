using System.CommandLine;
using Archiver.Benchmarks.Generating;
using Archiver.Benchmarks.Judging;
using Archiver.Benchmarks.Measuring;
using Archiver.Benchmarks.Mutating;
using Archiver.Benchmarks.Pages;
using Archiver.Store.Runs;
using BenchmarkDotNet.Running;
using SharpFuzz;

// BenchmarkDotNet reads its own options: everything after "micro" is for it.
if (args is ["micro", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
    return 0;
}

// Run by AFL++ once for many inputs, as tests/fuzz.sh starts it.
if (args is ["fuzz"])
{
    // Instrumented code cannot run before the fuzzer has made its map.
    Mutator? mutator = null;
    Fuzzer.OutOfProcess.Run(input =>
    {
        mutator ??= new Mutator(seed: 1);
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        mutator.Check(bytes.ToArray());
    });
    return 0;
}

var root = new RootCommand("Generates corpora and measures Archiver on them.")
{
    GenerateCommand.Create(),
    MeasureCommand.Create(),
    ReferenceCommand.Create(),
    MutateCommand.Create(),
    JudgeCommand.Create(),
    TrainPagesCommand.Create(),
    ScorePagesCommand.Create(),
    new Command("fuzz", "What tests/fuzz.sh lets AFL++ run."),
    new Command("micro", "Runs the BenchmarkDotNet benchmarks; the rest of the line is theirs, as in 'micro --filter *'."),
};
return root.Parse(args).Invoke();
