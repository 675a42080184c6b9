using System.Text;
using System.Xml;
using System.Xml.Linq;
using Archiver.Formats.Reading;
using Archiver.Texts.Encodings;

namespace Archiver.Formats.Xml;

/// <summary>Makes an article of an element.</summary>
/// <param name="element">The element.</param>
/// <param name="bytes">Its bytes, which may be kept.</param>
/// <returns>The article, or the reason why there is none.</returns>
internal delegate (StatedArticle? Article, string? Reason) XmlMaker(XElement element, ReadOnlyMemory<byte> bytes);

/// <summary>
/// Reads XML element by element: all of a name that lie in no other of that name. What stands between and around them says nothing.
/// No document type is read and nothing is loaded. An element that is no XML is rejected, and the next one read.
/// </summary>
/// <param name="format">The name of the format.</param>
/// <param name="options">What is stated about the inputs.</param>
/// <param name="name">The name of the elements, without a prefix.</param>
/// <param name="make">Makes an article of an element.</param>
internal sealed class XmlRecordReader(string format, ReadingOptions options, string name, XmlMaker make)
    : RecordReader(format, options)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        ConformanceLevel = ConformanceLevel.Fragment,
        CheckCharacters = false,
        MaxCharactersInDocument = 0,
    };

    private readonly byte[] _open = Encoding.UTF8.GetBytes($"<{name}");
    private readonly byte[] _close = Encoding.UTF8.GetBytes($"</{name}");
    private readonly FieldText _text = new(options.Encoding);

    private int _maxLength;

    /// <summary>The outermost element; null where none is known.</summary>
    private string? _root;

    /// <summary>Why what stands there now is not read: a document of another kind; null where it is none.</summary>
    private string? _foreign;

    protected override void Begin() => (_maxLength, _root, _foreign) = (MaxLength, null, null);

    protected override Stretch? Next()
    {
        if (!Window.IsAny())
        {
            return null;
        }

        _root ??= XmlHeads.Root(Window.Bytes);
        if (_foreign is not null && Find(0, Encoding.UTF8.GetBytes($"<{_root}")) is var again and not 0)
        {
            return Rejected(again < 0 ? Window.Bytes.Length - Kept() : again, _foreign);
        }

        _foreign = null;
        var start = Find(0, _open);
        if (start != 0)
        {
            return Between(start < 0 ? Window.Bytes.Length - Kept() : start);
        }

        var end = EndOf();
        if (end < 0)
        {
            // Up to the next that begins so: what is cut off or has an end too few costs itself alone.
            _maxLength = Math.Max(1 << 14, _maxLength / 8);
            var next = Find(_open.Length, _open);
            return Rejected(next < 0 ? Window.Bytes.Length : next, $"no XML: its end, </{name}>, is missing");
        }

        _maxLength = Math.Min(MaxLength, _maxLength * 2);
        var bytes = Window.Bytes[..end].ToArray();
        try
        {
            using var reader = XmlReader.Create(new StringReader(FieldText.Of(bytes, Encoding8(bytes))), Settings);
            reader.MoveToContent();
            return Made(end, make((XElement)XNode.ReadFrom(reader), bytes));
        }
        catch (XmlException exception)
        {
            return Rejected(end, $"no XML: {exception.Message}");
        }
    }

    /// <summary>What is no element says nothing, unless it stands behind the end of the document.</summary>
    private Stretch Between(int length)
    {
        var end = _root is null ? -1 : XmlHeads.EndOf(Window.Bytes[..length], _root);
        var behind = end < 0 ? [] : XmlHeads.Content(Window.Bytes[end..length]);
        if (behind.IsEmpty || XmlHeads.Root(behind) == _root)
        {
            return Blank(length);
        }

        _foreign = XmlHeads.NotRead(XmlHeads.Root(behind));
        return Blank(length - behind.Length);
    }

    private TextEncoding Encoding8(ReadOnlySpan<byte> bytes) => _text.EncodingOf(bytes);

    /// <summary>What may be the beginning of a tag stays until more is read.</summary>
    private int Kept()
    {
        var length = Window.Bytes.Length;
        var kept = Math.Max(_open.Length, _root?.Length ?? 0) + 3;
        return Window.Grow() && length > kept ? Window.Bytes.Length - length + kept : 0;
    }

    /// <summary>Where a tag of the name begins, in what was read; -1 where it does not.</summary>
    private int Find(int from, ReadOnlySpan<byte> tag)
    {
        while (from < Window.Bytes.Length)
        {
            var found = Window.Bytes[from..].IndexOf(tag);
            if (found < 0)
            {
                return -1;
            }

            from += found;
            while (Window.Bytes.Length <= from + tag.Length && Window.Grow())
            {
            }

            if (Window.Bytes.Length > from + tag.Length && IsAfterName(Window.Bytes[from + tag.Length]))
            {
                return from;
            }

            from++;
        }

        return -1;
    }

    private static bool IsAfterName(byte mark) =>
        mark is (byte)'>' or (byte)'/' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>Where the element ends that the window begins with; -1 where it does not.</summary>
    private int EndOf()
    {
        var (at, depth) = (0, 0);
        while (true)
        {
            if (at > _maxLength)
            {
                return -1;
            }

            var found = at < Window.Bytes.Length ? Window.Bytes[at..].IndexOf((byte)'<') : -1;
            while (found >= 0 && Window.Bytes.Length < at + found + _close.Length + 12 && Window.Grow())
            {
            }

            if (found < 0)
            {
                at = Window.Bytes.Length;
                if (at > _maxLength || !Window.Grow())
                {
                    return -1;
                }

                continue;
            }

            at += found;
            var tag = Window.Bytes[at..];
            if (tag.StartsWith("<![CDATA["u8) || tag.StartsWith("<!--"u8))
            {
                at = After(at, tag[2] == '[' ? "]]>"u8 : "-->"u8);
            }
            else if (tag.StartsWith(_close) && tag.Length > _close.Length && IsAfterName(tag[_close.Length]))
            {
                at = After(at, ">"u8);
                depth--;
            }
            else if (tag.StartsWith(_open) && tag.Length > _open.Length && IsAfterName(tag[_open.Length]))
            {
                at = After(at, ">"u8);
                depth += at > 0 && Window.Bytes[at - 2] == '/' ? 0 : 1;
            }
            else
            {
                at++;
                continue;
            }

            if (at < 0 || depth <= 0)
            {
                return at;
            }
        }
    }

    private int After(int from, ReadOnlySpan<byte> mark)
    {
        while (true)
        {
            var found = Window.Bytes[from..].IndexOf(mark);
            if (found >= 0)
            {
                return from + found + mark.Length;
            }

            from = Math.Max(from, Window.Bytes.Length - mark.Length);
            if (Window.Bytes.Length > _maxLength || !Window.Grow())
            {
                return -1;
            }
        }
    }
}
