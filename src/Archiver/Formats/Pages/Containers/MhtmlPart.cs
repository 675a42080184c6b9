using System.Buffers;
using MimeKit.Encodings;

namespace Archiver.Formats.Pages.Containers;

/// <summary>A page in a mail-like file: its bytes as they stand there, and what its header says of them.</summary>
internal sealed class MhtmlPart
{
    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>What is longer is no page, and not kept.</summary>
    public const int MaxLength = 256 << 20;

    public string? ContentId { get; set; }

    public string? Location { get; set; }

    public string? Encoding { get; set; }

    public string? Charset { get; set; }

    /// <summary>Where its content begins in the file.</summary>
    public long Start { get; set; }

    /// <summary>In which line that is, from 1.</summary>
    public long Line { get; set; }

    public bool IsTooLong { get; private set; }

    public ReadOnlyMemory<byte> Content => _content.WrittenMemory;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        IsTooLong |= _content.WrittenCount + (long)bytes.Length > MaxLength;
        if (!IsTooLong)
        {
            _content.Write(bytes);
        }
    }

    /// <summary>The page itself. What is not packed as the header says is taken as it is.</summary>
    public ReadOnlyMemory<byte> Decode()
    {
        IMimeDecoder? decoder = Encoding?.Trim().ToLowerInvariant() switch
        {
            "quoted-printable" => new QuotedPrintableDecoder(),
            "base64" when !Content.Span.Contains((byte)'<') => new Base64Decoder(),
            _ => null,
        };
        if (decoder is null)
        {
            return Content;
        }

        var decoded = new ArrayBufferWriter<byte>();
        var (input, output) = (new byte[16 << 10], Array.Empty<byte>());
        for (var at = 0; at < Content.Length;)
        {
            var length = Math.Min(input.Length, Content.Length - at);
            Content.Span.Slice(at, length).CopyTo(input);
            output = output.Length < decoder.EstimateOutputLength(length)
                ? new byte[decoder.EstimateOutputLength(length)]
                : output;
            decoded.Write(output.AsSpan(0, decoder.Decode(input, 0, length, output)));
            at += length;
        }

        return decoded.WrittenMemory;
    }
}
