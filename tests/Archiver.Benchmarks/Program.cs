using System.CommandLine;
using Archiver.Benchmarks.Generating;

var root = new RootCommand("Generates corpora and measures Archiver on them.")
{
    GenerateCommand.Create(),
};
return root.Parse(args).Invoke();
