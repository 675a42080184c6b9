using System.Buffers;
using MimeKit;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// Goes through a mail-like file with MimeKit's reader, which keeps nothing, and keeps the page that it is about: the part that
/// <c>start</c> names, else the first that is HTML. All other parts are pictures, styles and frames.
/// </summary>
/// <param name="input">The file.</param>
/// <param name="shift">What to add to places in it.</param>
internal sealed class MhtmlParser(Stream input, long shift) : MimeReader(input, MimeFormat.Entity)
{
    private readonly ArrayBufferWriter<byte> _preamble = new();
    private MhtmlPart _part = new();
    private string? _start;
    private int _headers, _open;
    private long _preambleStart, _preambleLine;
    private bool _isPage, _isRoot;

    /// <summary>The page; null where there is none.</summary>
    public MhtmlPart? Root { get; private set; }

    /// <summary>What stands where the parts should begin; kept as long as there is no page.</summary>
    public ReadOnlyMemory<byte> Preamble => Root is null ? _preamble.WrittenMemory : default;

    /// <summary>The address, the title and the time that the header of the file states.</summary>
    public string? Snapshot { get; private set; }

    public string? Subject { get; private set; }

    public string? Date { get; private set; }

    /// <summary>Whether the last boundary did not come.</summary>
    public bool IsOpen => _open > 0;

    /// <summary>Takes what was found in the preamble.</summary>
    public void Continue(MhtmlParser inner)
    {
        Root = inner.Root;
        (Snapshot, Subject, Date) = (Snapshot ?? inner.Snapshot, Subject ?? inner.Subject, Date ?? inner.Date);
        if (Root is not null)
        {
            Root.Start += _preambleStart;
            Root.Line += _preambleLine - 1;
        }
    }

    protected override void OnHeadersBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        _headers++;
        _part = new MhtmlPart();
    }

    protected override void OnHeaderRead(Header header, int beginLineNumber, CancellationToken cancellationToken)
    {
        switch (header.Field.ToLowerInvariant())
        {
            case "content-id":
                _part.ContentId = header.Value.Trim(' ', '<', '>');
                break;
            case "content-location":
                _part.Location = Joined(header.Value);
                break;
            case "content-transfer-encoding":
                _part.Encoding = header.Value;
                break;
            case "snapshot-content-location" when _headers == 1:
                Snapshot = Joined(header.Value);
                break;
            case "subject" when _headers == 1:
                Subject = header.Value;
                break;
            case "date" when _headers == 1:
                Date = header.Value;
                break;
        }
    }

    protected override void OnMultipartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        _open++;
        _start ??= contentType.Parameters["start"]?.Trim(' ', '<', '>');
    }

    protected override void OnMultipartEndBoundaryEnd(
        long beginOffset, int beginLineNumber, long endOffset, CancellationToken cancellationToken) => _open--;

    protected override void OnMultipartPreambleBegin(
        long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        if (_preamble.WrittenCount == 0)
        {
            (_preambleStart, _preambleLine) = (beginOffset + shift, beginLineNumber);
        }
    }

    protected override void OnMultipartPreambleRead(
        byte[] buffer, int startIndex, int count, CancellationToken cancellationToken)
    {
        if (Root is null && _preamble.WrittenCount + (long)count <= MhtmlPart.MaxLength)
        {
            _preamble.Write(buffer.AsSpan(startIndex, count));
        }
    }

    protected override void OnMimePartBegin(
        ContentType contentType, long beginOffset, int beginLineNumber, CancellationToken cancellationToken)
    {
        _part.Charset = contentType.Charset;
        _isPage = !_isRoot && (contentType.IsMimeType("text", "html") || contentType.IsMimeType("application", "xhtml+xml"));
        _isRoot |= _isPage && _start is not null && _part.ContentId == _start;
        _isPage &= _isRoot || Root is null;
    }

    protected override void OnMimePartContentBegin(long beginOffset, int beginLineNumber, CancellationToken cancellationToken) =>
        (_part.Start, _part.Line) = (beginOffset + shift, beginLineNumber);

    protected override void OnMimePartContentRead(
        byte[] buffer, int startIndex, int count, CancellationToken cancellationToken)
    {
        if (_isPage)
        {
            _part.Add(buffer.AsSpan(startIndex, count));
        }
    }

    protected override void OnMimePartContentEnd(
        long beginOffset, int beginLineNumber, long endOffset, int lines, NewLineFormat? newLineFormat,
        CancellationToken cancellationToken)
    {
        if (_isPage)
        {
            (Root, _isPage) = (_part, false);
        }
    }

    /// <summary>Long addresses are broken into lines.</summary>
    private static string Joined(string value) =>
        string.Concat(value.Where(character => !char.IsWhiteSpace(character)));
}
