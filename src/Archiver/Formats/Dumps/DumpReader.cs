using Archiver.Formats.Dumps.Closings;
using Archiver.Formats.Reading;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Dumps;

/// <summary>
/// Reads an input stretch by stretch, in one pass and with bounded memory. The stream is neither sought nor closed.
/// </summary>
public sealed class DumpReader : IArticleReader
{
    public const int DefaultMaxDumpBytes = 64 * 1024 * 1024;

    /// <summary>How much text without a control character shows that a binary part is over.</summary>
    private const int CleanLength = 16 * 1024;

    /// <summary>Up to here a text without an end is looked at for being binary.</summary>
    private const int HeadLength = 64 * 1024;

    private readonly int _maxDumpBytes;
    private DumpMemory _memory = new();
    private readonly InputWindow _window;
    private readonly DumpDecoder _decoder;
    private readonly DumpParser _parser;
    private readonly CancellationToken _cancellation;
    private readonly DumpFinder _finder;
    private readonly StretchTaker _taker;

    /// <summary>What is translated is in memory twice, as it is and in UTF-8.</summary>
    private int MaxDumpBytes =>
        _window.Encoding is { } encoding ? _maxDumpBytes / Math.Max(2, encoding.UnitLength) : _maxDumpBytes;

    /// <param name="input">The input, from its current position on.</param>
    /// <param name="maxDumpBytes">A dump that is longer than this is rejected.</param>
    /// <param name="encoding">What the input is in; where it is not stated, that is found out.</param>
    /// <param name="cancellation">Ends the reading, also in the midst of a dump: as at the input's end, nothing follows.</param>
    public DumpReader(Stream input, int maxDumpBytes = DefaultMaxDumpBytes, TextEncoding? encoding = null,
        CancellationToken cancellation = default)
    {
        _cancellation = cancellation;
        _window = new InputWindow(input, maxDumpBytes + Closing.Foresight, encoding);
        _decoder = new DumpDecoder(_window, encoding);
        _parser = new DumpParser(_decoder, cancellation);
        _finder = new DumpFinder(_parser);
        _taker = new StretchTaker(_window);
        _maxDumpBytes = maxDumpBytes;
    }

    /// <summary>Begins another input, as a new reader would; what this one has allocated serves again.</summary>
    public void Begin(Stream input)
    {
        _window.Begin(input);
        _finder.Begin();
        _decoder.Begin();
        _taker.Begin();
    }

    /// <summary>The next stretch, or null at the input's end. Their lengths add up to the input's.</summary>
    public Stretch? Read()
    {
        try
        {
            _cancellation.ThrowIfCancellationRequested();
            TakeBlankLines();
            return _taker.Length > 0 ? _taker.End(StretchKind.Blank) : _window.Text.IsEmpty ? null : ReadText();
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == _cancellation)
        {
            return null;
        }
    }

    private Stretch ReadText()
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            var text = _window.Text;
            var limit = (int)Math.Min(text.Length, (long)MaxDumpBytes + Closing.Foresight);
            var isAll = _window.IsLast && limit == text.Length;
            var search = _finder.Find(text[..limit], isAll, _window.Offset, out var closing, out var end);
            switch (search)
            {
                case FindResult.Found when end > MaxDumpBytes:
                    _taker.Take(end);
                    return _taker.Reject(TooLong());
                case FindResult.Found when text[..end].Contains((byte)0):
                    if (BinaryData.Is(text[..end]))
                    {
                        return SkipBinary();
                    }

                    _taker.Take(end);
                    return _taker.Reject("damaged: there are NUL bytes in the text");
                case FindResult.Found:
                    return ReadDump(end, closing.Start, closing.Details)!;
                case FindResult.None when text.Length > MaxDumpBytes:
                    _taker.Take(text.Length);
                    return _taker.Reject(TooLong());
                case FindResult.None when text.Contains((byte)0) || BinaryData.Is(text):
                    return SkipBinary();
                case FindResult.None:
                    if (ReadDump(text.Length, -1, -1) is { } dump)
                    {
                        return dump;
                    }

                    _taker.Take(text.Length);
                    return _taker.Reject("no dump: neither statistics nor details nor similar readings end this text");
            }

            if (limit < text.Length || limit - Closing.Foresight == MaxDumpBytes)
            {
                return SkipTooLong();
            }

            if (text.Length >= HeadLength && BinaryData.Is(text[..HeadLength]))
            {
                return SkipBinary();
            }

            _window.Extend();
        }
    }

    /// <returns>Null where there is no closing and nothing else shows that the text is a dump.</returns>
    private Stretch? ReadDump(int length, int closing, int details)
    {
        var sectionsEnd = closing;
        var original = Copy(_window.Raw(length), out var memory);
        var decoded = _decoder.Decode(_window.Text[..length], original, ref closing, ref details);
        if (closing >= 0 && _finder.Doubt >= 0)
        {
            decoded = decoded with { Warnings = [.. decoded.Warnings, Doubt()] };
        }

        if (_parser.Parse(original, memory, decoded, closing, details, _taker.Line) is not { } dump)
        {
            return null;
        }

        var hasTooLongDetails = _parser.HasTooLongDetails;

        // Words that do not match may be those of another dump, before this one and without details.
        if (sectionsEnd >= 0 && dump.Details.Words is { } words && words != dump.CountedWords
            && _finder.FindEarlierEnd(_window.Text[..length], sectionsEnd) is > 0 and var end
            && ReadDump(end, -1, -1) is { } earlier)
        {
            dump.Release();
            return earlier;
        }

        if (hasTooLongDetails)
        {
            dump.Release();
            _taker.Take(length);
            return _taker.Reject($"its details are too long: they may have {DetailsReader.MaxLength >> 20} MiB "
                + "with what it takes to keep them");
        }

        _taker.Take(length);
        return _taker.End(StretchKind.Article, dump);
    }

    private string Doubt()
    {
        var before = _window.Text[.._finder.Doubt];
        var end = LineEnds.Find(_window.Text, _finder.Doubt, DetailsBlock.MaxLineLength);
        var line = _decoder.Peek(_window.Text[_finder.Doubt..end]);
        return $"line {_taker.Line + LineEnds.Count(before, isCr: !before.Contains((byte)'\n'))}: it may be a detail, the next "
            + $"article's first line or both in one: {Oddities.Quoted(line)}";
    }

    private ReadOnlyMemory<byte> Copy(ReadOnlySpan<byte> bytes, out DumpMemory? memory)
    {
        if (bytes.Length > DumpMemory.LongDump)
        {
            memory = null;
            return bytes.ToArray();
        }

        if (!_memory.TryCopy(bytes, out var copy))
        {
            _memory.Release();
            _memory = new DumpMemory();
            _memory.TryCopy(bytes, out copy);
        }

        memory = _memory;
        return copy;
    }

    /// <summary>Takes blank lines, but not the blanks at the beginning of a line that has more.</summary>
    private void TakeBlankLines()
    {
        while (true)
        {
            var text = _window.Text;
            // A byte order mark belongs to the first dump, if there is one.
            var mark = text.StartsWith(TextEncoding.ByteOrderMark) ? TextEncoding.ByteOrderMark.Length : 0;
            int at = mark, lineStart = mark;
            while (at < text.Length && WordCount.SpaceLength(text[at..]) is > 0 and var length)
            {
                lineStart = text[at] is (byte)'\n' or (byte)'\r' ? at + 1 : lineStart;
                at += length;
            }

            if (_window.IsLast && at == text.Length)
            {
                _taker.Take(at);
                return;
            }

            // Four bytes further on, a white space character may turn out to have been cut.
            if (at + 4 <= text.Length || _window.IsLast)
            {
                _taker.Take(mark > 0 ? 0 : lineStart);
                return;
            }

            if (lineStart > mark && mark == 0)
            {
                _taker.Take(lineStart);
            }
            else if (text.Length > MaxDumpBytes + (long)Closing.Foresight)
            {
                _taker.Take(at);
            }

            _window.Extend();
        }
    }

    /// <summary>Takes a binary part, up to the line where text begins again.</summary>
    private Stretch SkipBinary()
    {
        var possible = _window.Encoding is not null ? null
            : PlainUtf32.IsPossible(_window.Text) ? "UTF-32" : PlainUtf16.IsPossible(_window.Text) ? "UTF-16" : null;
        var reason = possible is null ? "no text: it is binary data"
            : $"no text: it may be {possible} without a byte order mark; then state --encoding {possible.ToLowerInvariant()}le"
                + $" or {possible.ToLowerInvariant()}be";
        while (true)
        {
            var text = _window.Text;
            var length = Math.Min(CleanLength, text.Length);
            var control = text[..length].LastIndexOfAny(BinaryData.Controls);
            if (length < CleanLength && !_window.IsLast)
            {
                _window.Extend();
            }
            else if (control >= 0 && length == CleanLength)
            {
                _taker.Take(control + 1);
            }
            else
            {
                _taker.Take(control + 1);
                TakeToNextLine();
                break;
            }
        }

        // The end of a file is too short to be sure of, unless a dump ends there.
        if (_window.IsLast && _window.Text.Length < CleanLength
            && _finder.Find(_window.Text, true, _window.Offset, out _, out _) != FindResult.Found)
        {
            _taker.Take(_window.Text.Length);
        }

        return _taker.Reject(reason);
    }

    private void TakeToNextLine()
    {
        var text = _window.Text;
        var end = LineEnds.Find(text, 0, CleanLength);
        _taker.Take(end + LineEnds.Length(text, end));
    }

    /// <summary>Takes a text that is too long to be a dump, up to what looks like the end of one.</summary>
    private Stretch SkipTooLong()
    {
        while (true)
        {
            var text = _window.Text;
            var limit = (int)Math.Min(text.Length, (long)MaxDumpBytes + Closing.Foresight);
            var isAll = _window.IsLast && limit == text.Length;
            switch (Closing.Find(text[..limit], 0, false, isAll, true, out var closing))
            {
                case FindResult.Found:
                    _taker.Take(closing.CertainEnd);
                    return _taker.Reject(TooLong());
                case FindResult.None:
                    _taker.Take(text.Length);
                    return _taker.Reject(TooLong());
            }

            if (limit - Closing.Foresight == MaxDumpBytes)
            {
                // What a heading needs before it stays: one byte.
                _taker.Take(Math.Max(1, MaxDumpBytes - 1));
            }
            else
            {
                _window.Extend();
            }
        }
    }

    private string TooLong() => $"too long: no dump ends within {MaxDumpBytes} bytes";
}
