using Archiver.Formats.Reading;

namespace Archiver.Formats.Pages.Containers;

/// <summary>The one page that a container is about, and where it lies in it.</summary>
/// <param name="Content">Its bytes as they stand in the container.</param>
/// <param name="Start">Where these begin.</param>
/// <param name="Line">In which line that is, from 1.</param>
internal sealed record ContainedPage(ReadOnlyMemory<byte> Content, long Start, long Line)
{
    /// <summary>The container as stretches: what stands before the page, the page, and what comes after it.</summary>
    /// <param name="format">The name of its format.</param>
    /// <param name="page">What was read of the page.</param>
    /// <param name="length">The length of the container in bytes.</param>
    /// <param name="zone">The zone of the reader's clock.</param>
    /// <param name="trouble">Why the page may not be whole; null where it is.</param>
    public IEnumerable<Stretch> Cut(
        string format, ExtractedPage page, long length, TimeZoneInfo zone, string? trouble = null)
    {
        Stretch Piece(long start, long end, long line, StretchKind kind, StatedArticle? article, string? reason) => new()
        {
            Offset = start,
            Length = end - start,
            FirstLine = line,
            LineCount = kind == StretchKind.Blank ? Math.Max(0, Line - line) : Content.Span.Count((byte)'\n') + 1,
            Kind = kind,
            Format = format,
            Article = article,
            Reason = reason,
        };

        if (Content.IsEmpty)
        {
            yield return None(format, length, "no article: its page has no bytes");
            yield break;
        }

        if (Start > 0)
        {
            yield return Piece(0, Start, 1, StretchKind.Blank, null, null);
        }

        var end = Start + Content.Length;
        yield return Piece(Start, end, Line, StretchKind.Article, PageArticle.Of(page, Content, zone, format), trouble);
        if (end < length)
        {
            yield return Piece(end, length, Line + Content.Span.Count((byte)'\n'), StretchKind.Blank, null, null);
        }
    }

    /// <summary>A container in which there is no page.</summary>
    public static Stretch None(string format, long length, string reason) => new()
    {
        Length = length,
        Kind = StretchKind.Rejected,
        Format = format,
        Reason = reason,
    };
}
