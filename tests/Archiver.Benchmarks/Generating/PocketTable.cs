using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>Pocket's table: a title, an address, tags, and whether it was read.</summary>
internal sealed class PocketTable : IArticleWriter
{
    private readonly StreamWriter _output;

    public PocketTable(string path)
    {
        _output = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        _output.Write("title,url,time_added,tags,status\n");
    }

    public void Write(GeneratedArticle article)
    {
        var added = new DateTimeOffset(article.Created.ToDateTime(), TimeSpan.Zero).ToUnixTimeSeconds();
        _output.Write(string.Create(CultureInfo.InvariantCulture,
            $"\"{article.Title.Replace("\"", "\"\"")}\",{article.Url},{added},{article.Category}|news,{(article.ReadCount > 1 ? "archive" : "unread")}\n"));
    }

    public void Dispose() => _output.Dispose();
}
