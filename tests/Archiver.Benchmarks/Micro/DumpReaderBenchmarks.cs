using System.Text;
using Archiver.Benchmarks.Generating;
using Archiver.Formats.Dumps;
using Archiver.Formats.Reading;
using BenchmarkDotNet.Attributes;

namespace Archiver.Benchmarks.Micro;

/// <summary>The parser alone: no file, no archive. The time is that of one dump.</summary>
[MemoryDiagnoser]
public class DumpReaderBenchmarks
{
    private const int Dumps = 2_000;

    private byte[] _input = [];

    [GlobalSetup]
    public void Generate()
    {
        var all = new StringBuilder();
        var dump = new StringBuilder();
        foreach (var article in new Corpus(Dumps, seed: 1).Articles())
        {
            DumpText.Compose(article, dump);
            all.Append(dump).Append('\n');
        }

        _input = Encoding.UTF8.GetBytes(all.ToString());
    }

    [Benchmark(OperationsPerInvoke = Dumps)]
    public int Read()
    {
        var reader = new DumpReader(new MemoryStream(_input));
        var dumps = 0;
        while (reader.Read() is { } stretch)
        {
            dumps += stretch.Kind == StretchKind.Article ? 1 : 0;
        }

        return dumps == Dumps ? dumps : throw new InvalidOperationException($"{dumps} dumps instead of {Dumps}");
    }
}
