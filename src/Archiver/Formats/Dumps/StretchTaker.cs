using Archiver.Formats.Reading;

namespace Archiver.Formats.Dumps;

/// <summary>Takes stretches off the window, and knows where they lie and how many lines they have.</summary>
internal sealed class StretchTaker(InputWindow window)
{
    private long _lineFeeds, _carriageReturns;
    private byte _lastByte;

    /// <summary>How many bytes of the input the stretch has so far.</summary>
    public long Length { get; private set; }

    /// <summary>The line on which the stretch begins.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Begins another input.</summary>
    public void Begin() => (Length, _lineFeeds, _carriageReturns, Line) = (0, 0, 0, 1);

    /// <summary>The next so many bytes of the window's text belong to the stretch.</summary>
    public void Take(int length)
    {
        if (length == 0)
        {
            return;
        }

        var text = window.Text[..length];
        _lastByte = text[^1];
        _lineFeeds += text.Count((byte)'\n');
        _carriageReturns += _lineFeeds == 0 ? text.Count((byte)'\r') : 0;
        Length += window.Take(length);
    }

    /// <summary>The stretch is complete, and no article.</summary>
    public Stretch Reject(string reason) => End(StretchKind.Rejected, reason: reason);

    /// <summary>The stretch is complete; the next one begins.</summary>
    public Stretch End(StretchKind kind, StatedArticle? dump = null, string? reason = null)
    {
        // A lone CR ends lines only where LF does not.
        var lineEnds = _lineFeeds > 0 ? _lineFeeds : _carriageReturns;
        var isCut = _lastByte != '\n' && (_lineFeeds > 0 || _lastByte != '\r');
        var stretch = new Stretch
        {
            Offset = window.Offset - Length,
            Length = Length,
            FirstLine = Line,
            LineCount = lineEnds + (isCut ? 1 : 0),
            Kind = kind,
            Article = dump,
            Reason = reason,
        };
        (Length, _lineFeeds, _carriageReturns) = (0, 0, 0);
        Line += lineEnds;
        return stretch;
    }
}
