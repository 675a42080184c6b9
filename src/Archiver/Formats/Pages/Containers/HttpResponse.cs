using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Archiver.Inputs;
using ZstdSharp;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// What a server answered, as crawls keep it: a line with the status, fields, and a body that may be in pieces and
/// packed.
/// </summary>
/// <param name="Status">200 where all went well.</param>
/// <param name="Fields">The fields.</param>
/// <param name="HeadLength">Where the body begins.</param>
internal sealed record HttpResponse(int Status, HeaderFields Fields, int HeadLength)
{
    /// <summary>No page unpacks to more; what would is cut there.</summary>
    private const int MaxBody = 64 << 20;

    /// <param name="bytes">The beginning of it, with all of its head.</param>
    /// <returns>Null where the bytes are no response.</returns>
    public static HttpResponse? Of(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("HTTP/"u8) || HeaderFields.LengthOf(bytes) is not (> 0 and var length))
        {
            return null;
        }

        var head = bytes[..length];
        var first = head[..head.IndexOf((byte)'\n')];
        var space = first.IndexOf((byte)' ');
        return space > 0 && Utf8Parser.TryParse(first[space..].TrimStart((byte)' '), out int status, out _)
            ? new HttpResponse(status, new HeaderFields(head[first.Length..]), length) : null;
    }

    /// <summary>The body as it was before it was sent. What is not packed as the fields say is taken as it is.</summary>
    /// <param name="message">All of the response.</param>
    public ReadOnlyMemory<byte> Body(ReadOnlyMemory<byte> message)
    {
        var body = message[HeadLength..];
        if (Fields["Transfer-Encoding"]?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true)
        {
            body = Joined(body);
        }

        var encodings = (Fields["Content-Encoding"] ?? "").ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries);
        foreach (var encoding in encodings.Reverse())
        {
            body = Unpacked(body, encoding);
        }

        return body;
    }

    /// <summary>Puts the pieces together, each of which has its length in hexadecimal before it.</summary>
    private static ReadOnlyMemory<byte> Joined(ReadOnlyMemory<byte> body)
    {
        var joined = new ArrayBufferWriter<byte>();
        var rest = body;
        while (!rest.IsEmpty)
        {
            var end = rest.Span[..Math.Min(rest.Length, 1024)].IndexOf((byte)'\n');
            var line = end < 0 ? "" : Encoding.Latin1.GetString(rest.Span[..end]).Split(';')[0].Trim();
            if (!long.TryParse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
            {
                // No piece begins here. At the very beginning there are none at all; later, the rest is taken as it is.
                joined.Write(rest.Span);
                break;
            }

            rest = rest[(end + 1)..];
            if (length == 0)
            {
                break;
            }

            joined.Write(rest.Span[..(int)Math.Min(length, rest.Length)]);
            rest = rest[(int)Math.Min(length, rest.Length)..];
            rest = rest.Span.StartsWith("\r\n"u8) ? rest[2..] : rest.Span.StartsWith("\n"u8) ? rest[1..] : rest;
        }

        return joined.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Unpacked(ReadOnlyMemory<byte> packed, string encoding)
    {
        var bytes = packed.Span;
        return encoding switch
        {
            "gzip" or "x-gzip" when bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])
                => Read(packed, input => new GZipStream(input, CompressionMode.Decompress)),
            "deflate" when bytes.Length > 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) + bytes[1]) % 31 == 0
                => Read(packed, input => new ZLibStream(input, CompressionMode.Decompress)),
            "deflate" => Read(packed, input => new DeflateStream(input, CompressionMode.Decompress)),
            "br" => Read(packed, input => new BrotliStream(input, CompressionMode.Decompress)),
            "zstd" => Read(packed, input => new DecompressionStream(input)),
            _ => packed,
        };
    }

    private static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> packed, Func<Stream, Stream> unpack)
    {
        var unpacked = new ArrayBufferWriter<byte>();
        try
        {
            using var stream = unpack(new MemoryReader(packed));
            for (int read; unpacked.WrittenCount < MaxBody && (read = stream.Read(unpacked.GetSpan(16 << 10))) > 0;)
            {
                unpacked.Advance(read);
            }
        }
        catch (Exception exception) when (exception
            is InvalidDataException or IOException or ZstdException or InvalidOperationException)
        {
            // What came until then is what there is of it.
        }

        return unpacked.WrittenCount > 0 ? unpacked.WrittenMemory : packed;
    }

    private sealed class MemoryReader(ReadOnlyMemory<byte> bytes) : ReadingStream
    {
        private ReadOnlyMemory<byte> _rest = bytes;

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..length].CopyTo(buffer);
            _rest = _rest[length..];
            return length;
        }
    }
}
