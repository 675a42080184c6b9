using System.Globalization;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>A maildir, for notmuch: the sender is the category, the subject the title.</summary>
internal sealed class MailFolder : IArticleWriter
{
    private readonly string _current;
    private readonly StringBuilder _mail = new();

    public MailFolder(string path)
    {
        _current = Path.Combine(path, "cur");
        Directory.CreateDirectory(_current);
        Directory.CreateDirectory(Path.Combine(path, "new"));
        Directory.CreateDirectory(Path.Combine(path, "tmp"));
    }

    public void Write(GeneratedArticle article)
    {
        _mail.Clear();
        _mail.Append(CultureInfo.InvariantCulture, $"From: {article.Category}@news.example\n");
        _mail.Append("To: reader@news.example\n");
        _mail.Append(CultureInfo.InvariantCulture, $"Subject: {article.Title}\n");
        _mail.Append(CultureInfo.InvariantCulture,
            $"Date: {article.Created.ToDateTime():ddd, dd MMM yyyy HH:mm:ss} +0000\n");
        _mail.Append(CultureInfo.InvariantCulture, $"Message-ID: <{article.Id}@news.example>\n");
        _mail.Append("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
        _mail.Append(article.Url).Append("\n\n");
        _mail.AppendJoin("\n\n", article.Paragraphs);
        _mail.Append("\n\n").Append(article.Summary).Append("\n\n");
        _mail.AppendJoin('\n', article.Similar).Append('\n');
        var name = string.Create(CultureInfo.InvariantCulture, $"{article.Index:d6}.{article.Id:N}.news:2,S");
        File.WriteAllText(Path.Combine(_current, name), _mail.ToString());
    }

    public void Dispose()
    {
        // Every file is complete as it is written.
    }
}
