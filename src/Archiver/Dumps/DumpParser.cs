using System.Buffers;

namespace Archiver.Dumps;

/// <summary>Takes one dump apart. One parser serves many dumps, and keeps what it can use again.</summary>
internal sealed class DumpParser
{
    private readonly BodyReader _body = new();
    private readonly DetailsReader _details = new();
    private readonly FrameBuilder _frame = new();
    private readonly ArrayBufferWriter<byte> _rebuilt = new(8 * 1024);
    private readonly byte[]?[] _frames = new byte[8][];
    private int _nextFrame;

    /// <summary>Parses a dump.</summary>
    /// <param name="original">Its bytes in the input.</param>
    /// <param name="memory">What they lie in; null where they have memory of their own.</param>
    /// <param name="text">The same in UTF-8, without a byte order mark.</param>
    /// <param name="encoding">The encoding of the original.</param>
    /// <param name="closing">Where in the text its statistics begin, or its details; -1 where it has neither.</param>
    /// <param name="firstLine">The number of its first line in the input.</param>
    /// <returns>Null where nothing in the text shows that it is a dump.</returns>
    public Dump? Parse(ReadOnlyMemory<byte> original, DumpMemory? memory, ReadOnlyMemory<byte> text, DumpEncoding encoding,
        int closing, long firstLine)
    {
        var bytes = text.Span;
        var sectionsEnd = closing < 0 ? bytes.Length : closing;
        var lineEnd = LineEnd(bytes, sectionsEnd);
        var details = _details.Read(bytes, sectionsEnd);
        _body.Read(bytes[..sectionsEnd], lineEnd is [(byte)'\r'], details.Words);
        var sections = _body.Sections;
        if (closing < 0 && !sections.IsChecked)
        {
            return null;
        }

        var lines = _body.Lines;
        var paragraphs = lines[.._body.BodyCount].ToArray();
        var similar = sections.SimilarCount == 0 ? [] : lines.Slice(sections.SimilarHeading + 1, sections.SimilarCount).ToArray();
        var summary = sections.SummaryCount == 0 ? [] : lines[(sections.SummaryHeading + 1)..].ToArray();
        memory?.Hold();
        return new Dump
        {
            Original = original,
            Memory = memory,
            Text = text,
            Paragraphs = paragraphs,
            Similar = similar,
            Summary = summary,
            Details = details,
            CountedWords = _body.Words,
            Warnings = Warnings(bytes, details, lineEnd, firstLine),
            Frame = MakeFrame(original.Span, encoding, lineEnd, new DumpPieces(bytes, paragraphs, similar, summary), details),
        };
    }

    /// <summary>Whether a dump states a word count and its body has just as many words.</summary>
    public bool HasStatedWords(ReadOnlySpan<byte> bytes, int closing)
    {
        if (DetailsReader.StatedWords(bytes, closing) is not { } stated)
        {
            return false;
        }

        var lineEnd = LineEnd(bytes, closing);
        var encoding = DumpEncodings.Detect(bytes[..closing]);
        if (encoding is DumpEncoding.Windows1252 or DumpEncoding.ShiftJis)
        {
            bytes = DumpEncodings.ToUtf8(bytes[..closing], encoding);
            closing = bytes.Length;
        }

        _body.Read(bytes[..closing], lineEnd is [(byte)'\r'], stated);
        return _body.Words == stated;
    }

    /// <summary>The line end that a dump uses: CR only where its headings end so, for else it is a character.</summary>
    private static ReadOnlySpan<byte> LineEnd(ReadOnlySpan<byte> text, int closing)
    {
        var lineFeed = text.IndexOf((byte)'\n');
        var isCr = lineFeed < 0 ? text.Contains((byte)'\r') : closing > 0 && text[closing - 1] == '\r';
        return isCr ? "\r"u8 : lineFeed > 0 && text[lineFeed - 1] == '\r' ? "\r\n"u8 : "\n"u8;
    }

    private string[] Warnings(ReadOnlySpan<byte> text, Details details, ReadOnlySpan<byte> lineEnd, long firstLine)
    {
        List<string>? warnings = null;
        if (details.Words is { } stated && stated != _body.Words)
        {
            (warnings ??= []).Add($"{stated} words are stated, but {_body.Words} counted");
        }

        var sections = _body.Sections;
        if (sections.SimilarHeading >= 0 && !sections.IsChecked)
        {
            var at = _body.Lines[sections.SimilarHeading].Start;
            (warnings ??= []).Add($"line {LineOf(text, at, lineEnd, firstLine)}: {sections.StatedSimilar} similar readings "
                + $"are stated, but {sections.SimilarCount} found");
        }

        foreach (var (at, finding) in _details.Findings)
        {
            (warnings ??= []).Add($"line {LineOf(text, at, lineEnd, firstLine)}: {finding}");
        }

        return warnings?.ToArray() ?? [];
    }

    private static long LineOf(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> lineEnd, long firstLine) =>
        firstLine + LineEnds.Count(text[..at], lineEnd is [(byte)'\r']);

    private ReadOnlyMemory<byte>? MakeFrame(ReadOnlySpan<byte> original, DumpEncoding encoding,
        ReadOnlySpan<byte> lineEnd, DumpPieces pieces, Details details)
    {
        var frame = BuildFrame(encoding, lineEnd, pieces);
        _rebuilt.ResetWrittenCount();
        Frame.Rebuild(frame, pieces, details, _rebuilt);
        if (!_rebuilt.WrittenSpan.SequenceEqual(original))
        {
            return null;
        }

        foreach (var known in _frames)
        {
            if (known is not null && frame.SequenceEqual(known))
            {
                return known;
            }
        }

        var copy = frame.ToArray();
        _frames[_nextFrame] = copy;
        _nextFrame = (_nextFrame + 1) % _frames.Length;
        return copy;
    }

    private ReadOnlySpan<byte> BuildFrame(DumpEncoding encoding, ReadOnlySpan<byte> lineEnd, DumpPieces pieces)
    {
        var text = pieces.Text;
        var lines = _body.Lines;
        var sections = _body.Sections;
        var body = _body.BodyCount;
        _frame.Begin(encoding, lineEnd);
        _frame.List(text, "body"u8, lines[..body], 0, body);
        _frame.List(text, "body"u8, lines[body..sections.BodyEnd], body - _body.RepeatCount, body);
        if (sections.SimilarHeading >= 0)
        {
            var heading = lines[sections.SimilarHeading];
            Sections.TryReadSimilarHeading(heading.Of(text), out _, out var digits);
            if (sections.IsChecked && (digits.Length == 1 || text[heading.Start + digits.Start] != '0'))
            {
                _frame.Placeholder(text, digits with { Start = heading.Start + digits.Start }, "items"u8);
            }

            _frame.List(text, "similar"u8, lines.Slice(sections.SimilarHeading + 1, sections.SimilarCount), 0,
                sections.SimilarCount);
        }

        _frame.List(text, "summary"u8, lines[(lines.Length - sections.SummaryCount)..], 0, sections.SummaryCount);
        foreach (var slot in _details.Slots)
        {
            if (slot.Other >= 0)
            {
                _frame.Placeholder(text, slot.Range, "other"u8, slot.Other);
            }
            else
            {
                _frame.Placeholder(text, slot.Range, slot.Field.Name());
            }
        }

        return _frame.End(text);
    }

    private readonly ref struct DumpPieces(ReadOnlySpan<byte> text, TextRange[] body, TextRange[] similar,
        TextRange[] summary) : IFramePieces
    {
        public ReadOnlySpan<byte> Text { get; } = text;

        public int Count(FrameList list) => Of(list).Length;

        public ReadOnlySpan<byte> Get(FrameList list, int index) => Of(list)[index].Of(Text);

        private TextRange[] Of(FrameList list) => list switch
        {
            FrameList.Body => body,
            FrameList.Similar => similar,
            _ => summary,
        };
    }
}
