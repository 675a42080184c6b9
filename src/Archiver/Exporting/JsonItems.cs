using System.Buffers;
using System.Text.Json;
using Archiver.Articles;
using Archiver.Texts;

namespace Archiver.Exporting;

/// <summary>
/// The buffer between articles and a stream. One writer serves the whole export, and what has gathered is passed on
/// after each article that fills the buffer: memory is bounded by the buffer and the longest article.
/// </summary>
internal sealed class JsonItems : IDisposable
{
    private const int PassOnAt = 128 * 1024;

    private readonly Stream _output;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * PassOnAt);
    private readonly Utf8JsonWriter _json;

    public JsonItems(Stream output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer, JsonText.WriterOptions);
    }

    /// <summary>Writes punctuation between items.</summary>
    public void Punctuate(ReadOnlySpan<byte> text) => _buffer.Write(text);

    public void Add(Article article, ArticleText? text)
    {
        if (text is null)
        {
            ArticleJson.WriteListing(_json, article);
        }
        else
        {
            ArticleJson.Write(_json, article, text);
        }

        _json.Flush();
        _json.Reset();
        if (_buffer.WrittenCount >= PassOnAt)
        {
            PassOn();
        }
    }

    public void Flush()
    {
        PassOn();
        _output.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void PassOn()
    {
        _output.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
