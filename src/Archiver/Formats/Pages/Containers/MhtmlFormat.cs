using System.Text;
using System.Text.RegularExpressions;
using Archiver.Formats.Pages.Metadata;
using Archiver.Formats.Reading;
using Archiver.Inputs;
using MimeKit.Utils;

namespace Archiver.Formats.Pages.Containers;

/// <summary>Pages that browsers saved as one file in the form of a mail (RFC 2557), one article each.</summary>
internal sealed partial class MhtmlFormat : IArticleFormat
{
    public const string FormatName = "mhtml";

    private const int HeadLength = 4 << 10;

    public string Name => FormatName;

    public string Description => "pages that browsers save as one file, .mht or .mhtml";

    public bool Recognizes(InputHead head)
    {
        var text = Encoding.Latin1.GetString(head.Bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : head.Bytes).TrimStart();
        var end = BlankLine().Match(text) is { Success: true } blank ? blank.Index + 1 : text.Length;
        return (FieldLine().IsMatch(text) && Related().IsMatch(text[..end])) || Boundary().IsMatch(text);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    [GeneratedRegex(@"\n\r?\n")]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9-]{0,60}:")]
    private static partial Regex FieldLine();

    /// <summary>A mail that is about a page: in parts, or nothing but a page of HTML.</summary>
    [GeneratedRegex(
        @"^Content-Type:\s*(?:multipart/(?:related|alternative)|text/html|application/xhtml\+xml)"
            + @"|^Snapshot-Content-Location:",
        RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Related();

    /// <summary>The header of the file is missing: it begins with the boundary before its first part.</summary>
    [GeneratedRegex(
        @"^--(?<boundary>[^\s<>""]{3,200})[ \t]*\r?\n"
            + @"(?:[A-Za-z-]{1,60}:[^\n]{0,2000}\n){0,8}?Content-(?:Type|Location|ID|Transfer-Encoding):",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();

    private sealed class Reader(ReadingOptions options) : IArticleReader
    {
        private readonly Queue<Stretch> _ready = [];

        public void Begin(Stream input)
        {
            _ready.Clear();
            var bytes = new ByteSource(options.Cancellation);
            bytes.Begin(input);
            var parsed = Parse(bytes, out var isCutOff);
            if (parsed.Root is null && !parsed.Preamble.IsEmpty)
            {
                // Boundaries are missing, or the header does not say which they are.
                var preamble = new ByteSource();
                preamble.Begin(new MemoryStream(parsed.Preamble.ToArray()));
                parsed.Continue(Parse(preamble, out isCutOff));
            }

            bytes.Skip(long.MaxValue);
            if (bytes.Position > 0 && !options.Cancellation.IsCancellationRequested)
            {
                Cut(parsed, bytes.Position, isCutOff);
            }
        }

        public Stretch? Read() => _ready.TryDequeue(out var stretch) ? stretch : null;

        private static MhtmlParser Parse(ByteSource bytes, out bool isCutOff)
        {
            bytes.Take(bytes.Peek(3) is [0xEF, 0xBB, 0xBF] ? 3 : 0);
            while (bytes.Peek(1) is [(byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'])
            {
                bytes.Take(1);
            }

            var head = Encoding.Latin1.GetString(bytes.Peek(HeadLength));
            var prefix = Boundary().Match(head) is { Success: true } first
                ? Encoding.Latin1.GetBytes($"Content-Type: multipart/related; boundary=\"{first.Groups["boundary"].Value}\"\r\n\r\n") : [];
            var parser = new MhtmlParser(new PrefixedStream(prefix, bytes), bytes.Position - prefix.Length);
            try
            {
                parser.ReadEntity();
            }
            catch (FormatException)
            {
                // There is no header where one should be; what was found before stays.
            }

            isCutOff = parser.IsOpen;
            return parser;
        }

        private void Cut(MhtmlParser parsed, long length, bool isCutOff)
        {
            if (parsed.Root is not { IsTooLong: false } root)
            {
                _ready.Enqueue(ContainedPage.None(FormatName, length, parsed.Root is null ? "no article: there is no page in it"
                    : $"too long: the page has more than {MhtmlPart.MaxLength >> 20} MiB"));
                return;
            }

            var isWeb = parsed.Snapshot?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true;
            var page = PageReader.Read(
                root.Decode(), new PageContext(isWeb ? parsed.Snapshot : root.Location, options.Encoding?.Name ?? root.Charset));
            page = page with
            {
                Title = page.Title ?? (string.IsNullOrWhiteSpace(parsed.Subject) ? null
                    : new Sourced<string>(parsed.Subject.Trim(), "Subject")),
                Saved = parsed.Date is { } date && DateUtils.TryParse(date, out var saved)
                    ? new Sourced<DateTimeOffset>(saved, "Date")
                    : page.Saved,
            };
            var isCut = isCutOff && root.Start + root.Content.Length >= length;
            var trouble = isCut ? "the file is cut off here, so the page may not be whole" : null;
            var contained = new ContainedPage(root.Content, root.Start, root.Line);
            foreach (var stretch in contained.Cut(FormatName, page, length, options.TimeZone, trouble))
            {
                _ready.Enqueue(stretch);
            }
        }
    }

    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadingStream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..length].CopyTo(buffer);
            _prefix = _prefix[length..];
            return length > 0 ? length : rest.Read(buffer);
        }
    }
}
