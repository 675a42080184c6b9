namespace Archiver.Formats.Reading;

/// <summary>
/// Reads inputs in which articles follow one another, each from a beginning that can be seen to the beginning of the next.
/// One of them is in memory at a time. What stands before the first says nothing.
/// </summary>
/// <param name="format">The format's name, for what is rejected.</param>
/// <param name="maxLength">What is longer is rejected.</param>
/// <param name="cancellation">Ends the reading: nothing follows then.</param>
internal abstract class PartedReader(string format, int maxLength, CancellationToken cancellation) : IArticleReader
{
    /// <summary>A beginning must be seen in so many bytes.</summary>
    private const int Lookahead = 4096;
    private const int BlockLength = 64 << 10;

    private byte[] _buffer = new byte[4 * BlockLength];
    private int _length;
    private int _searched;
    private int _tail;
    private long _offset;
    private long _line;
    private long _skipped;
    private long _skippedLines;
    private string? _leftOut;
    private string? _unread;
    private bool _isFirst;
    private bool _isEnd;
    private Stream? _input;

    public void Begin(Stream input)
    {
        (_input, _leftOut, _unread) = (input, null, null);
        (_length, _searched, _tail, _offset, _line) = (0, 0, 0, 0, 1);
        (_skipped, _skippedLines, _isFirst, _isEnd) = (0, 0, true, false);
        Begin();
    }

    public Stretch? Read()
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (_tail > 0)
            {
                return Tail();
            }

            // The next part cannot begin where the part at hand does; the first may, with nothing before it.
            var from = Math.Max(_searched, _isFirst ? 0 : 1);
            var safe = _isEnd ? _length : Math.Max(from, _length - Lookahead);
            var next = from < _length ? Find(_buffer.AsSpan(0, _length), from, safe) : -1;
            if (next >= 0)
            {
                if (Take(next) is { } stretch)
                {
                    return stretch;
                }

                continue;
            }

            _searched = safe;
            if (_isEnd)
            {
                return _length + _skipped > 0 ? Take(_length) : null;
            }

            Fill(safe);
        }

        return null;
    }

    /// <summary>Why an input in which no article begins is rejected.</summary>
    protected virtual string NoArticle => $"no article: nothing in it begins one of {format}";

    /// <summary>Another input begins.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>What stands before the first article.</summary>
    protected virtual void Preamble(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Finds where the next article begins.</summary>
    /// <param name="window">A part of the input; its first byte is the input's, or the last found beginning.</param>
    /// <param name="from">Where to look from.</param>
    /// <param name="to">Beginnings from here on are found later; what stands there may be looked at.</param>
    /// <returns>Its place in the window; -1 where there is none.</returns>
    protected abstract int Find(ReadOnlySpan<byte> window, int from, int to);

    /// <summary>Where an article ends that begins a part; what follows says nothing.</summary>
    protected virtual int End(ReadOnlySpan<byte> part) => part.Length;

    /// <summary>
    /// Where in what follows an article something begins that says something, and is not read; -1 where there is nothing
    /// of the kind.
    /// </summary>
    protected virtual (int At, string Reason) Unread(ReadOnlySpan<byte> tail) => (-1, "");

    /// <summary>
    /// Why what stands there now has only the look of an article: it is part of something else that <see cref="Unread"/>
    /// met; null where it is none.
    /// </summary>
    protected virtual string? Foreign => null;

    /// <summary>Why a part is left out, whatever its length; null where it is read.</summary>
    /// <param name="beginning">The part, or its beginning.</param>
    protected virtual string? LeftOut(ReadOnlySpan<byte> beginning) => null;

    /// <summary>Reads a part: an article, or words that say why it is none; an empty string where it says nothing.</summary>
    /// <param name="bytes">Memory of its own.</param>
    protected abstract (StatedArticle? Article, string? Reason) Read(ReadOnlyMemory<byte> bytes);

    /// <summary>The stretch up to a place in the buffer; what stands behind the article says nothing.</summary>
    private Stretch? Take(int end)
    {
        var bytes = _buffer.AsSpan(0, end);
        if (_isFirst)
        {
            _isFirst = false;
            Preamble(bytes);
            var isAll = _isEnd && end == _length && (_skipped > 0 || bytes.ContainsAnyExcept(" \t\r\n"u8));
            return isAll ? Cut(end, StretchKind.Rejected, null, NoArticle) : Cut(end, StretchKind.Blank);
        }

        if (Foreign is { } foreign)
        {
            Unread(bytes);
            return Cut(end, StretchKind.Rejected, null, foreign);
        }

        _leftOut ??= _skipped == 0 ? LeftOut(bytes) : null;
        if (_leftOut is { } leftOut)
        {
            _leftOut = null;
            _tail = end - End(bytes);
            return Cut(end - _tail, StretchKind.Ignored, null, leftOut);
        }

        if (_skipped > 0)
        {
            return Cut(end, StretchKind.Rejected, null, $"too long: more than {maxLength >> 20} MiB");
        }

        var length = bytes[..End(bytes)].LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
        var (article, reason) = length == 0 ? (null, "") : Read(bytes[..length].ToArray());
        if (article is null && string.IsNullOrEmpty(reason))
        {
            return Cut(end, StretchKind.Blank);
        }

        _tail = end - length;
        return Cut(length, article is null ? StretchKind.Rejected : StretchKind.Article, article, reason);
    }

    private Stretch? Tail()
    {
        var (at, reason) = _unread is { } known ? (0, known) : Unread(_buffer.AsSpan(0, _tail));
        var length = at > 0 ? at : _tail;
        (_tail, _unread) = (_tail - length, at > 0 ? reason : null);
        return Cut(length, at == 0 ? StretchKind.Rejected : StretchKind.Blank, null, at == 0 ? reason : null);
    }

    /// <summary>A stretch of what was skipped and the first bytes of the buffer, which it takes out.</summary>
    private Stretch? Cut(int end, StretchKind kind, StatedArticle? article = null, string? reason = null)
    {
        var bytes = _buffer.AsSpan(0, end);
        var lines = _skippedLines + bytes.Count((byte)'\n');
        var stretch = end + _skipped == 0 ? null : new Stretch
        {
            Offset = _offset,
            Length = _skipped + end,
            FirstLine = _line,
            LineCount = lines + (bytes is [.., (byte)'\n'] ? 0 : 1),
            Kind = kind,
            Format = kind is StretchKind.Rejected or StretchKind.Ignored ? format : null,
            Article = article,
            Reason = reason,
        };
        _offset += _skipped + end;
        _line += lines;
        (_skipped, _skippedLines, _searched) = (0, 0, 0);
        _buffer.AsSpan(end, _length - end).CopyTo(_buffer);
        _length -= end;
        return stretch;
    }

    private void Fill(int safe)
    {
        _leftOut ??= _skipped == 0 && !_isFirst && _length > BlockLength ? LeftOut(_buffer.AsSpan(0, _length)) : null;
        if ((_length > maxLength || (_leftOut is not null && _length > BlockLength)) && safe > 1)
        {
            // Only what may hold a beginning is kept of what is too long, and the byte before it.
            var kept = safe - 1;
            _skipped += kept;
            _skippedLines += _buffer.AsSpan(0, kept).Count((byte)'\n');
            _buffer.AsSpan(kept, _length - kept).CopyTo(_buffer);
            _length -= kept;
            _searched = 1;
        }

        if (_buffer.Length - _length < BlockLength)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + BlockLength));
        }

        var read = _input!.Read(_buffer, _length, BlockLength);
        _length += read;
        _isEnd = read == 0;
    }
}
