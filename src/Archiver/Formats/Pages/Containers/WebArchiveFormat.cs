using System.Buffers.Text;
using System.Text;
using System.Xml;
using Archiver.Formats.Reading;
using Archiver.Inputs;

namespace Archiver.Formats.Pages.Containers;

/// <summary>
/// Pages that Safari and other programs of the Mac saved as web archives: property lists, binary or XML, one article
/// each.
/// </summary>
internal sealed class WebArchiveFormat : IArticleFormat
{
    public const string FormatName = "webarchive";

    private const string Main = "WebMainResource";

    /// <summary>Pages begin as other pages do, frames among them; but a file may be made to have nothing but beginnings.</summary>
    private const int MaxTries = 16;

    public string Name => FormatName;

    public string Description => "web archives of Safari";

    public bool Recognizes(InputHead head) => head.Bytes.StartsWith("bplist0"u8)
        || (head.Bytes.IndexOf("<plist"u8) >= 0 && head.Bytes.IndexOf("WebMainResource"u8) >= 0
            && head.Bytes.TrimStart("\uFEFF \t\r\n"u8).StartsWith((byte)'<'));

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    /// <param name="Page">Its bytes as they stand there.</param>
    /// <param name="Content">The page itself.</param>
    /// <param name="Url">Where it came from.</param>
    /// <param name="MediaType">What it is.</param>
    /// <param name="Charset">Its encoding.</param>
    private sealed record Resource(
        ContainedPage Page, ReadOnlyMemory<byte> Content, string? Url, string? MediaType, string? Charset);

    private sealed class Reader(ReadingOptions options) : IArticleReader
    {
        private const int MaxLength = 512 << 20;

        private readonly ContainerSource _source = new(FormatName, new ByteSource(options.Cancellation));
        private readonly Queue<Stretch> _ready = [];

        public void Begin(Stream input)
        {
            _ready.Clear();
            _source.Begin(input);
            var bytes = _source.Take(MaxLength);
            _source.Skip(long.MaxValue);
            if (options.Cancellation.IsCancellationRequested || bytes.IsEmpty)
            {
                return;
            }

            var main = bytes.Length < _source.Position ? null
                : bytes.Span.StartsWith("bplist"u8) ? OfBinary(bytes) : OfXml(bytes);
            if (main is null || !(main.MediaType is null or "text/html" or "application/xhtml+xml"
                || PageSniffing.LooksLikePage(main.Content.Span)))
            {
                var reason = bytes.Length < _source.Position ? $"too long: more than {MaxLength >> 20} MiB"
                    : main is not null ? $"no article: it is of the type {main.MediaType}, and no page"
                    : "damaged or no web archive: the page in it cannot be found";
                _ready.Enqueue(ContainedPage.None(FormatName, _source.Position, reason));
                return;
            }

            var page = PageReader.Read(main.Content, new PageContext(main.Url, options.Encoding?.Name ?? main.Charset));
            foreach (var stretch in main.Page.Cut(FormatName, page, bytes.Length, options.TimeZone))
            {
                _ready.Enqueue(stretch);
            }
        }

        public Stretch? Read() => _ready.TryDequeue(out var stretch) ? stretch : null;
    }

    private static Resource? OfBinary(ReadOnlyMemory<byte> bytes)
    {
        if (BinaryPropertyList.Of(bytes) is not { } list || list.Value(list.Top, Main) is not { } main
            || list.DataOf(list.Value(main, "WebResourceData")) is not var (content, start))
        {
            return null;
        }

        return new Resource(
            new ContainedPage(content, start, bytes.Span[..(int)start].Count((byte)'\n') + 1),
            content,
            list.Text(list.Value(main, "WebResourceURL")),
            list.Text(list.Value(main, "WebResourceMIMEType"))?.ToLowerInvariant(),
            list.Text(list.Value(main, "WebResourceTextEncodingName")));
    }

    private static Resource? OfXml(ReadOnlyMemory<byte> bytes)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), settings);
            if (ToMain(reader))
            {
                ReadValues(reader, values);
            }
        }
        catch (XmlException)
        {
            // What came before the damage may be enough.
        }

        if (!values.TryGetValue("WebResourceData", out var written))
        {
            return null;
        }

        var packed = Array.FindAll(Encoding.UTF8.GetBytes(written), each => !char.IsWhiteSpace((char)each));
        var content = new byte[Base64.GetMaxDecodedFromUtf8Length(packed.Length)];
        Base64.DecodeFromUtf8(packed.AsSpan(0, packed.Length / 4 * 4), content, out _, out var length);
        return length == 0 ? null : new Resource(
            PlaceOf(packed, bytes),
            content.AsMemory(0, length),
            values.GetValueOrDefault("WebResourceURL"),
            values.GetValueOrDefault("WebResourceMIMEType")?.ToLowerInvariant(),
            values.GetValueOrDefault("WebResourceTextEncodingName"));
    }

    /// <summary>
    /// Where the packed page stands: XML's reader does not say that in bytes. It is the one text that begins so and goes on so, with
    /// whatever line ends; else the original is the whole file.
    /// </summary>
    private static ContainedPage PlaceOf(ReadOnlySpan<byte> packed, ReadOnlyMemory<byte> bytes)
    {
        var beginning = packed[..Math.Min(packed.Length, 32)];
        for (var (start, tries) = (0, 0);
            tries < MaxTries && bytes.Span[start..].IndexOf(beginning) is >= 0 and var found;
            start++, tries++)
        {
            start += found;
            var (end, same) = (start, 0);
            for (; end < bytes.Length && same < packed.Length; end++)
            {
                if (bytes.Span[end] == packed[same])
                {
                    same++;
                }
                else if (!char.IsWhiteSpace((char)bytes.Span[end]))
                {
                    break;
                }
            }

            if (same == packed.Length)
            {
                return new ContainedPage(bytes[start..end], start, bytes.Span[..start].Count((byte)'\n') + 1);
            }
        }

        return new ContainedPage(bytes, 0, 1);
    }

    private static bool ToMain(XmlReader reader)
    {
        while (reader.ReadToFollowing("key"))
        {
            if (reader.ReadElementContentAsString() == Main)
            {
                return reader.NodeType == XmlNodeType.Element || reader.ReadToNextSibling("dict");
            }
        }

        return false;
    }

    /// <summary>The keys of a dictionary and the texts of their values, up to its end.</summary>
    private static void ReadValues(XmlReader reader, Dictionary<string, string> values)
    {
        string? key = null;
        for (var isThere = reader.Read(); isThere && reader.NodeType != XmlNodeType.EndElement;)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                isThere = reader.Read();
            }
            else if (reader.Name == "key")
            {
                key = reader.ReadElementContentAsString();
            }
            else if (reader.Name is "string" or "data" && key is not null)
            {
                values[key] = reader.ReadElementContentAsString();
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
