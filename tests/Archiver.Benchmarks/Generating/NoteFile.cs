using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Archiver.Articles;

namespace Archiver.Benchmarks.Generating;

/// <summary>Evernote's notes. Half of them have a picture of 20 to 380 KB, as base64 in lines.</summary>
internal sealed class NoteFile : IArticleWriter
{
    private const int LeastPicture = 20_000;
    private const int MostPicture = 380_000;

    private readonly StreamWriter _output;
    private readonly StringBuilder _html = new();

    public NoteFile(string path)
    {
        _output = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        _output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export4.dtd\">\n");
        _output.Write("<en-export export-date=\"20250101T000000Z\" application=\"Evernote\" version=\"10.1\">\n");
    }

    public void Write(GeneratedArticle article)
    {
        var random = new RandomStream((ulong)article.Index, Purpose.Pictures, 0);
        var hasPicture = random.OneIn(2);
        MarkupText.Append(article, _html.Clear());
        _output.Write($"  <note>\n    <title>{WebUtility.HtmlEncode(article.Title)}</title>\n");
        _output.Write($"    <created>{Time(article.Created)}</created>\n    <updated>{Time(article.Updated)}</updated>\n");
        _output.Write($"    <tag>{article.Category}</tag>\n    <note-attributes>\n      <source>web.clip7</source>\n");
        _output.Write($"      <source-url>{WebUtility.HtmlEncode(article.Url)}</source-url>\n    </note-attributes>\n    <content>\n      <![CDATA[");
        _output.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<!DOCTYPE en-note SYSTEM \"http://xml.evernote.com/pub/enml2.dtd\"><en-note>");
        _output.Write(_html);
        _output.Write(hasPicture ? "<en-media type=\"image/jpeg\" hash=\"0123456789abcdef0123456789abcdef\"/>" : "");
        _output.Write("</en-note>]]>\n    </content>\n");
        if (hasPicture)
        {
            _output.Write("    <resource>\n      <data encoding=\"base64\">\n");
            _output.Write(Picture(random));
            _output.Write("\n      </data>\n      <mime>image/jpeg</mime>\n    </resource>\n");
        }

        _output.Write("  </note>\n");
    }

    public void Dispose()
    {
        _output.Write("</en-export>\n");
        _output.Dispose();
    }

    private static string Picture(RandomStream random)
    {
        var numbers = new ulong[random.Between(LeastPicture, MostPicture) / sizeof(ulong)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = random.Next();
        }

        return Convert.ToBase64String(MemoryMarshal.AsBytes(numbers.AsSpan()), Base64FormattingOptions.InsertLineBreaks);
    }

    private static string Time(WallTime time) => time.ToDateTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
