using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// The bytes of a container, cut into stretches while they are read: each cut makes one of all that was taken since the last.
/// </summary>
/// <param name="format">The name of the container's format.</param>
/// <param name="bytes">Serves for any number of containers, one after another.</param>
internal sealed class ContainerSource(string format, ByteSource bytes)
{
    private const int Piece = 16 << 10;

    private long _line, _cut, _cutLine;
    private bool _isInLine;

    /// <summary>Where the next byte stands.</summary>
    public long Position => bytes.Position;

    public bool IsAtEnd => bytes.Peek(1).IsEmpty;

    /// <summary>Whether something was taken since the last cut.</summary>
    public bool HasUncut => Position > _cut;

    public void Begin(Stream input)
    {
        bytes.Begin(input);
        (_line, _cut, _cutLine, _isInLine) = (1, 0, 1, false);
    }

    /// <summary>The next bytes, at most <see cref="ByteSource.Capacity"/>; fewer than asked for only before the end.</summary>
    public ReadOnlySpan<byte> Peek(int length) => bytes.Peek(length);

    /// <returns>How many bytes there were to skip.</returns>
    public long Skip(long length)
    {
        var skipped = 0L;
        while (skipped < length && TakePiece(length - skipped) is { IsEmpty: false } piece)
        {
            skipped += piece.Length;
        }

        return skipped;
    }

    /// <returns>So many bytes, fewer only before the end.</returns>
    public ReadOnlyMemory<byte> Take(long length)
    {
        var (content, taken) = (new byte[Math.Min(length, 1 << 20)], 0);
        while (taken < length && TakePiece(length - taken) is { IsEmpty: false } piece)
        {
            if (taken + piece.Length > content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(length, 2L * content.Length));
            }

            piece.CopyTo(content.AsSpan(taken));
            taken += piece.Length;
        }

        return content.AsMemory(0, taken);
    }

    /// <summary>Makes a stretch of what was taken since the last cut.</summary>
    public Stretch Cut(StretchKind kind, StatedArticle? article = null, string? reason = null)
    {
        var stretch = new Stretch
        {
            Offset = _cut,
            Length = Position - _cut,
            FirstLine = _cutLine,
            LineCount = _line - _cutLine + (_isInLine ? 1 : 0),
            Kind = kind,
            Format = format,
            Article = article,
            Reason = reason,
        };
        (_cut, _cutLine) = (Position, _line);
        return stretch;
    }

    private ReadOnlySpan<byte> TakePiece(long length)
    {
        var piece = bytes.Take((int)Math.Min(length, Piece));
        _line += piece.Count((byte)'\n');
        _isInLine = piece.IsEmpty ? _isInLine : piece[^1] != '\n';
        return piece;
    }
}
