using System.Diagnostics;

namespace Archiver.Formats.Reading;

/// <summary>
/// Reads inputs that are records after one another, such as rows or elements, with what stands between them. Memory is
/// bounded by the longest record.
/// </summary>
/// <param name="format">The name of the format.</param>
/// <param name="options">What is stated about the inputs.</param>
internal abstract class RecordReader(string format, ReadingOptions options) : IArticleReader
{
    /// <summary>What is longer is no record, and is not kept in memory.</summary>
    protected const int MaxLength = 64 << 20;

    /// <summary>So much of what says nothing goes at a time.</summary>
    private const int MaxBlank = 1 << 20;

    private bool _isBroken;

    protected ByteWindow Window { get; } = new();

    protected string Format => format;

    protected ReadingOptions Options => options;

    public void Begin(Stream input)
    {
        Window.Begin(input);
        _isBroken = false;
        Begin();
    }

    public Stretch? Read()
    {
        if (options.Cancellation.IsCancellationRequested)
        {
            return null;
        }

        var next = _isBroken ? null : Next();
        Debug.Assert(next is not { Length: 0 }, "A stretch has bytes.");
        return options.Cancellation.IsCancellationRequested ? null : next;
    }

    /// <summary>Begins another input.</summary>
    protected abstract void Begin();

    /// <summary>The next stretch; null at the input's end.</summary>
    protected abstract Stretch? Next();

    protected Stretch Blank(int length) => Window.Take(length, StretchKind.Blank, null);

    protected Stretch Rejected(int length, string reason) =>
        Window.Take(length, StretchKind.Rejected, format, null, reason);

    protected Stretch Article(int length, StatedArticle article) =>
        Window.Take(length, StretchKind.Article, format, article);

    /// <summary>
    /// The stretch of what was made of a record: an article, the reason why there is none, or neither where it belongs
    /// to another.
    /// </summary>
    protected Stretch Made(int length, (StatedArticle? Article, string? Reason) made) =>
        made.Article is { } article ? Article(length, article)
        : made.Reason is { } reason ? Rejected(length, reason)
        : Window.Take(length, StretchKind.Used, format);

    /// <summary>How many bytes of white space come next; at most so many as one stretch may have.</summary>
    protected int SpaceLength(int from = 0)
    {
        for (var at = from; ; at++)
        {
            if (at == Window.Bytes.Length && !Window.Grow())
            {
                return at;
            }

            if (Window.Bytes[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') || at >= MaxBlank)
            {
                return at;
            }
        }
    }
}
