using System.CommandLine;
using Archiver.Benchmarks.Generating;
using Archiver.Benchmarks.Measuring;
using BenchmarkDotNet.Running;

// BenchmarkDotNet reads its own options: everything after "micro" is for it.
if (args is ["micro", .. var rest])
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
    return 0;
}

var root = new RootCommand("Generates corpora and measures Archiver on them.")
{
    GenerateCommand.Create(),
    MeasureCommand.Create(),
    ReferenceCommand.Create(),
    new Command("micro", "Runs the BenchmarkDotNet benchmarks; the rest of the line is theirs, as in 'micro --filter *'."),
};
return root.Parse(args).Invoke();
