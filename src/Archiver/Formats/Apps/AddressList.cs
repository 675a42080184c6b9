using Archiver.Formats.Reading;
using Archiver.Formats.Shapes;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Apps;

/// <summary>A list of addresses, one a line; OneTab writes their titles behind them.</summary>
internal sealed class AddressList : IArticleFormat
{
    private const string FormatName = "urls";

    /// <summary>Between the addresses may stand what groups them, or when they were saved.</summary>
    private const int MaxHeading = 80;

    public string Name => FormatName;

    public string Description => "a list of addresses, one a line, also that of OneTab";

    public bool Recognizes(InputHead head)
    {
        var text = head.Text;
        var lines = text.Split('\n').Select(line => line.Trim()).ToList();
        if (lines.Count > 1 && head.Bytes.Length >= InputHead.Length)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        lines.RemoveAll(line => line.Length == 0);
        var others = lines.FindAll(line => Parse(line) is null);
        return lines.Count > 0 && others.Count <= lines.Count / 3 && others.TrueForAll(line => line.Length < MaxHeading);
    }

    public IArticleReader NewReader(ReadingOptions options) => new Reader(options);

    private static (string Url, string? Title)? Parse(string line)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        var url = (bar < 0 ? line : line[..bar]).Trim();
        return StatedFacts.IsWeb(url) && !url.Contains(' ') && url.Length > "https://".Length ? (url, bar < 0 ? null : line[(bar + 3)..]) : null;
    }

    private sealed class Reader(ReadingOptions options) : RecordReader(FormatName, options)
    {
        private readonly FieldText _text = new(options.Encoding);

        protected override void Begin()
        {
        }

        protected override Stretch? Next()
        {
            var space = SpaceLength(Window.MarkLength());
            if (space > 0)
            {
                return Blank(space);
            }

            if (!Window.IsAny())
            {
                return null;
            }

            var length = LineLength();
            var bytes = Window.Bytes[..length].ToArray();
            var encoding = bytes.Length > MaxLine ? TextEncoding.Utf8 : _text.EncodingOf(bytes);
            if (bytes.Length > MaxLine || Parse(FieldText.Of(bytes, encoding)) is not var (url, title))
            {
                return Rejected(length, "no address of the web");
            }

            var facts = new StatedFacts(FormatName) { Title = title };
            facts.Address(url);
            return Made(length, facts.ToArticle(bytes));
        }

        private const int MaxLine = 1 << 20;

        /// <summary>The length of the next line, without the white space at its end.</summary>
        private int LineLength()
        {
            for (var at = 0; ; at = Window.Bytes.Length)
            {
                var found = Window.Bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
                if (found >= 0)
                {
                    return Window.Bytes[..(at + found)].TrimEnd(" \t"u8).Length;
                }

                if (Window.Bytes.Length > MaxLine || !Window.Grow())
                {
                    return Math.Max(1, Window.Bytes.TrimEnd(" \t"u8).Length);
                }
            }
        }
    }
}
