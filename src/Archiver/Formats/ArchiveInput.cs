using Archiver.Formats.Reading;

namespace Archiver.Formats;

/// <summary>
/// Archives of Archiver itself. What reads them lies above the formats, since an archive is more than its articles' bytes;
/// this recognises them, and refuses what cannot be opened as an archive, such as a member of a zip file.
/// </summary>
internal sealed class ArchiveInput : IArticleFormat
{
    public const string FormatName = "archive";

    public string Name => FormatName;

    public string Description => "archives of Archiver: articles with all their states, readings, the bin and the originals";

    public bool Recognizes(InputHead head) => IsArchive(head.Bytes) || IsLog(head.Bytes);

    /// <summary>Whether a file begins as an archive does, of whatever version.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> head) => head.Length > 80 && head[59] == 8 && head[77..80].SequenceEqual("CRA"u8);

    /// <summary>Whether it begins as the log of one.</summary>
    public static bool IsLog(ReadOnlySpan<byte> head) => head.StartsWith("ARC-LOG"u8);

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private sealed class Reader(ReadingOptions options) : WholeInputReader(0, options.Cancellation)
    {
        protected override Stretch TooLong(long length) => new()
        {
            Length = length,
            Kind = StretchKind.Rejected,
            Format = FormatName,
            Reason = "an archive must be a file of its own to be read: unpack or save it first",
        };

        protected override Stretch Read(ReadOnlyMemory<byte> bytes) => TooLong(bytes.Length);
    }
}
