using System.Buffers;
using Archiver.Articles;
using Archiver.Benchmarks.Generating;
using Archiver.Store.Documents.Pages;
using Archiver.Store.Packs;
using BenchmarkDotNet.Attributes;

namespace Archiver.Benchmarks.Micro;

/// <summary>A pack of bodies, full: filled and compressed, and unpacked again for one paragraph.</summary>
[MemoryDiagnoser]
public class PackBenchmarks
{
    private readonly List<byte[]> _texts = [];
    private byte[][] _documents = [];

    [GlobalSetup]
    public void Setup()
    {
        _texts.AddRange(new Corpus(count: 1_000, seed: 1).Articles()
            .SelectMany(article => article.Paragraphs)
            .Select(System.Text.Encoding.UTF8.GetBytes)
            .TakeWhile(_ => _texts.Count < TextNumber.PackCapacity));
        _documents = Array.ConvertAll(Documents(), document => document.ToDocument().Bytes.ToArray());
    }

    [Benchmark]
    public int Write() => Documents().Length;

    private DocumentBuilder[] Documents()
    {
        using var pack = new PackBuilder(1, Pack.TargetSize);
        foreach (var text in _texts)
        {
            if (pack.IsFull)
            {
                break;
            }

            pack.Add(text);
        }

        return Pack.ToDocuments(1, pack.Content());
    }

    [Benchmark]
    public ReadOnlyMemory<byte> Read() => Pack.Read(1, Find)[0];

    private bool Find(int number, ArrayBufferWriter<byte> bytes)
    {
        bytes.ResetWrittenCount();
        bytes.Write(_documents[number - 1]);
        return true;
    }
}
