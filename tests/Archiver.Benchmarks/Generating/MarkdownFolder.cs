using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>One Markdown file an article, with front matter, a thousand files a folder.</summary>
internal sealed class MarkdownFolder(string path) : IArticleWriter
{
    private readonly StringBuilder _note = new();

    public void Write(GeneratedArticle article)
    {
        var folder = Path.Combine(path, (article.Index / 1000).ToString("d4", CultureInfo.InvariantCulture));
        if (article.Index % 1000 == 0)
        {
            Directory.CreateDirectory(folder);
        }

        _note.Clear().Append(CultureInfo.InvariantCulture, $"---\ntitle: \"{article.Title.Replace("\"", "\\\"")}\"\nsource: \"{article.Url}\"\n");
        _note.Append(CultureInfo.InvariantCulture, $"published: {article.Date:yyyy-MM-dd}\ncreated: {article.Created}\n");
        _note.Append(CultureInfo.InvariantCulture, $"tags:\n  - \"{article.Category}\"\n  - \"news\"\n---\n");
        for (var i = 0; i < article.Paragraphs.Count; i++)
        {
            var (start, end) = i % 3 == 1 ? ("[", $"](https://www.{article.Category}.example/topics/{i})") : i % 5 == 4 ? ("*", "*") : ("", "");
            MarkupText.AppendMarked(article.Paragraphs[i], start, end, _note);
            _note.Append("\n\n");
        }

        File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{article.Index:d6}.md")), _note.ToString());
    }

    public void Dispose()
    {
        // Every file is complete as it is written.
    }
}
