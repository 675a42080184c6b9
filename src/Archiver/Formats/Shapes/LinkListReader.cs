using System.Net;
using System.Text;
using Archiver.Formats.Html;
using Archiver.Formats.Reading;

namespace Archiver.Formats.Shapes;

/// <summary>A link in a list, and where in the list it stands.</summary>
/// <param name="Attributes">Those of the link, their names in small letters.</param>
/// <param name="Title">The text of the link, in one line.</param>
/// <param name="Description">What stands beneath it; null where nothing does.</param>
/// <param name="Section">The heading before it; null where there is none.</param>
/// <param name="Folders">The folders around it, the outermost first.</param>
internal sealed record ListedLink(
    IReadOnlyDictionary<string, string> Attributes, string Title, string? Description, string? Section, IReadOnlyList<string> Folders);

/// <summary>
/// Reads lists of links in HTML, as apps and browsers write them: headings <c>h1</c>, or folders of <c>h3</c> and <c>dl</c>, with links and
/// what <c>dd</c> says of them. Few of their tags are ever closed, so they are read tag by tag, and each link is a record.
/// </summary>
/// <param name="format">The name of the format.</param>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="make">Makes an article of a link.</param>
internal sealed class LinkListReader(
    string format, ReadingOptions options, Func<ListedLink, ReadOnlyMemory<byte>, (StatedArticle? Article, string? Reason)> make) : RecordReader(format, options)
{
    private const int MaxTag = 16 << 20;
    private const int MaxFolders = 100;

    private static readonly string[] EndOfText = ["dt", "dl", "/dl", "dd", "hr", "h1", "h2", "h3", "a", "li", "p", "ol", "ul", "/ol", "/ul", "/li", "script", "/body", "/html", "/h1", "/h2", "/h3"];

    private readonly FieldText _text = new(options.Encoding);
    private readonly List<string> _folders = [];
    private string? _section, _folder;
    private bool _isUnclosed;

    protected override void Begin()
    {
        _folders.Clear();
        (_section, _folder, _isUnclosed) = (null, null, false);
    }

    protected override Stretch? Next()
    {
        var at = Window.IsAny() ? 0 : -1;
        if (at < 0)
        {
            return null;
        }

        while (at < 1 << 20)
        {
            var tag = TagAt(at, out at);
            if (tag.Length == 0)
            {
                break;
            }

            var end = TagEnd(at);
            if (tag == "a")
            {
                return at > 0 ? Blank(at) : Link(end);
            }

            at = tag is "h1" or "h2" or "h3" ? Heading(tag, end) : end;
            if (tag == "script")
            {
                at = Closed(at, "</script"u8);
            }
            else if (tag == "dl" && _folders.Count < MaxFolders)
            {
                _folders.Add(_folder ?? "");
                _folder = null;
            }
            else if (tag == "/dl" && _folders.Count > 0)
            {
                _folders.RemoveAt(_folders.Count - 1);
            }
        }

        return Blank(Math.Max(1, Math.Min(at, Window.Bytes.Length)));
    }

    private Stretch Link(int tagEnd)
    {
        var textEnd = TextEnd(tagEnd);
        var end = textEnd;
        string? description = null;
        if (Window.Bytes[end..].StartsWith("</"u8))
        {
            end = TagEnd(end);
        }

        if (TagAt(SpaceLength(end), out var dd) == "dd" && dd == SpaceLength(end))
        {
            var from = TagEnd(dd);
            var to = TextEnd(from);
            description = TextOf(from, to);
            end = to;
        }

        var bytes = Window.Bytes[..end].TrimEnd(" \t\r\n"u8).ToArray();
        var encoding = _text.EncodingOf(bytes);
        var link = new ListedLink(AttributesOf(FieldText.Of(bytes.AsSpan()[..Math.Min(tagEnd, bytes.Length)], encoding)),
            TextOf(tagEnd, textEnd), description, _section, [.. _folders.Where(folder => folder.Length > 0)]);
        return Made(bytes.Length, make(link, bytes));
    }

    private int Heading(string tag, int tagEnd)
    {
        var end = TextEnd(tagEnd);
        var text = TextOf(tagEnd, end);
        if (tag == "h3")
        {
            _folder = text;
        }
        else
        {
            _section = text;
        }

        return end;
    }

    /// <summary>The name of the next tag, in small letters; empty at the input's end. Comments are none.</summary>
    private string TagAt(int from, out int at)
    {
        at = from;
        while (true)
        {
            var found = at < Window.Bytes.Length ? Window.Bytes[at..].IndexOf((byte)'<') : -1;
            if (found < 0)
            {
                at = Window.Bytes.Length;
                if (at > MaxTag || !Window.Grow())
                {
                    return "";
                }

                continue;
            }

            at += found;
            while (Window.Bytes.Length < at + 12 && Window.Grow())
            {
            }

            if (Window.Bytes[at..].StartsWith("<!--"u8))
            {
                at = Closed(at + 4, "-->"u8);
                continue;
            }

            var name = NameOf(Window.Bytes[(at + 1)..]);
            if (name.Length > 0)
            {
                return name;
            }

            at++;
        }
    }

    private static string NameOf(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < Math.Min(bytes.Length, 10) && (char.IsAsciiLetterOrDigit((char)bytes[length]) || (length == 0 && bytes[0] is (byte)'/' or (byte)'!')))
        {
            length++;
        }

        return Encoding.ASCII.GetString(bytes[..length]).ToLowerInvariant();
    }

    /// <summary>Where a tag ends, behind its mark; a mark in quotation marks is none.</summary>
    private int TagEnd(int at)
    {
        byte quote = 0;
        for (var from = at + 1; ; from++)
        {
            if (from == Window.Bytes.Length && (from - at > MaxTag || !Window.Grow()))
            {
                return quote == 0 ? from : Find(at, ">"u8) is >= 0 and var end ? end + 1 : from;
            }

            var mark = Window.Bytes[from];
            if (quote != 0)
            {
                quote = mark == quote ? (byte)0 : quote;
            }
            else if (mark == '>')
            {
                return from + 1;
            }
            else if (mark is (byte)'"' or (byte)'\'' && Window.Bytes[from - 1] is (byte)'=' or (byte)' ')
            {
                quote = mark;
            }
        }
    }

    /// <summary>Where a text with small tags in it ends.</summary>
    private int TextEnd(int from)
    {
        while (true)
        {
            var tag = TagAt(from, out var at);
            if (tag.Length == 0 || tag == "/a" || EndOfText.Contains(tag))
            {
                return at;
            }

            from = at + 1;
        }
    }

    /// <summary>Where something ends that is not read; where it has no end, it is looked for once.</summary>
    private int Closed(int from, ReadOnlySpan<byte> end)
    {
        var found = _isUnclosed ? -1 : Find(from, end);
        _isUnclosed |= found < 0;
        return found < 0 ? from : found;
    }

    private int Find(int from, ReadOnlySpan<byte> what)
    {
        var start = from;
        while (true)
        {
            var found = from < Window.Bytes.Length ? Window.Bytes[from..].IndexOf(what) : -1;
            if (found >= 0)
            {
                return from + found;
            }

            from = Math.Max(from, Window.Bytes.Length - what.Length + 1);
            if (Window.Bytes.Length - start > MaxTag || !Window.Grow())
            {
                return -1;
            }
        }
    }

    private string TextOf(int from, int to)
    {
        var bytes = Window.Bytes[from..to];
        var text = FieldText.Of(bytes, _text.EncodingOf(bytes));
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '<' && at + 1 < text.Length && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] == '/') && text.IndexOf('>', at) is >= 0 and var end)
            {
                at = end;
                plain.Append(' ');
                continue;
            }

            plain.Append(text[at]);
        }

        return PlainText.OneLine(WebUtility.HtmlDecode(plain.ToString()));
    }

    private static Dictionary<string, string> AttributesOf(string tag)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 1;
        while (at < tag.Length && !char.IsWhiteSpace(tag[at]))
        {
            at++;
        }

        while (at < tag.Length)
        {
            var start = at;
            while (at < tag.Length && tag[at] is not '=' && !char.IsWhiteSpace(tag[at]))
            {
                at++;
            }

            var name = tag[start..at].TrimEnd('>').ToLowerInvariant();
            if (at >= tag.Length || tag[at] != '=')
            {
                at++;
                if (name.Length > 0)
                {
                    attributes.TryAdd(name, "");
                }

                continue;
            }

            at++;
            var quote = at < tag.Length && tag[at] is '"' or '\'' ? tag[at++] : '\0';
            var end = quote == '\0' ? tag.AsSpan(at).IndexOfAny(' ', '\n', '>') : tag.AsSpan(at).IndexOf(quote);
            end = end < 0 ? tag.Length : at + end;
            attributes.TryAdd(name, WebUtility.HtmlDecode(tag[at..end]).Trim());
            at = end + 1;
        }

        return attributes;
    }
}
