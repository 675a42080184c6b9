using System.Text;

namespace Archiver.Benchmarks.Generating;

/// <summary>All dumps in one file, with a newline between them.</summary>
internal sealed class DumpFile(string path) : IArticleWriter
{
    private readonly StreamWriter _output = new(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
    private readonly StringBuilder _dump = new();

    public void Write(GeneratedArticle article)
    {
        if (article.Index > 0)
        {
            _output.Write('\n');
        }

        DumpText.Compose(article, _dump);
        _output.Write(_dump);
    }

    public void Dispose() => _output.Dispose();
}
