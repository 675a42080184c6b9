using System.Globalization;
using System.Text;

namespace Archiver.Benchmarks.Generating;

/// <summary>One file a dump, a thousand files a folder.</summary>
internal sealed class DumpFolder(string path) : IArticleWriter
{
    private readonly StringBuilder _dump = new();

    public void Write(GeneratedArticle article)
    {
        var folder = Path.Combine(path, (article.Index / 1000).ToString("d4", CultureInfo.InvariantCulture));
        if (article.Index % 1000 == 0)
        {
            Directory.CreateDirectory(folder);
        }

        DumpText.Compose(article, _dump);
        var name = string.Create(CultureInfo.InvariantCulture, $"{article.Index:d6}_{article.Id:N}.txt");
        File.WriteAllText(Path.Combine(folder, name), _dump.ToString());
    }

    public void Dispose()
    {
        // Every file is complete as it is written.
    }
}
