using System.Buffers;
using Archiver.Articles;
using Archiver.Formats.Dumps.Closings;
using Archiver.Formats.Frames;
using Archiver.Formats.Reading;
using Archiver.Texts;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Dumps;

/// <summary>Takes one dump apart. One parser serves many dumps, and keeps what it can use again.</summary>
/// <param name="decoder">Knows the encoding of what is not parsed yet.</param>
/// <param name="cancellation">Ends the parsing of a dump with <see cref="OperationCanceledException"/>.</param>
internal sealed class DumpParser(DumpDecoder decoder, CancellationToken cancellation)
{
    private readonly BodyReader _body = new(cancellation);
    private readonly DetailsReader _details = new();
    private readonly FrameBuilder _frame = new();
    private readonly ArrayBufferWriter<byte> _rebuilt = new(8 * 1024);
    private readonly byte[]?[] _frames = new byte[8][];
    private int _nextFrame;

    /// <summary>Whether the details of the dump that was parsed last are more than an archive keeps.</summary>
    public bool HasTooLongDetails => _details.AreTooLong;

    /// <summary>Parses a dump.</summary>
    /// <param name="original">Its bytes in the input.</param>
    /// <param name="memory">What they lie in; null where they have memory of their own.</param>
    /// <param name="decoded">Its text in UTF-8.</param>
    /// <param name="closing">Where in the text its statistics begin, or its details; -1 where it has neither.</param>
    /// <param name="detailsHeading">Where its details begin; -1 where it has none.</param>
    /// <param name="firstLine">The number of its first line in the input.</param>
    /// <returns>Null where nothing in the text shows that it is a dump.</returns>
    public StatedArticle? Parse(ReadOnlyMemory<byte> original, DumpMemory? memory, DecodedDump decoded,
        int closing, int detailsHeading, long firstLine)
    {
        var bytes = decoded.Text.Span;
        var sectionsEnd = closing < 0 ? bytes.Length : closing;
        var lineEnd = LineEnd(bytes, sectionsEnd);
        var details = _details.Read(bytes, sectionsEnd, detailsHeading, cancellation);
        _body.Read(bytes[..sectionsEnd], lineEnd is [(byte)'\r'], details.Words);
        var sections = _body.Sections;
        if (closing < 0 && !sections.IsChecked)
        {
            return null;
        }

        var lines = _body.Lines;
        var paragraphs = lines[.._body.BodyCount].ToArray();
        var similar = sections.SimilarCount == 0
            ? []
            : lines.Slice(sections.SimilarHeading + 1, sections.SimilarCount).ToArray();
        var summary = sections.SummaryCount == 0 ? [] : lines[(sections.SummaryHeading + 1)..].ToArray();
        memory?.Hold();
        return new StatedArticle
        {
            Format = DumpFormat.FormatName,
            Original = original,
            Releasing = memory is null ? null : memory.Release,
            Text = decoded.Text,
            Paragraphs = paragraphs,
            Similar = similar,
            Summary = summary,
            Details = details,
            CountedWords = _body.Words,
            Warnings = Warnings(decoded, details, lineEnd, firstLine),
            Frame = MakeFrame(original.Span, decoded.Encoding, lineEnd, new DumpPieces(bytes, paragraphs, similar, summary), details),
        };
    }

    /// <summary>Whether a dump states a word count and its body has just as many words.</summary>
    public bool HasStatedWords(ReadOnlySpan<byte> bytes, int closing) => WordsOff(bytes, closing) == 0;

    /// <summary>By how many words a dump's body misses the stated count; null where none is stated.</summary>
    public long? WordsOff(ReadOnlySpan<byte> bytes, int closing)
    {
        if (DetailsReader.StatedWords(bytes, closing) is not { } stated)
        {
            return null;
        }

        var lineEnd = LineEnd(bytes, closing);
        bytes = decoder.Peek(bytes[..closing]);
        _body.Read(bytes, lineEnd is [(byte)'\r'], stated);
        return Math.Abs((long)_body.Words - stated);
    }

    /// <summary>The line end that a dump uses: CR only where its headings end so, for else it is a character.</summary>
    private static ReadOnlySpan<byte> LineEnd(ReadOnlySpan<byte> text, int closing)
    {
        var lineFeed = text.IndexOf((byte)'\n');
        var isCr = lineFeed < 0 ? text.Contains((byte)'\r') : closing > 0 && text[closing - 1] == '\r';
        return isCr ? "\r"u8 : lineFeed > 0 && text[lineFeed - 1] == '\r' ? "\r\n"u8 : "\n"u8;
    }

    private string[] Warnings(DecodedDump decoded, Details details, ReadOnlySpan<byte> lineEnd, long firstLine)
    {
        var text = decoded.Text.Span;
        var warnings = new List<string>(decoded.Warnings);
        if (details.Words is { } stated && stated != _body.Words)
        {
            warnings.Add($"{stated} words are stated, but {_body.Words} counted");
        }

        // In the order of their lines, lest those are counted from the beginning for each.
        var (line, counted) = (firstLine, 0);
        var isCr = lineEnd is [(byte)'\r'];
        var sections = _body.Sections;
        if (sections.SimilarHeading >= 0 && !sections.IsChecked)
        {
            var heading = _body.Lines[sections.SimilarHeading];
            warnings.Add($"line {LineOf(text, heading.Start)}: " + (sections.StatedSimilar < 0
                ? $"the number of similar readings is not understood: {Oddities.Quoted(heading.Of(text))}"
                : $"{sections.StatedSimilar} similar readings are stated, but {sections.SimilarCount} found"));
        }

        if (CountStrayDetails(text, details.Words == _body.Words, out var first) is > 0 and var strays)
        {
            warnings.Add($"line {LineOf(text, first)}: "
                + (strays == 1
                    ? "1 line of the text reads like a detail of an article"
                    : $"{strays} lines of the text read like details of an article"));
        }

        foreach (var (at, finding) in _details.Oddities.Listed)
        {
            warnings.Add($"line {LineOf(text, at)}: {finding}");
        }

        if (_details.Oddities.Unlisted > 0)
        {
            warnings.Add($"{_details.Oddities.Unlisted} more lines are odd in such ways");
        }

        return [.. warnings];

        long LineOf(ReadOnlySpan<byte> text, int at)
        {
            (line, counted) = at < counted ? (firstLine, 0) : (line, counted);
            line += LineEnds.Count(text[counted..at], isCr);
            counted = at;
            return line;
        }
    }

    /// <summary>How many lines before the closing read like details: another dump's may hide there.</summary>
    /// <param name="text">The dump.</param>
    /// <param name="isCounted">Whether the body has the stated words: then a date or a URL in it is its own.</param>
    /// <param name="first">Where the first of them starts.</param>
    private int CountStrayDetails(ReadOnlySpan<byte> text, bool isCounted, out int first)
    {
        first = 0;
        var count = 0;
        for (var i = 0; i < _body.Lines.Length; i++)
        {
            // The repeat of the body has nothing of its own.
            if (i == _body.BodyCount)
            {
                i = _body.Sections.BodyEnd;
                if (i == _body.Lines.Length)
                {
                    break;
                }
            }

            var line = _body.Lines[i].Of(text);
            if (!DetailLine.MayBeKnown(line[0]))
            {
                continue;
            }

            var key = DetailLine.Key(line, out var value);
            if (key > DetailKey.Unknown && DetailLine.HasShape(key, line[value..])
                && !(isCounted && key is (DetailKey.Date or DetailKey.Url)))
            {
                first = count++ == 0 ? _body.Lines[i].Start : first;
            }
        }

        return count;
    }

    private ReadOnlyMemory<byte>? MakeFrame(ReadOnlySpan<byte> original, TextEncoding encoding,
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

    private ReadOnlySpan<byte> BuildFrame(TextEncoding encoding, ReadOnlySpan<byte> lineEnd, DumpPieces pieces)
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
            digits = digits with { Start = heading.Start + digits.Start };
            if (sections.IsChecked && IsPlain(digits.Of(text)))
            {
                _frame.Placeholder(text, digits, "items"u8);
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

    /// <summary>Whether a number is written as a frame does it.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> digits) =>
        !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits.Length == 1 || digits[0] != '0');

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
